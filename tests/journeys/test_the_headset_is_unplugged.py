"""Devices come and go, the sound server starts anew, the computer sleeps: captions go on or ask."""

from __future__ import annotations

import pytest

from accessibility.captions.events import BYTES_A_SECOND
from tests.journeys.test_read_captions import start_captions, wav
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import spoken_english
from tests.support.until import PATIENCE_S, wait_until

KITCHEN = "Kitchen loudspeaker"
HEADSET = "My headset"
STOPPED = "Captions stopped"
SLEEP_S = 6
"""Seconds of talk nobody hears: longer than any block of sound may take."""


@pytest.fixture
def headset(person: Person, sound: SoundServer) -> int:
    """Let somebody read through a headset; returns what unplugs it."""
    module = sound.plug_loudspeaker("headset", "My headset")
    sound.pactl("set-default-sink", "headset")
    person.open_parlour()
    start_captions(person)
    person.listens_to(HEADSET)
    return module


def test_unplugged_it_asks_and_begins_again_with_what_plays_now(
    person: Person, sound: SoundServer, headset: int
) -> None:
    """PulseAudio moves our stream to another device without a word: nobody may listen in."""
    sound.unplug(headset)
    person.waits_for(STOPPED)
    assert "Listening to" not in person.reading()
    person.presses("Start captions again")
    person.listens_to(KITCHEN)


@pytest.mark.usefixtures("headset")
def test_another_device_becomes_the_usual_one_and_is_followed(
    person: Person, sound: SoundServer
) -> None:
    sound.pactl("set-default-sink", "speaker")
    person.listens_to(KITCHEN)
    assert STOPPED not in person.reading()


@pytest.mark.usefixtures("headset")
def test_the_sound_server_starts_anew(person: Person, sound: SoundServer) -> None:
    sound.stop()
    sound.start()
    sound.plug_loudspeaker("speaker", "Kitchen loudspeaker")

    def goes_on() -> bool:
        if STOPPED in person.reading():
            person.tries("Try again")  # or it has gone on by itself since
        return person.is_listening_to(KITCHEN)

    wait_until(goes_on, what="captions that go on, by themselves or when asked to")


def test_after_sleep_it_says_what_was_missed_and_goes_on(
    desk: Desk, person: Person, sound: SoundServer
) -> None:
    spoken, _ = spoken_english()
    person.open_parlour()
    start_captions(person)
    playing = sound.play(wav(desk.root / "english.wav", spoken))
    wait_until(lambda: len(person.captions()) > 0, what="first words")
    with person.asleep():
        night = wav(desk.root / "night.wav", spoken[: SLEEP_S * BYTES_A_SECOND])
        assert sound.play(night).wait(PATIENCE_S) == 0
    person.waits_for("Missed about")
    person.listens_to(KITCHEN)
    before = len(person.captions())
    wait_until(lambda: len(person.captions()) > before, what="words afterwards")
    playing.kill()
    playing.wait(10)
