"""Writes captions as plain text, SubRip or WebVTT, when somebody asks for it.

Until then they are nowhere but on the screen; these functions only make text, and the
caller writes it where it was told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from accessibility.captions.text.status_line import missed
from accessibility.captions.text.stream import Block
from resources.words import Words

Format = Literal["txt", "srt", "vtt"]


def chosen(blocks: Iterable[Block], starred: Collection[int] | None = None) -> list[Block]:
    """Return what is to be kept: everything, or only the starred blocks; no drafts."""
    finished = [block for block in blocks if block.settled or block.kind != "words"]
    return finished if starred is None else [block for block in finished if block.id in starred]


def written(blocks: Iterable[Block], words: Words, file_format: Format) -> str:
    """Write blocks as plain text, SubRip (.srt) or WebVTT (.vtt)."""
    if file_format == "txt":
        return "".join(f"{_line(block, words)}\n" for block in blocks)
    cues = [_cue(block, words, file_format) for block in blocks]
    if file_format == "srt":
        cues = [f"{number}\n{cue}" for number, cue in enumerate(cues, start=1)]
    head = "WEBVTT\n\n" if file_format == "vtt" else ""
    return head + "\n".join(cues)


def _cue(block: Block, words: Words, file_format: Format) -> str:
    start, end = (_clock(each, file_format) for each in (block.start, block.end))
    line = _line(block, words)
    if file_format == "vtt":
        line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{start} --> {end}\n{line}\n"


def _line(block: Block, words: Words) -> str:
    if block.kind == "own_voice":
        return words("captions.own_voice")
    said = missed(words, block.seconds) if block.kind == "missed" else block.settled
    return f"{words('captions.me')} {said}" if block.source == "me" else said


def _clock(seconds: float, file_format: Format) -> str:
    """Write a time as `00:01:02,345` (SubRip) or `00:01:02.345` (WebVTT)."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    point = "," if file_format == "srt" else "."
    return f"{hour:02}:{minute:02}:{second:02}{point}{thousandths:03}"
