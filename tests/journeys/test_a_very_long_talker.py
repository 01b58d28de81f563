"""Somebody who never pauses: words keep coming, and soon none of them changes any more."""

from __future__ import annotations

from itertools import pairwise

from accessibility.captions.events import BYTES_A_SECOND
from accessibility.captions.text.word_errors import plain_words
from tests.journeys.test_read_captions import start_captions, wav
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import spoken_english, without_pauses
from tests.support.until import PATIENCE_S, wait_until

TALK = 33
"""Seconds without a breath; Vosk by itself ends a line after 20."""

FIRM_AFTER_WORDS = 36
"""Words that stand behind one by which it is settled: 12 seconds of quick talk, where a line
has at most 8 to 10."""

LEAST_STEPS = 4
"""In so many steps at least the words come, even where a busy computer leaves drafts out."""


def test_words_keep_coming_and_stand_firm(desk: Desk, person: Person, sound: SoundServer) -> None:
    talk = without_pauses(spoken_english()[0])[: TALK * BYTES_A_SECOND]
    assert len(talk) == TALK * BYTES_A_SECOND
    person.open_parlour()
    start_captions(person)
    playing = sound.play(wav(desk.root / "talk.wav", talk))
    seen: list[list[str]] = []

    def are_enough() -> bool:
        """Say whether all is said and words stand there: people say 2 a second and more."""
        seen.append(plain_words(" ".join(person.captions())))
        return playing.poll() is not None and len(seen[-1]) >= 1.2 * TALK

    wait_until(are_enough, seconds=TALK + PATIENCE_S, what="the words of all that was said")
    assert len({len(words) for words in seen} - {0}) >= LEAST_STEPS
    assert changed_late(seen) == []


def changed_late(seen: list[list[str]]) -> list[str]:
    """Return words behind which many others stood, and that were changed all the same."""
    late = []
    for words, after in pairwise(seen):
        firm = max(0, len(words) - FIRM_AFTER_WORDS)
        late += [one for one, now in zip(words[:firm], after, strict=False) if one != now]
    return late
