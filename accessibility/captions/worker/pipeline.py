"""One source's recogniser: sound blocks in, partials and finals on the source's clock out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from accessibility.audio.levels import is_nothing
from accessibility.captions.engines.recogniser import Recogniser
from accessibility.captions.events import (
    BYTES_A_SECOND,
    Caption,
    Final,
    Missed,
    Partial,
    Source,
    Word,
)
from accessibility.captions.text.line_breaks import LineBreaker
from accessibility.captions.worker.inbox import Piece, SoundBlock, SoundGap, SourceEnd

NO_DRAFTS_BEHIND_S = 1.0
"""Seconds behind at which drafts stop: the time goes into catching up."""

DRAFTS_AGAIN_S = 0.3
"""Seconds behind at which drafts come again: sooner, they would hold it where it is."""

DRAFT_EVERY_S = 0.2
"""Vosk looks at its sound every 0.2 s; asking for a draft more often finds the same one."""

SILENCE_AFTER_S = 2.5
SILENCE_AFTER_DRAFT_S = 6.0
"""Seconds of digital silence after which it is not decoded any more; longer while a draft stands.
By then every engine has ended the line by itself. Flushing earlier would make Vosk forget the
voice it has got used to."""

LEAD_S = 0.3
"""Seconds of silence that are kept and fed before the sound that ends it."""

PAD = bytes(int(0.8 * BYTES_A_SECOND) // 2 * 2)
"""Silence after the last word, so that the engine lets go of it."""


class Pipeline:
    """Owns the recogniser of one source for as long as the engine lives."""

    def __init__(
        self,
        source: Source,
        recogniser: Recogniser,
        *,
        clock: Callable[[], float],
        fast_drafts: bool,
        long_lines: bool = True,
    ) -> None:
        self._source, self._recogniser, self._clock = source, recogniser, clock
        self._fast_drafts, self._long_lines = fast_drafts, long_lines
        self._fed = 0.0
        self._shift = 0.0
        self._undrafted = 0.0
        self._nothing = 0.0
        self._lead: list[SoundBlock] = []
        self._heard: SoundBlock | None = None
        self._drafted = False
        self._catches_up = False
        self._line_breaker = LineBreaker()

    def follow(self, piece: Piece) -> Iterator[Caption]:
        """Hear the next piece and yield what it brings, each as soon as it is known."""
        if isinstance(piece, SoundBlock):
            yield from self._follow_sound(piece)
        elif isinstance(piece, SoundGap):
            yield from self._flush()
            yield Missed(piece.start, piece.end, self._source)
        elif isinstance(piece, SourceEnd):
            yield from self._end()
            if piece.state:
                yield piece.state

    def close(self) -> Iterator[Caption]:
        """Yield what is held back and let go of the engine (another pack comes)."""
        yield from self._flush()
        self._recogniser.close()

    def warm(self, sound: bytes) -> None:
        """Spend the engine's slow first second on `sound`, and forget it."""
        self._recogniser.feed(sound)
        self._recogniser.flush()
        self._fed += len(sound) / BYTES_A_SECOND

    def _follow_sound(self, sound: SoundBlock) -> Iterator[Caption]:
        if sound.exact or not is_nothing(sound.data):
            for lead in self._lead:
                yield from self._feed(lead)
            self._lead, self._nothing = [], 0.0
            yield from self._feed(sound)
            return
        self._nothing += sound.seconds
        if self._nothing <= (SILENCE_AFTER_DRAFT_S if self._drafted else SILENCE_AFTER_S):
            yield from self._feed(sound)
            return
        if self._drafted:
            yield from self._flush()
        self._lead.append(sound)
        while sum(each.seconds for each in self._lead[1:]) >= LEAD_S:
            self._lead.pop(0)

    def _feed(self, sound: SoundBlock) -> Iterator[Caption]:
        self._heard, self._shift = sound, sound.start - self._fed
        self._undrafted += sound.seconds
        drafts = self._undrafted >= DRAFT_EVERY_S - 0.001 and self._wants_drafts(sound)
        if drafts:
            self._undrafted = 0.0
        words = self._recogniser.feed(sound.data, drafts=drafts, waits=sound.at is None)
        self._fed += sound.seconds
        yield from self._tell(words)

    def _wants_drafts(self, sound: SoundBlock) -> bool:
        if sound.at is None:
            return self._fast_drafts
        behind = self._clock() - sound.at
        self._catches_up = behind > (DRAFTS_AGAIN_S if self._catches_up else NO_DRAFTS_BEHIND_S)
        return not self._catches_up

    def _end(self) -> Iterator[Caption]:
        if self._heard and not self._heard.exact and not self._lead:
            padded = self._recogniser.feed(PAD, drafts=False)
            self._fed += len(PAD) / BYTES_A_SECOND
            yield from self._tell(padded)
        yield from self._flush()
        self._lead, self._nothing = [], 0.0

    def _flush(self) -> Iterator[Caption]:
        yield from self._tell(self._recogniser.flush())
        self._line_breaker.forget()
        if self._drafted and self._heard:  # no final came of it: it was no word
            yield self._on_our_clock(Partial("", self._fed, self._fed))

    def _tell(self, said: Iterable[Partial | Final]) -> Iterator[Caption]:
        """Divide long lines, but not of a file that waits for us: nobody waits for its lines."""
        is_live = self._heard is not None and self._heard.at is not None
        divides = is_live and self._long_lines
        for each in said:
            for told in self._line_breaker.divide(each) if divides else [each]:
                yield self._on_our_clock(told)

    def _on_our_clock(self, said: Partial | Final) -> Partial | Final:
        """Move times from the recogniser's clock to the source's, and say how late this is."""
        self._drafted = isinstance(said, Partial) and bool(said.text)
        at = self._heard.at if self._heard else None
        lag = 0.0 if at is None else max(0.0, self._clock() - at)
        last = self._heard.end if self._heard else 0.0
        return msgspec.structs.replace(
            said,
            source=self._source,
            start=round(min(said.start + self._shift, last), 3),
            end=round(min(said.end + self._shift, last), 3),
            words=tuple(self._word(word) for word in said.words),
            lag_ms=round(lag * 1000),
        )

    def _word(self, word: Word) -> Word:
        start, end = round(word.start + self._shift, 3), round(word.end + self._shift, 3)
        return Word(word.word, start, end, word.confidence)
