"""Captions as a person reads them: blocks of stable text, made from what the worker says.

No screen here. Each event answers which blocks came, changed or went, so that a
view does only that much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from accessibility.captions.caption import Caption, Final, Missed, Partial, Source, State
from accessibility.captions.casing import dressed
from accessibility.captions.settling import AGREE, Draft

PAUSE = 1.0
"""Seconds without a word after which the next word begins a new block."""

LONG = 280
"""Letters after which a block ends with the line: some five lines of large text."""

MOST_BLOCKS = 2000
"""Some eight hours of talk."""

ENDINGS = frozenset({"stopped", "moved", "no_device", "restarting", "gave_up", "bad_pack"})


@dataclass(frozen=True)
class Block:
    """One stretch of one source's words, or the mark of a loss.

    `settled` never changes place while it is being said; `draft` is what stands
    behind it and may change. A `missed` block has no words: `seconds` says how much.
    """

    id: int
    source: Source
    start: float
    end: float
    settled: str = ""
    draft: str = ""
    kind: Literal["words", "missed"] = "words"

    @property
    def text(self) -> str:
        """Return all its words."""
        return f"{self.settled} {self.draft}".strip()

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.end - self.start


@dataclass(frozen=True)
class Change:
    """The ids of the blocks that came, changed and went."""

    appended: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.appended or self.changed or self.dropped)


@dataclass
class Open:
    """The block a source is speaking into: its finished lines, and the one being said."""

    id: int
    finished: str
    draft: Draft
    last_word: float


class Stream:
    """The blocks of one listening, oldest first. `steadiness` is a choice of `STEADINESS`."""

    def __init__(self, *, steadiness: str = "steady", language: str = "en") -> None:
        self.steadiness, self.language = steadiness, language
        self._blocks: dict[int, Block] = {}
        self._open: dict[Source, Open] = {}
        self._next_id = 1

    @property
    def blocks(self) -> Sequence[Block]:
        """All blocks, oldest first."""
        return tuple(self._blocks.values())

    def block(self, number: int) -> Block | None:
        """Return one block, if it is still there."""
        return self._blocks.get(number)

    def take(self, event: Caption) -> Change:
        """Take the worker's next event; answer what changed."""
        before = dict(self._blocks)
        if isinstance(event, Partial):
            self._take_partial(event)
        elif isinstance(event, Final):
            self._take_final(event)
        elif isinstance(event, Missed):
            self._take_missed(event)
        elif isinstance(event, State) and event.text in ENDINGS:
            self._freeze(event.source)
        while len(self._blocks) > MOST_BLOCKS:
            self._drop(next(iter(self._blocks)))
        return _difference(before, self._blocks)

    def clear(self) -> Change:
        """Forget every word."""
        dropped = tuple(self._blocks)
        self._blocks.clear()
        self._open.clear()
        return Change(dropped=dropped)

    def _take_partial(self, event: Partial) -> None:
        if event.text.strip():
            current = self._speak_into(event.source, _begins(event))
            current.draft.update(event.text)
            self._show(event.source, current, event.end)
        else:
            self._take_back(event.source)

    def _take_final(self, event: Final) -> None:
        text = event.text.strip()
        if not text:
            self._take_back(event.source)
            return
        current = self._speak_into(event.source, _begins(event))
        self._finish(current, text)
        current.last_word = event.words[-1].end if event.words else event.end
        current.draft = self._new_draft()
        self._show(event.source, current, current.last_word)

    def _take_back(self, source: Source) -> None:
        """What was being said was no word after all."""
        if current := self._open.get(source):
            current.draft = self._new_draft()
            self._show(source, current, current.last_word)

    def _take_missed(self, event: Missed) -> None:
        self._freeze(event.source)
        newest = next(reversed(self._blocks.values()), None)
        if newest and newest.kind == "missed" and newest.source == event.source:
            self._blocks[newest.id] = replace(newest, end=event.end)
            return
        block = Block(self._new_id(), event.source, event.start, event.end, kind="missed")
        self._blocks[block.id] = block

    def _freeze(self, source: Source) -> None:
        """Keep what was being said as it stands; what follows begins a new block."""
        current = self._open.get(source)
        if current and current.draft.words:
            self._finish(current, " ".join(current.draft.words))
            current.draft = self._new_draft()
            self._show(source, current, self._blocks[current.id].end)
        self._open.pop(source, None)

    def _speak_into(self, source: Source, begins: float) -> Open:
        """Return the block of the line that is being said, or the one a new line belongs into."""
        current = self._open.get(source)
        if current and current.id in self._blocks:
            is_newest = current.id == next(reversed(self._blocks))
            goes_on = is_newest and begins - current.last_word <= PAUSE
            if current.draft.words or (goes_on and len(current.finished) < LONG):
                return current
        block = Block(self._new_id(), source, begins, begins)
        self._blocks[block.id] = block
        self._open[source] = Open(block.id, "", self._new_draft(), begins)
        return self._open[source]

    def _finish(self, current: Open, text: str) -> None:
        line = dressed(text, language=self.language, begins=not current.finished)
        current.finished = f"{current.finished} {line}".strip()

    def _show(self, source: Source, current: Open, end: float) -> None:
        """Put what a source says now into its block; a block without a word goes."""
        begins = not current.finished
        settled = " ".join(current.draft.settled)
        loose = " ".join(current.draft.loose)
        said = dressed(settled, language=self.language, begins=begins)
        after = dressed(loose, language=self.language, begins=begins and not settled)
        block = self._blocks[current.id]
        shown = replace(
            block,
            settled=f"{current.finished} {said}".strip(),
            draft=after,
            end=max(block.end, end),
        )
        if shown.text:
            self._blocks[current.id] = shown
        else:
            self._drop(current.id)
            self._open.pop(source, None)

    def _drop(self, number: int) -> None:
        del self._blocks[number]
        for source in [each for each, current in self._open.items() if current.id == number]:
            del self._open[source]

    def _new_draft(self) -> Draft:
        return Draft(AGREE[self.steadiness])

    def _new_id(self) -> int:
        number, self._next_id = self._next_id, self._next_id + 1
        return number


DRAFT_DELAY = 0.8
"""Seconds after a word begins when an engine without times in its drafts first shows it."""


def _begins(event: Partial | Final) -> float:
    """Return when the first word began: an engine may count the silence before it in."""
    if event.words:
        return event.words[0].start
    if isinstance(event, Partial):
        return max(event.start, event.end - DRAFT_DELAY)
    return event.start


def _difference(before: dict[int, Block], after: dict[int, Block]) -> Change:
    return Change(
        appended=tuple(number for number in after if number not in before),
        changed=tuple(
            number
            for number, block in after.items()
            if number in before and block is not before[number] and block != before[number]
        ),
        dropped=tuple(number for number in before if number not in after),
    )
