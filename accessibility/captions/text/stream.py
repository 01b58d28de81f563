"""Turns the worker's events into blocks of stable text: the captions as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from accessibility.captions.events import Caption, Final, Missed, Partial, Source
from accessibility.captions.text.line import AGREE, SettlingDraft, unsure_words, with_capitals
from accessibility.captions.text.line_breaks import told_of

PAUSE_S = 1.0
"""Seconds without a word after which the next word begins a new block."""

LONG_LETTERS = 280
"""Letters after which a block ends with the line: some five lines of large text."""

MOST_BLOCKS = 2000
"""Some eight hours of talk."""

DRAFT_DELAY_S = 0.8
"""Seconds after a word begins when an engine without times in its drafts first shows it."""

ENDINGS = frozenset({"stopped", "moved", "no_device", "restarting", "gave_up", "bad_pack"})
"""States at which the engine lets go of its line."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Block:
    """One stretch of one source's words, or a mark.

    `settled` never changes place while it is being said; `draft` is what stands
    behind it and may change. `unsure` are the ranges of letters in `settled` (from, to)
    of words that change the meaning and may be wrong (`line.py`). A mark has no words:
    `missed` is a loss of some `seconds`, at `own_voice` Parlour itself was reading aloud.
    """

    id: int
    source: Source
    start: float
    end: float
    settled: str = ""
    draft: str = ""
    kind: Literal["words", "missed", "own_voice"] = "words"
    unsure: Ranges = ()

    @property
    def text(self) -> str:
        """Return all its words."""
        return f"{self.settled} {self.draft}".strip()

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.end - self.start


@dataclass
class OpenBlock:
    """The block a source is speaking into: its finished lines, and the one being said."""

    id: int
    draft: SettlingDraft
    last_word: float
    finished: str = ""
    unsure: Ranges = ()

    def finish(self, text: str, language: str, doubts: Sequence[bool] = ()) -> None:
        """Add a line that will not change any more; `doubts` say which words are unsure."""
        line = with_capitals(text, language=language, begins=not self.finished)
        start = len(self.finished) + bool(self.finished)
        for word, doubt in zip(line.split(), doubts, strict=False):
            if doubt:
                self.unsure += ((start, start + len(word)),)
            start += len(word) + 1
        self.finished = f"{self.finished} {line}".strip()

    def shown(self, language: str) -> tuple[str, str]:
        """Return its settled text, and the draft that stands behind it."""
        begins = not self.finished
        settled, loose = (" ".join(words) for words in (self.draft.settled, self.draft.loose))
        said = with_capitals(settled, language=language, begins=begins)
        draft = with_capitals(loose, language=language, begins=begins and not settled)
        return f"{self.finished} {said}".strip(), draft


