"""The process that hears and writes is killed: words stay, it comes back, and never a storm."""

from __future__ import annotations

from collections.abc import Iterator
from subprocess import Popen

import pytest

from tests.journeys.test_read_captions import start_captions, wav
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import spoken_english
from tests.support.until import wait_until

GAVE_UP = "Captions stopped and did not come back."


@pytest.fixture
def reading(desk: Desk, person: Person, sound: SoundServer) -> Iterator[list[str]]:
    """Let somebody read what is said; returns the first lines, and the talk goes on."""
    spoken, _ = spoken_english()
    person.open_parlour()
    start_captions(person)
    playing: Popen[bytes] = sound.play(wav(desk.root / "english.wav", spoken))
    # by then the first words are settled: a draft may still grow or change
    wait_until(lambda: len("".join(person.captions()[:1])) > 20, what="first words")
    yield person.captions()
    playing.kill()
    playing.wait(10)


def test_killed_once_it_comes_back_and_says_what_was_missed(
    person: Person, reading: list[str]
) -> None:
    assert person.kill_caption_worker() == 1
    person.waits_for("Missed about")
    person.listens_to()
    before = len(person.captions())
    wait_until(lambda: len(person.captions()) > before, what="words afterwards")
    assert person.captions()[0][:10] == reading[0][:10]


def test_killed_again_and_again_it_asks_and_try_again_works(
    person: Person, reading: list[str]
) -> None:
    def is_killed_for_good() -> bool:
        person.kill_caption_worker()
        return GAVE_UP in person.reading()

    wait_until(is_killed_for_good, what=GAVE_UP)
    assert person.kill_caption_worker() == 0
    assert person.captions()[0][:10] == reading[0][:10]
    person.presses("Try again")
    person.listens_to()
    assert GAVE_UP not in person.reading()
    before = len(person.captions())
    wait_until(lambda: len(person.captions()) > before, what="words afterwards")
