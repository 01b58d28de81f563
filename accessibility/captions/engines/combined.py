"""Engine of two packs: Vosk's words as drafts, each finished line read again by Whisper.

The quick engine (Vosk) writes the words, and says where a line ends. That line's sound is
then read once more by the tidy engine (Whisper), and its line, with capitals and full stops,
is told as the finished one. Until then the quick words stand as a draft: nobody waits for a
word, and no finished line is ever changed. The quick words are finished as they are

- when the two disagree on more than half of the words: Whisper invents some;
- when the tidy line is late, or the tidy engine still busy: nothing is queued for it;
- when new words begin after a pause: those belong in a block of their own, at once;
- in a line so long that it is told bit by bit (`text/line_breaks.py`): where its bits begin and
  end in the sound is not known well enough.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import wait

from accessibility.captions.engines.recogniser import LineReader, Recogniser, SpeechModel
from accessibility.captions.engines.tidying import TIDY_WITHIN_S, PendingLine, RecentSound, Tidier
from accessibility.captions.events import Final, Partial
from accessibility.captions.text.line_breaks import LineBreaker
from accessibility.captions.text.stream import DRAFT_DELAY_S, PAUSE_S

FLUSH_WITHIN_S = 1.0
"""Seconds that are waited for the last line when captions are paused."""

JUST_AFTER_S = 0.01
"""Seconds that tell words close behind a line from words of which no time is known."""

PAD_S = 0.3
"""Seconds of sound read before and after a line: consonants begin before the voice."""


class CombinedModel:
    """Two loaded packs. The quick one is used in one thread, the tidy one in its own."""

    name = "both"
    has_cheap_drafts = has_long_lines = False

    def __init__(self, quick: SpeechModel, tidier: Tidier) -> None:
        self._quick, self._tidier = quick, tidier

    def recogniser(self) -> CombinedRecogniser:
        """Make a recogniser for one source."""
        return CombinedRecogniser(self._quick.recogniser(), self._tidier)


class CombinedRecogniser:
    """`Recogniser` by a quick one and a tidier."""

    def __init__(
        self,
        quick: Recogniser,
        tidier: Tidier,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._quick, self._tidier, self._clock = quick, tidier, clock
        self._sound, self._line_breaker = RecentSound(), LineBreaker()
        self._lines: deque[PendingLine] = deque()
        self._draft: Partial | None = None
        self._told = 0.0  # where the last final ended
        self._begins = 0.0  # where the draft does
        self._shows = self._waits = False

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Hear some sound; see `Recogniser`. Of a file that `waits` every line is tidied."""
        self._waits = waits
        self._sound.add(sound[: len(sound) // 2 * 2])
        for each in self._quick.feed(sound, drafts=drafts, waits=waits):
            self._hear(each)
        told: list[Partial | Final] = [*self._finish_due(drafts=drafts)]
        return told + self._show() if drafts else told

    def flush(self) -> list[Final]:
        """Answer what is still held back; see `Recogniser`."""
        for final in self._quick.flush():
            self._hear(final)
        self._line_breaker.forget()
        self._draft, self._shows = None, False
        if readings := [line.reading for line in self._lines if line.reading]:
            wait(readings, None if self._waits else FLUSH_WITHIN_S)
        return [self._finish() for _ in range(len(self._lines))]

    def reset(self) -> None:
        """Forget what is held back."""
        self._quick.reset()
        self._line_breaker.forget()
        self._lines.clear()
        self._draft, self._shows = None, False

    def close(self) -> None:
        """Let go of the engines' memory."""
        self.reset()
        self._quick.close()

    def _hear(self, said: Partial | Final) -> None:
        """Take what the quick engine told; of a long line the bits that are told already."""
        ended = isinstance(said, Final)
        for each in [said] if self._waits else self._line_breaker.divide(said):
            if isinstance(each, Partial):
                self._hear_draft(each)
                continue
            self._draft = None
            line = PendingLine(each, self._clock())
            if ended:
                self._ask(line)
            self._lines.append(line)

    def _hear_draft(self, draft: Partial) -> None:
        if draft.text and self._draft is None:
            self._begins = max(draft.start + JUST_AFTER_S, draft.end - DRAFT_DELAY_S)
            if self._lines and self._begins - self._lines[-1].quick.end > PAUSE_S:
                for line in self._lines:
                    line.reading = None
        self._draft = draft if draft.text else None

    def _ask(self, line: PendingLine) -> None:
        before = self._lines[-1].quick.end if self._lines else self._told
        line.heard_from = max(line.quick.start - PAD_S, before)
        sound = self._sound.between(line.heard_from, line.quick.end + PAD_S)
        line.reading = self._tidier.ask(sound)

    def _finish_due(self, *, drafts: bool) -> list[Final]:
        """Answer the lines that are ready, oldest first.

        Between two drafts none is: what stands behind it on the screen would vanish.
        """
        now, finals = self._clock(), list[Final]()
        while self._lines:
            line = self._lines[0]
            if self._waits and line.reading:
                line.reading.result()
            ready = line.is_due(now) and (drafts or self._waits or not self._shows)
            if not ready and now - line.since < TIDY_WITHIN_S:
                break
            finals.append(self._finish())
        return finals

    def _finish(self) -> Final:
        line, self._shows = self._lines.popleft(), False
        self._told = line.quick.end
        self._sound.drop_before(self._told - PAD_S)
        return line.finished()

    def _show(self) -> list[Partial | Final]:
        """Answer the draft: the lines that are not told yet, and what is being said."""
        parts = [line.quick for line in self._lines] + ([self._draft] if self._draft else [])
        shown, self._shows = self._shows, bool(parts)
        if not parts and not shown:
            return []
        start = (
            self._told if not parts else self._lines[0].quick.start if self._lines else self._begins
        )
        text = " ".join(part.text for part in parts)
        return [Partial(text, start, max(start, self._sound.fed))]


def load(quick: Callable[[], SpeechModel], tidy: Callable[[], LineReader]) -> CombinedModel:
    """Load two packs side by side; raises `PackNotLoaded` if one of them cannot be."""
    tidier = Tidier(tidy)
    model = quick()
    tidier.until_loaded()
    return CombinedModel(model, tidier)