class CaptionStream:
    """The blocks of one listening, oldest first. `steadiness` is a choice of `STEADINESS`.

    `place` is the id of the last block that the reader has marked as read. It and all
    above it stay as they are, whatever is told later; what is said on begins below it.
    """

    def __init__(self, *, steadiness: str = "steady", language: str = "en") -> None:
        self.steadiness, self.language = steadiness, language
        self.place: int | None = None
        self._blocks: dict[int, Block] = {}
        self._open: dict[Source, OpenBlock] = {}
        self._read: dict[Source, list[str]] = {}  # of the line being said, above the place
        self._next_id = 1

    @property
    def blocks(self) -> Sequence[Block]:
        """All blocks, oldest first."""
        return tuple(self._blocks.values())

    def take(self, event: Caption) -> None:
        """Take the worker's next event."""
        if isinstance(event, Partial):
            self._take_partial(event)
        elif isinstance(event, Final):
            self._take_final(event)
        elif isinstance(event, Missed):
            self._take_missed(event)
        elif event.text in ENDINGS:
            self._end_line(event.source)
        elif event.text == "own_voice":
            self._note_own_voice(event.source)
        while len(self._blocks) > MOST_BLOCKS:
            self._drop(next(iter(self._blocks)))

    def clear(self) -> None:
        """Forget every word."""
        self._blocks.clear()
        self._open.clear()
        self._read.clear()
        self.place = None

    def _take_partial(self, event: Partial) -> None:
        self._keep_what_was_read(event.source)
        text = " ".join(self._unread(event.source, event.text))
        if text:
            current = self._speak_into(event.source, self._began(event))
            current.draft.update(text)
            self._show(event.source, current, event.end)
        else:
            self._take_back(event.source)

    def _take_final(self, event: Final) -> None:
        self._keep_what_was_read(event.source)
        words = self._unread(event.source, event.text)
        self._read.pop(event.source, None)
        if not words:
            self._take_back(event.source)
            return
        current = self._speak_into(event.source, _begins(event))
        doubts = unsure_words(event.words, self.language)[-len(words) :]
        current.finish(" ".join(words), self.language, doubts)
        current.last_word = event.words[-1].end if event.words else event.end
        current.draft = self._new_draft()
        self._show(event.source, current, current.last_word)

    def _keep_what_was_read(self, source: Source) -> None:
        """End the block being said if the reader has marked it as read since."""
        current = self._open.get(source)
        if current and self.place is not None and current.id <= self.place:
            self._read.setdefault(source, []).extend(current.draft.words)
            self._freeze(source)

    def _unread(self, source: Source, text: str) -> list[str]:
        """Return the words of a line that do not stand at or above the place."""
        words, read = text.split(), self._read.get(source)
        return words[told_of(read, words) :] if read else words

    def _began(self, event: Partial) -> float:
        """Return when a draft began: who does not know it says where the last line ended."""
        last = self._open.get(event.source)
        if not event.words and last and event.start > last.last_word:
            return event.start
        return _begins(event)

    def _take_back(self, source: Source) -> None:
        """What was being said was no word after all."""
        if current := self._open.get(source):
            current.draft = self._new_draft()
            self._show(source, current, current.last_word)

    def _take_missed(self, event: Missed) -> None:
        self._end_line(event.source)
        newest = self._newest()
        goes_on = newest and (newest.kind, newest.source) == ("missed", event.source)
        if newest and goes_on and newest.id > (self.place or 0):
            self._blocks[newest.id] = replace(newest, end=event.end)
            return
        block = Block(self._new_id(), event.source, event.start, event.end, kind="missed")
        self._blocks[block.id] = block

    def _note_own_voice(self, source: Source) -> None:
        """Mark that nothing was heard because Parlour itself spoke, once in a row."""
        self._end_line(source)
        newest = self._newest()
        if newest is None or (newest.kind, newest.source) != ("own_voice", source):
            now = newest.end if newest else 0.0
            block = Block(self._new_id(), source, now, now, kind="own_voice")
            self._blocks[block.id] = block

    def _newest(self) -> Block | None:
        return next(reversed(self._blocks.values()), None)

    def _end_line(self, source: Source) -> None:
        """The engine has let go of its line: what is told next is another one."""
        self._freeze(source)
        self._read.pop(source, None)

    def _freeze(self, source: Source) -> None:
        """Keep what was being said as it stands; what follows begins a new block."""
        current = self._open.get(source)
        if current and current.draft.words:
            current.finish(" ".join(current.draft.words), self.language)
            current.draft = self._new_draft()
            self._show(source, current, self._blocks[current.id].end)
        self._open.pop(source, None)

    def _speak_into(self, source: Source, begins: float) -> OpenBlock:
        """Return the block of the line that is being said, or the one a new line belongs into."""
        current = self._open.get(source)
        if current and current.id in self._blocks:
            is_newest = current.id == next(reversed(self._blocks))
            goes_on = is_newest and begins - current.last_word <= PAUSE_S
            if current.draft.words or (goes_on and len(current.finished) < LONG_LETTERS):
                return current
        block = Block(self._new_id(), source, begins, begins)
        self._blocks[block.id] = block
        self._open[source] = OpenBlock(block.id, self._new_draft(), begins)
        return self._open[source]

    def _show(self, source: Source, current: OpenBlock, end: float) -> None:
        """Put what a source says now into its block; a block without a word goes."""
        settled, draft = current.shown(self.language)
        block = self._blocks[current.id]
        shown = replace(
            block, settled=settled, draft=draft, end=max(block.end, end), unsure=current.unsure
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

    def _new_draft(self) -> SettlingDraft:
        return SettlingDraft(AGREE[self.steadiness])

    def _new_id(self) -> int:
        number, self._next_id = self._next_id, self._next_id + 1
        return number


def _begins(event: Partial | Final) -> float:
    """Return when the first word began: an engine may count the silence before it in."""
    if event.words:
        return event.words[0].start
    if isinstance(event, Partial):
        return max(event.start, event.end - DRAFT_DELAY_S)
    return event.start
