"""Somebody who never pauses: words keep coming, and soon none of them changes any more."""

from __future__ import annotations

import time
from itertools import pairwise

from accessibility.captions.events import BYTES_A_SECOND
from accessibility.captions.text.word_errors import plain_words
from tests.journeys.test_read_captions import start_captions, wav
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import spoken_english, without_pauses

TALK = 33
"""Seconds without a breath; Vosk by itself ends a line after 20."""

FIRM_AFTER = 12.0
"""Seconds: a line of at most 8 to 10, and what a busy computer takes on top."""

LONGEST_WAIT = 8.0
MARGIN = 2
"""Words at the end of what was seen that a longer sentence may still put differently."""


def test_words_keep_coming_and_stand_firm(desk: Desk, person: Person, sound: SoundServer) -> None:
    talk = without_pauses(spoken_english()[0])[: TALK * BYTES_A_SECOND]
    assert len(talk) == TALK * BYTES_A_SECOND
    person.open_parlour()
    start_captions(person)
    playing = sound.play(wav(desk.root / "talk.wav", talk))
    seen: list[tuple[float, list[str]]] = []
    while playing.poll() is None:
        seen.append((time.monotonic(), plain_words(" ".join(person.captions()))))
    assert len(seen[-1][1]) >= 1.2 * TALK, "people say 2 words a second and more"
    assert longest_wait(seen) <= LONGEST_WAIT
    assert changed_late(seen) == []


def longest_wait(seen: list[tuple[float, list[str]]]) -> float:
    """Return the longest time in which no word came, from the first one on."""
    grew = [at for n, (at, words) in enumerate(seen) if n and len(words) > len(seen[n - 1][1])]
    return max(later - at for at, later in pairwise(grew))


def changed_late(seen: list[tuple[float, list[str]]]) -> list[str]:
    """Return words that had stood there for a while and were changed all the same."""
    end = seen[-1][1]
    late = []
    for at, words in seen:
        if at > seen[-1][0] - FIRM_AFTER:
            break
        firm_by = next(now for then, now in seen if then >= at + FIRM_AFTER)
        known = max(0, len(words) - MARGIN)
        late += [one for one, now in zip(firm_by[:known], end, strict=False) if one != now]
    return late
