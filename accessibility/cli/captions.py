"""`parlour caption`: prints captions of a file or a device as text or JSON lines, as they come."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from accessibility.captions.client import live
from accessibility.captions.events import Caption, Final, Missed, Source, State
from accessibility.captions.text.status_line import missed, status_line
from accessibility.cli.packs import InstalledPacks, choose
from accessibility.cli.printing import Output

WORTH_SAYING = frozenset({"listening", "no_sound", "no_words"})


@dataclass(frozen=True)
class CaptionWish:
    """What to write down: the recording `file`, or what `source` gives for some `seconds`."""

    file: Path | None = None
    source: Source | None = None
    seconds: float | None = None
    pack: Path | None = None
    language: str | None = None
    engine: str | None = None
    realtime: bool = False
    json: bool = False


async def answer_caption(
    wish: CaptionWish, installed: InstalledPacks, output: Output, worker: Sequence[str]
) -> None:
    """Write down what is said until it is over; `worker` starts the caption worker.

    Raises the `Problem` of the recording, the device or the pack.
    """
    async with aclosing(_captions(wish, installed, worker)) as captions:
        if wish.json:
            await _write_data(captions, output)
        else:
            await _write_text(captions, output, is_live=wish.file is None)


async def finished(
    recording: Path, installed: InstalledPacks, worker: Sequence[str]
) -> AsyncIterator[Final]:
    """Give the finished lines of an English recording, as fast as they can be made.

    So a busy computer loses none.
    """
    wish = CaptionWish(file=recording, language="en")
    async with aclosing(_captions(wish, installed, worker)) as captions:
        async for event in captions:
            if isinstance(event, Final) and event.text:
                yield event


def _captions(
    wish: CaptionWish, installed: InstalledPacks, worker: Sequence[str]
) -> AsyncGenerator[Caption, None]:
    pack, tidy = choose(installed, folder=wish.pack, language=wish.language, engine=wish.engine)
    if wish.file is not None:
        return live.caption_file(wish.file, pack, tidy=tidy, realtime=wish.realtime, command=worker)
    sources = (wish.source or "group",)
    return live.listen(pack, sources, tidy=tidy, seconds=wish.seconds, command=worker)


async def _write_data(captions: AsyncIterator[Caption], output: Output) -> None:
    """Write every event as one JSON object a line (design, section 4)."""
    encode = msgspec.json.Encoder().encode
    async for event in captions:
        output.say(encode(event).decode())


async def _write_text(captions: AsyncIterator[Caption], output: Output, *, is_live: bool) -> None:
    """Write the finished lines, and where words were lost; of a device, how it goes, beside."""
    async for event in captions:
        if isinstance(event, Final) and event.text:
            output.say(event.text)
        elif isinstance(event, Missed):
            output.say(missed(output.words, event.end - event.start))
        elif isinstance(event, State) and is_live and event.text in WORTH_SAYING:
            output.note(status_line(output.words, event.text, device=event.detail))
