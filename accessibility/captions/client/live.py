"""Captions for the command line: async generators of a worker's events, from a file or devices.

The same worker as the window's: a fault inside the engine must be a sentence here too.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from pathlib import Path

from accessibility.audio.pulse_server import NoSoundSystem
from accessibility.audio.sound_file import SoundFileReader
from accessibility.audio.source import (
    DeviceGone,
    NoComputerSound,
    NoLoudspeaker,
    NoMicrophone,
    SoundMoved,
    SoundToolsMissing,
)
from accessibility.captions.client.client import WORKER, CaptionClient
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.events import Caption, Source, State
from accessibility.captions.protocol import Event, Level
from resources.declared import Problem

BROKEN = frozenset({"restarting", "gave_up"})


class CaptionsBroke(Problem):
    """The worker died while a recording was read, or again and again."""

    key = "captions_broke"


BY_KEY: dict[str, type[Problem]] = {
    kind.key: kind
    for kind in (
        DeviceGone,
        NoComputerSound,
        NoLoudspeaker,
        NoMicrophone,
        NoSoundSystem,
        SoundMoved,
        SoundToolsMissing,
    )
}


async def caption_file(
    recording: Path,
    pack: Path,
    *,
    tidy: Path | None = None,
    realtime: bool = False,
    command: Sequence[str] = WORKER,
) -> AsyncGenerator[Caption, None]:
    """Caption a wav file, as fast as it goes or at its own speed; ends with `stopped`.

    `tidy` is a second pack, whose engine tidies the lines of the first.
    In real time `listening` is yielded at the instant the first sample is fed: the
    engine is loaded and warm by then. Else it has heard nothing before: the words are those of
    the bare engine. Raises the `Problem`s of `SoundFileReader`, `PackNotLoaded` or `CaptionsBroke`.
    """
    SoundFileReader(recording).close()
    told = EventQueue(command)
    try:
        told.client.warm(pack, tidy=tidy, warms=("group",) if realtime else ())
        if realtime:
            async for event in told.until("ready"):
                yield event
        told.client.read(recording, realtime=realtime)
        async for event in told.until("stopped"):
            if isinstance(event, State) and event.text in BROKEN:
                raise CaptionsBroke
            yield event
    finally:
        await told.client.close()


async def listen(
    pack: Path,
    sources: Iterable[Source] = ("group",),
    *,
    seconds: float | None = None,
    tidy: Path | None = None,
    command: Sequence[str] = WORKER,
) -> AsyncGenerator[Caption, None]:
    """Caption one or two devices for some seconds, or until the caller stops asking.

    When the time is over the last words still come. Raises the `Problem` of the
    device (gone, moved, not there), `PackNotLoaded` or `CaptionsBroke`.
    """
    wanted = tuple(sources)
    told = EventQueue(command)
    try:
        told.client.warm(pack, tidy=tidy)
        async for event in told.until("ready"):
            yield event
        for source in wanted:
            told.client.listen(source)
        if seconds is not None:
            asyncio.get_running_loop().call_later(seconds, told.stop, wanted)
        async for event in told.until("stopped", times=len(wanted)):
            yield event
    finally:
        await told.client.close()


class EventQueue:
    """What a client of its own tells, to be waited for."""

    def __init__(self, command: Sequence[str]) -> None:
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self.client = CaptionClient(self._events.put_nowait, command=command)

    def stop(self, sources: Iterable[Source]) -> None:
        """Stop listening to all."""
        for source in sources:
            self.client.stop(source)

    async def until(self, state: str, *, times: int = 1) -> AsyncGenerator[Caption, None]:
        """Yield what is told, levels left out, until a state came so many times."""
        while times:
            event = await self._events.get()
            if isinstance(event, Level):
                continue
            if isinstance(event, State):
                _raise_for(event)
                times -= event.text == state
            yield event


def _raise_for(state: State) -> None:
    """Raise the problem that a state stands for, if it is one."""
    if state.text == "bad_pack":
        raise PackNotLoaded
    if state.text in {"moved", "no_device"}:
        raise BY_KEY.get(state.detail, DeviceGone)
    if state.text == "gave_up":
        raise CaptionsBroke
