"""The rehearsal plays, tells its lines where it cannot, and is silent the moment it should be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from accessibility.audio.playing import Player
from accessibility.audio.source import NoLoudspeaker
from accessibility.rehearsing import Rehearsing
from resources.declared import Problem
from resources.rehearsal import Rehearsal, SpokenLine, read_rehearsal
from resources.words import Words
from tests.support.sound import SoundServer
from tests.support.tones import tone, write_wav
from tests.support.until import until

WORDS = Words()
STEP = 0.03
TEXTS = ("Hello.", "How are you?", "See you soon.")


class Loudspeaker:
    """Plays until it is told that the sound is over; `problem` is what goes wrong, then or at once.

    `is_playing` says whether anything is heard.
    """

    def __init__(self, problem: Problem | None = None) -> None:
        self.problem = problem
        self.over = asyncio.Event()
        self.is_playing = False
        self.played: list[str] = []

    async def play(self, path: str) -> None:
        """Play a file."""
        self.played.append(path)
        if self.problem is not None:
            raise self.problem
        self.is_playing = True
        try:
            await self.over.wait()
            if self.problem is not None:
                raise self.problem
        finally:
            await asyncio.sleep(0)  # a child takes a moment to end
            self.is_playing = False


@pytest.fixture
def loudspeaker() -> Loudspeaker:
    return Loudspeaker()


@pytest.fixture
def rehearsal(tmp_path: Path) -> Rehearsal:
    """Return a rehearsal of 3 lines that takes a moment."""
    lines = [
        SpokenLine("sam", text, start=STEP * number, end=STEP * (number + 1))
        for number, text in enumerate(TEXTS)
    ]
    sound = write_wav(tmp_path / "a.wav", tone(0.3))
    return Rehearsal(tuple(lines), sound, sound)


@pytest.fixture
async def rehearsing(loudspeaker: Loudspeaker, rehearsal: Rehearsal) -> AsyncIterator[Rehearsing]:
    """Return a rehearsal that may begin."""
    rehearsing = Rehearsing(loudspeaker, lambda: rehearsal)
    yield rehearsing
    await rehearsing.close()


async def test_it_plays_to_its_end_and_all_is_told(
    rehearsing: Rehearsing, loudspeaker: Loudspeaker
) -> None:
    phases: list[str] = []
    rehearsing.watch(lambda: phases.append(rehearsing.phase))
    assert (rehearsing.phase, rehearsing.lines) == ("idle", ())
    rehearsing.begin()
    await until(lambda: loudspeaker.is_playing)
    await until(lambda: rehearsing.lines == TEXTS)
    loudspeaker.over.set()
    await until(lambda: rehearsing.phase == "played")
    assert rehearsing.lines == TEXTS
    assert phases[0] == "playing" and phases[-1] == "played" and "no_sound" not in phases


async def test_the_lines_come_at_their_own_pace(
    loudspeaker: Loudspeaker, rehearsal: Rehearsal
) -> None:
    seconds = [100.0]
    rehearsing = Rehearsing(loudspeaker, lambda: rehearsal, ticks=lambda: seconds[0])
    rehearsing.begin()
    await until(lambda: loudspeaker.is_playing)
    shown = []
    for passed in (0.0, STEP - 0.001, STEP, 2 * STEP, 60.0):
        seconds[0] = 100.0 + passed
        shown.append(len(rehearsing.lines))
    assert shown == [1, 1, 2, 3, 3]
    await rehearsing.close()


async def test_it_says_who_is_speaking(loudspeaker: Loudspeaker, rehearsal: Rehearsal) -> None:
    seconds = [100.0]
    rehearsing = Rehearsing(loudspeaker, lambda: rehearsal, ticks=lambda: seconds[0])
    assert rehearsing.speaker == ""
    rehearsing.begin()
    await until(lambda: loudspeaker.is_playing)
    said = []
    for passed in (0.0, STEP, 2.5 * STEP, 3 * STEP):
        seconds[0] = 100.0 + passed
        said.append(rehearsing.speaker)
    assert said == ["sam", "sam", "sam", ""]
    rehearsing.stop()
    assert rehearsing.speaker == ""
    await rehearsing.close()


async def test_without_sound_the_same_lines_are_told_at_the_same_pace(
    loudspeaker: Loudspeaker, rehearsal: Rehearsal
) -> None:
    loudspeaker.problem = NoLoudspeaker()
    seconds = [100.0]
    rehearsing = Rehearsing(loudspeaker, lambda: rehearsal, ticks=lambda: seconds[0])
    told: list[str] = []
    rehearsing.watch(lambda: told.append(rehearsing.phase))
    rehearsing.begin()
    await until(lambda: rehearsing.phase == "no_sound")
    shown = []
    for passed in (0.0, STEP - 0.001, STEP, 2 * STEP):
        seconds[0] = 100.0 + passed
        shown.append(rehearsing.lines)
    assert shown == [TEXTS[:1], TEXTS[:1], TEXTS[:2], TEXTS]
    await until(lambda: len(told) == 3 + 2 * len(TEXTS))
    assert told == ["playing", *["no_sound"] * (2 + 2 * len(TEXTS))]


async def test_sound_that_breaks_off_goes_on_in_writing(
    rehearsing: Rehearsing, loudspeaker: Loudspeaker
) -> None:
    rehearsing.begin()
    await until(lambda: loudspeaker.is_playing)
    loudspeaker.problem = NoLoudspeaker()
    loudspeaker.over.set()
    await until(lambda: rehearsing.phase == "no_sound")
    await until(lambda: rehearsing.lines == TEXTS)
    assert len(loudspeaker.played) == 1


async def test_stopping_is_at_once_and_the_words_are_gone(
    rehearsing: Rehearsing, loudspeaker: Loudspeaker
) -> None:
    rehearsing.begin()
    await until(lambda: loudspeaker.is_playing)
    rehearsing.stop()
    assert (rehearsing.phase, rehearsing.lines) == ("idle", ())
    await until(lambda: not loudspeaker.is_playing)
    assert rehearsing.phase == "idle"


async def test_stopping_before_it_began_plays_nothing(
    rehearsing: Rehearsing, loudspeaker: Loudspeaker
) -> None:
    rehearsing.stop()
    rehearsing.begin()
    rehearsing.stop()
    await rehearsing.close()
    assert (rehearsing.phase, loudspeaker.played) == ("idle", [])


async def test_closing_waits_until_it_is_silent_also_after_a_stop(
    rehearsing: Rehearsing, loudspeaker: Loudspeaker
) -> None:
    for silence in (rehearsing.stop, rehearsing.get_ready, lambda: None):
        rehearsing.begin()
        await until(lambda: loudspeaker.is_playing)
        silence()
        await rehearsing.close()
        assert not loudspeaker.is_playing
    await rehearsing.close()


async def test_beginning_again_begins_with_the_first_line(
    rehearsing: Rehearsing, loudspeaker: Loudspeaker
) -> None:
    rehearsing.begin()
    await until(lambda: rehearsing.lines == TEXTS)
    loudspeaker.over.set()
    await until(lambda: rehearsing.phase == "played")
    loudspeaker.over.clear()
    rehearsing.get_ready()
    assert (rehearsing.phase, rehearsing.lines) == ("ready", ())  # not those of the time before
    rehearsing.begin()
    await until(lambda: rehearsing.phase == "playing")
    assert len(rehearsing.lines) < 3
    assert len(loudspeaker.played) == 2


async def test_a_strip_that_goes_while_all_are_told_is_told_no_more(
    rehearsing: Rehearsing,
) -> None:
    told: list[str] = []
    stops: list[Callable[[], None]] = []

    def leave() -> None:
        told.append("screen")
        for stop in stops:
            stop()

    stops.append(rehearsing.watch(leave))
    stops.append(rehearsing.watch(lambda: told.append("strip")))
    rehearsing.stop()
    rehearsing.stop()
    assert told == ["screen"]


async def test_every_phase_has_words(rehearsing: Rehearsing, loudspeaker: Loudspeaker) -> None:
    said = {rehearsing.in_words(WORDS)}
    rehearsing.get_ready()
    said.add(rehearsing.in_words(WORDS))
    rehearsing.begin()
    await until(lambda: rehearsing.phase == "playing")
    said.add(rehearsing.in_words(WORDS))
    loudspeaker.over.set()
    await until(lambda: rehearsing.phase == "played")
    said.add(rehearsing.in_words(WORDS))
    loudspeaker.problem = NoLoudspeaker()
    rehearsing.begin()
    await until(lambda: rehearsing.phase == "no_sound")
    said.add(rehearsing.in_words(WORDS))
    assert len(said) == 5


async def test_a_real_loudspeaker_plays_the_real_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    with SoundServer() as server:
        server.use(monkeypatch)
        rehearsing = Rehearsing(Player(), read_rehearsal)
        rehearsing.begin()
        await until(lambda: bool(server.pactl("list", "short", "sink-inputs")))
        assert rehearsing.phase == "playing"
        await until(lambda: len(rehearsing.lines) == 1)
        await rehearsing.close()
        await until(lambda: not server.pactl("list", "short", "sink-inputs"))


async def test_a_computer_without_sound_is_no_reason_to_be_afraid(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rehearsal: Rehearsal
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    rehearsing = Rehearsing(Player(), lambda: rehearsal)
    rehearsing.begin()
    await until(lambda: rehearsing.phase == "no_sound" and rehearsing.lines == TEXTS)
    await rehearsing.close()
