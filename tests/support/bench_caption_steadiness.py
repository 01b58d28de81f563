"""How many words are taken back, and how late they settle: the trade behind `STEADINESS`.

Both engines hear a recording in pieces of a fifth of a second; time is the sound's own, so
that this measures the waiting and not the machine. `fast` shows every draft as it comes: it
is the baseline. A word is taken back when it stood as settled and then went or changed;
capitals and full stops do not count.
"""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from accessibility.captions.engines import loading as engines
from accessibility.captions.engines.recogniser import SpeechModel
from accessibility.captions.events import BYTES_A_SECOND, Caption, Final, Word
from accessibility.captions.text.line import STEADINESS, without_marks
from accessibility.captions.text.stream import CaptionStream
from accessibility.captions.worker.inbox import SoundBlock, SourceEnd
from accessibility.captions.worker.pipeline import Pipeline
from tests.support.measuring import Measured
from tests.support.speech import english_pack, korean_pack, real_english, real_korean

PIECE = BYTES_A_SECOND // 5


@dataclass
class Settled:
    """The settled words on the screen, since when each stands there, and how many went."""

    words: list[str] = field(default_factory=list)
    since: list[float] = field(default_factory=list)
    taken_back: int = 0

    def look(self, stream: CaptionStream, now: float) -> None:
        """See what stands there now."""
        seen = [without_marks(word) for block in stream.blocks for word in block.settled.split()]
        if seen == self.words:
            return
        since, kept = [now] * len(seen), 0
        blocks = SequenceMatcher(None, self.words, seen, autojunk=False).get_matching_blocks()
        for before, after, size in blocks:
            since[after : after + size] = self.since[before : before + size]
            kept += size
        self.taken_back += len(self.words) - kept
        self.words, self.since = seen, since


def bench() -> list[Measured]:
    """Return, for each engine and steadiness, words taken back and how late words settle."""
    with tempfile.TemporaryDirectory() as folder:
        korean = real_korean(Path(folder))[0]
    heard = {
        "Vosk": hear(engines.load(korean_pack()), korean),
        "Whisper": hear(engines.load(english_pack()), real_english()[0]),
    }
    return [each for engine, told in heard.items() for each in _compare(engine, told)]


def hear(model: SpeechModel, sound: bytes) -> list[tuple[float, Caption]]:
    """Return what the worker would tell of a recording, and when, on the sound's own clock."""
    now = 0.0
    pipeline = Pipeline(
        "group",
        model.recogniser(),
        clock=lambda: now,
        fast_drafts=model.has_cheap_drafts,
        long_lines=model.has_long_lines,
    )
    told: list[tuple[float, Caption]] = []
    for at in range(0, len(sound), PIECE):
        piece = SoundBlock(sound[at : at + PIECE], now, now)
        now = piece.end
        told += [(now, each) for each in pipeline.follow(piece)]
    return told + [(now, each) for each in pipeline.follow(SourceEnd())]


def _compare(engine: str, told: list[tuple[float, Caption]]) -> list[Measured]:
    spoken = [word for _, each in told if isinstance(each, Final) for word in each.words]
    results: list[Measured] = []
    baseline = replay(told, "fast")
    for choice in STEADINESS.choices:
        settled = replay(told, choice)
        share = settled.taken_back / max(1, baseline.taken_back)
        name = f"words taken back of {len(spoken)}, {engine}, {choice}"
        counts = (settled.taken_back, baseline.taken_back)
        results.append(Measured(name, round(share, 3), *counts, "words, every draft shown"))
        late, first = delay(settled, spoken), delay(baseline, spoken)
        name = f"a word settles after it was said, {engine}, {choice}"
        results.append(Measured(name, round(late / first, 3), late, first, "s, median"))
    return results


def replay(told: list[tuple[float, Caption]], steadiness: str) -> Settled:
    """Show it all to a reader who likes words so steady."""
    stream, settled = CaptionStream(steadiness=steadiness), Settled()
    for now, each in told:
        stream.take(each)
        settled.look(stream, now)
    return settled


def delay(settled: Settled, spoken: list[Word]) -> float:
    """Return how long after its end a word stood there for good, in seconds (median)."""
    late = [since - word.end for since, word in zip(settled.since, spoken, strict=False)]
    return round(statistics.median(late), 2)
