"""Client of the Linux sound server (PulseAudio, PipeWire): its devices; which one we are on.

When a device goes, PulseAudio moves its streams without a word: captions of what
the computer plays would become captions of the microphone (reference, fact 4).
So every block of sound is asked about *before* it is given out; one question takes
0.1 ms of the sound server's time.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from resources.declared import Problem

MARK = "parlour.source"
"""Our own property on the stream: process numbers differ inside a container."""


@dataclass(frozen=True)
class Device:
    """A thing that can be listened to: the server's number and name, and words for it.

    `loudspeaker` is the number of the one whose sound it is, `None` for a microphone.
    """

    index: int
    name: str
    words: str
    loudspeaker: int | None = None


@dataclass(frozen=True)
class PlayedStream:
    """What one program plays: the server's number of it, and what the program says of it."""

    index: int
    properties: Mapping[str, str]
    is_muted: bool = False


class NoSoundSystem(Problem):
    """The sound server does not answer."""

    key = "no_sound_system"


NOWHERE = 2**32 - 1
"""The number of no device (`PA_INVALID_INDEX`). PipeWire's server links a stream to its device
5 to 16 ms after it lists it, and takes it off again when the device changes."""

Verdict = Literal["same", "unlinked", "displaced", "moved", "gone"]


def stream_verdict(chosen: int, now_on: int | None, present: Collection[int]) -> Verdict:
    """Decide whether to read on, from where our stream should be, is, and could be.

    No stream (`None`): gone. On no device: not linked yet. On another device because ours
    is not `present` any more: moved. On another though ours is there (PulseAudio does so
    when the default changes): displaced.
    """
    if now_on is None:
        return "gone"
    if now_on == NOWHERE:
        return "unlinked"
    if now_on == chosen:
        return "same"
    return "displaced" if chosen in present else "moved"


class PulseServer:
    """One connection to the sound server; used in one thread. Raises `NoSoundSystem`."""

    def __init__(self) -> None:
        try:
            pulsectl = _client()
        except OSError:  # libpulse is not installed
            raise NoSoundSystem from None
        self._lost = (pulsectl.PulseError, pulsectl.PulseDisconnected, OSError)
        self.token = secrets.token_hex(8)
        self._server = pulsectl.Pulse("Parlour", connect=False)
        try:
            self._ask(self._server.connect)  # its `timeout` always waits that long
        except NoSoundSystem:
            self._server.close()
            raise

    def computer_sound(self, name: str = "") -> Device | None:
        """Return the monitor of the loudspeaker called `name`, or of the default one."""
        wanted = name or self._ask(self._server.server_info).default_sink_name
        for sink in self._ask(self._server.sink_list):
            if sink.name == wanted:
                monitor = (sink.monitor_source, sink.monitor_source_name)
                return Device(*monitor, sink.description, loudspeaker=sink.index)
        return None

    def microphone(self, name: str = "") -> Device | None:
        """Return the microphone called `name`, or the default one; never a monitor.

        With no real microphone PulseAudio's default source is a monitor: then the
        first source that is none is taken.
        """
        wanted = name or self._ask(self._server.server_info).default_source_name
        real = [each for each in self._ask(self._server.source_list) if not _is_monitor(each)]
        chosen = [each for each in real if each.name == wanted] or ([] if name else real)
        if not chosen:
            return None
        return Device(chosen[0].index, chosen[0].name, chosen[0].description)

    def played_on(self, device: Device) -> list[PlayedStream]:
        """Return what plays on the loudspeaker whose sound `device` is, the oldest first."""
        streams = self._ask(self._server.sink_input_list)
        return [
            PlayedStream(each.index, each.proplist, bool(each.mute))
            for each in streams
            if each.sink == device.loudspeaker
        ]

    def stream_verdict(self, device: Device) -> Verdict:
        """Say whether our stream, the one marked with `token`, is on `device` now."""
        now_on = self._now_on()
        sources = () if now_on == device.index else self._ask(self._server.source_list)
        return stream_verdict(device.index, now_on, [source.index for source in sources])

    def close(self) -> None:
        """Hang up."""
        self._server.close()

    def __enter__(self) -> PulseServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _now_on(self) -> int | None:
        for stream in self._ask(self._server.source_output_list):
            if stream.proplist.get(MARK) == self.token:
                return int(stream.source)
        return None

    def _ask(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except self._lost:
            raise NoSoundSystem from None


def load_client() -> None:
    """Find and load the sound server's library, where there is one (Linux).

    To find it ctypes may ask a compiler, by a file that it makes.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # it is not installed: `PulseServer` says so
            _client()


def _client() -> Any:
    """Return the library. Raises OSError where the system has none."""
    import pulsectl

    return pulsectl


def is_sound_remote(environ: Mapping[str, str] = os.environ) -> bool:
    """Say whether the sound server is another computer's, so that sound needs the network."""
    servers = environ.get("PULSE_SERVER") or next(_default_servers(environ), "")
    return any(map(_is_network_address, servers.split()))


def _is_network_address(server: str) -> bool:
    """Take a server as libpulse does: `{machine}` may stand before it, and tcp is the default."""
    place = server.rpartition("}")[2]
    return bool(place) and not place.startswith(("unix:", "/"))


def _default_servers(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield what the settings of libpulse name, the person's own before the computer's."""
    home = Path(environ.get("HOME", "/"))
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    own = (config / "pulse/client.conf", home / ".pulse/client.conf")
    for path in (Path(environ.get("PULSE_CLIENTCONFIG", "")), *own, Path("/etc/pulse/client.conf")):
        with contextlib.suppress(OSError, ValueError):
            for line in path.read_text("utf-8").splitlines():
                name, _, value = line.partition("=")
                if name.strip() == "default-server" and value.strip():
                    yield value.strip()


def _is_monitor(source: Any) -> bool:
    return bool(source.monitor_of_sink_name) or source.name.endswith(".monitor")
