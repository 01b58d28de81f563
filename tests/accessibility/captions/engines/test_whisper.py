"""Whisper by itself: a phrase is read to its end, and what is said again is written again."""

from __future__ import annotations

import pytest

from accessibility.captions.engines.whisper import WhisperModel, load
from accessibility.captions.text.word_errors import plain_words, share_right
from tests.support.speech import BESIDE, english_lines, english_pack, sound_of, without_pauses
from tests.support.tones import silence

AGAIN = 3
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
