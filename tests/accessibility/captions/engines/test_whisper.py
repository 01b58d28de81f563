"""Whisper by itself: a phrase is read to its end, and what is said again is written again."""

from __future__ import annotations

from itertools import groupby

import pytest

from accessibility.captions.engines.phrases import Phrase
from accessibility.captions.engines.whisper import DRAFT_WINDOW_FRAMES, WhisperModel, load
from accessibility.captions.events import BYTES_A_SECOND
from accessibility.captions.text.word_errors import plain_words, share_right
from tests.support.speech import (
    BESIDE,
    english_lines,
    english_pack,
    sound_of,
    spoken_english,
    without_pauses,
)
from tests.support.tones import silence

AGAIN = 3
BROKEN_OFF = [
    (0.0, 7.25, "a computer voi"),
    (0.0, 7.75, "a computer voice, t"),
    (2.0, 7.5, "nobody can see you"),
    (2.0, 8.25, "and nob"),
    (12.0, 7.5, "just read the w"),
    (14.0, 6.25, "the words. I"),
    (20.0, 4.5, "you need a br"),
]
"""Where a draft was read in circles to the end: "s s s s s", "-F-F-F-F", "b-t-a-p-p-p-p"; where
it begins in the practice recording without pauses, how long it is (seconds), its last words."""
TAILS = {
    "tail-lost-1998-15444-0004.wav": "may be removed entire without spilling its contents",
    "repeat-keep-coming-back.wav": " ".join(["keep coming back it works"] * 5),
    "repeat-one-day-at-a-time.wav": " ".join(["one day at a time"] * 4),
}


@pytest.fixture(scope="module")
def whisper() -> WhisperModel:
    """Load the real pack."""
    return load(english_pack())


def read(model: WhisperModel, sound: bytes) -> list[str]:
    return plain_words(" ".join(word.word for word in model.read_line(sound)))


@pytest.mark.parametrize("line", [0, 1])
def test_what_is_said_again_and_again_is_written_as_often(whisper: WhisperModel, line: int) -> None:
    """Groups say such things; packed small, it looks like an engine that goes in circles."""
    sound, said = english_lines(line, line)
    once = without_pauses(sound) + silence(0.3)
    assert read(whisper, once * AGAIN) == plain_words(" ".join(said)) * AGAIN


@pytest.mark.parametrize("name", TAILS)
def test_the_end_of_a_hard_phrase_is_not_left_out(whisper: WhisperModel, name: str) -> None:
    recording = BESIDE / "hard" / name
    if not recording.is_file():
        pytest.skip("no hard speech lies beside this checkout")
    recogniser = whisper.recogniser()
    finals = recogniser.feed(sound_of(recording), drafts=False, waits=True)
    heard = " ".join(plain_words(" ".join(each.text for each in [*finals, *recogniser.flush()])))
    assert share_right(TAILS[name], heard[-len(TAILS[name]) :]) >= 0.95


@pytest.mark.parametrize(("begin", "length", "last"), BROKEN_OFF)
def test_a_draft_that_breaks_off_in_a_word_does_not_go_round_in_circles(
    whisper: WhisperModel, begin: float, length: float, last: str
) -> None:
    talk = without_pauses(spoken_english()[0])
    first, end = (round(at * BYTES_A_SECOND) // 2 * 2 for at in (begin, begin + length))
    draft = whisper.read(Phrase(0, talk[first:end]), DRAFT_WINDOW_FRAMES)
    words = plain_words(" ".join(word.word for word in draft))
    assert len(words) >= 2 * length, last  # nothing that was said is lost
    assert max(len(list(same)) for _, same in groupby(words)) <= 2, words
