"""What the window may rely on: captions as one thing to start, to pause and to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accessibility.aloud.reader import AloudReader
from accessibility.captions.captioning import Captioning
from accessibility.captions.events import Final, Missed, Partial, State
from accessibility.captions.hold_while_speaking import hold_while_speaking
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.protocol import Event, Level
from accessibility.captions.text.line import STEADINESS
from accessibility.captions.text.stream import CaptionStream
from desktop.storage.settings import Settings
from resources.words import Words
from tests.support.quiet import QuietClient
from tests.support.voices import QuietVoice

WORDS = Words()
PACK = LanguagePack("en", "vosk", "english", Path("english"), "own", 1)
OTHER = replace(PACK, language="ko", path=Path("korean"))
HELLO = Final("hello everyone", 0.0, 1.0)


class Desk:
    """Captions whose worker is played by the test: `says` is its voice, `wishes` what it is asked.

    `told` counts how often the window was told of a change.
    """

    def __init__(self, pack: LanguagePack | None = PACK) -> None:
        self.wishes: list[str] = []
        self.captions = Captioning(lambda tell: QuietClient(tell, self.wishes), CaptionStream())
        self.captions.use(pack)
        self.told = 0
        self.captions.watch(self._count)

    def _count(self) -> None:
        self.told += 1

    def says(self, *events: Event | str) -> None:
        """Let the worker say something; a text stands for that state."""
        for event in events:
            detail = "Headset" if event == "listening" else ""
            self.captions.handle(State(event, detail=detail) if isinstance(event, str) else event)

    def listens(self) -> None:
        """Start, and let the worker be there."""
        self.captions.start()
        self.says("loading", "ready", "listening")

    @property
    def line(self) -> str:
        """Return the status line."""
        return " ".join(self.captions.in_words(WORDS))

    @property
    def words(self) -> list[str]:
        """Return what stands on the screen."""
        return [block.text for block in self.captions.blocks]


def test_a_pack_is_warm_before_anybody_listens() -> None:
    desk = Desk()
    desk.says("loading", "ready")
    assert desk.wishes == ["warm english"]
    assert not desk.captions.is_on
    assert desk.line == "Captions are paused. Parlour is not listening."


def test_started_it_listens_and_says_to_what() -> None:
    desk = Desk()
    desk.captions.start()
    assert (desk.captions.is_on, desk.captions.is_settled) == (True, False)
    assert desk.line == "Captions are getting ready."
    desk.says("loading", "ready")
    assert not desk.captions.is_settled
    desk.says("listening")
    assert desk.captions.is_settled
    assert desk.line == "Listening to Headset."
    desk.says("quiet")
    assert desk.captions.group.condition == "quiet"


def test_words_stand_there_and_the_window_is_told_of_each() -> None:
    desk = Desk()
    desk.listens()
    before = desk.told
    desk.says(Partial("hello", 0.0, 0.5), HELLO, Missed(1.0, 3.0), Level(0.4, 3.0, lag_ms=2100))
    assert desk.told == before + 4
    assert [block.kind for block in desk.captions.blocks] == ["words", "missed"]
    assert desk.words[0].lower().startswith("hello everyone")
    assert desk.captions.group.level == 0.4
    assert desk.line.endswith("Behind by 2 seconds.")


def test_paused_the_words_stay_the_last_ones_come_and_the_level_is_zero() -> None:
    desk = Desk()
    desk.listens()
    desk.says(Level(0.7, 1.0, lag_ms=1500))
    desk.captions.pause()
    desk.says(Level(0.7, 1.2), "quiet", HELLO, "stopped")
    assert (desk.captions.group.level, desk.captions.group.lag_ms) == (0.0, 0)
    assert desk.wishes[-1] == "stop group"
    assert desk.line == "Captions are paused. Parlour is not listening."
    assert len(desk.words) == 1


def test_started_again_at_once_the_stop_before_does_not_count() -> None:
    desk = Desk()
    desk.listens()
    desk.captions.pause()
    desk.captions.start()
    desk.says("stopped", "listening")
    assert (desk.captions.is_on, desk.captions.group.condition) == (True, "listening")


def test_a_worker_that_dies_while_captions_are_paused_is_no_news() -> None:
    desk = Desk()
    desk.says("restarting", "loading", "ready")
    assert desk.captions.group.condition == "stopped"


def test_a_worker_that_dies_comes_back_by_itself_with_the_words() -> None:
    desk = Desk()
    desk.listens()
    desk.says(HELLO, "restarting")
    assert desk.captions.is_on and not desk.captions.is_settled
    assert desk.line == "Captions stopped. They will be back in a moment."
    desk.says("loading", "ready", "listening")
    assert desk.line == "Listening to Headset."
    assert len(desk.words) == 1


@pytest.mark.parametrize("condition", ["gave_up", "bad_pack"])
def test_what_broke_stays_broken_until_the_person_tries_again(condition: str) -> None:
    desk = Desk()
    desk.listens()
    desk.says(condition)
    desk.captions.start_if_possible()
    desk.captions.pause()  # leaving the session changes nothing about it
    desk.captions.start_if_possible()
    assert (desk.captions.is_on, desk.captions.group.condition) == (False, condition)
    assert desk.wishes[-1] == "stop group"
    desk.captions.start()
    assert desk.wishes[-2:] == ["try again", "listen group"]
    assert desk.captions.is_on


@pytest.mark.parametrize("condition", ["gave_up", "bad_pack"])
def test_another_pack_begins_with_a_clean_slate(condition: str) -> None:
    desk = Desk()
    desk.says(condition)
    desk.captions.use(PACK)
    assert desk.captions.group.condition == condition
    desk.captions.use(OTHER)
    assert desk.captions.group.condition == "stopped"
    desk.captions.start_if_possible()
    assert desk.captions.is_on


@pytest.mark.parametrize("condition", ["moved", "no_device"])
def test_after_the_device_has_gone_nothing_listens_until_the_person_says_so(condition: str) -> None:
    desk = Desk()
    desk.listens()
    desk.says(Level(0.5, 1.0), condition, "loading", "ready", "quiet")
    assert (desk.captions.is_on, desk.captions.group.level) == (False, 0.0)
    desk.captions.start_if_possible()
    assert (desk.captions.is_on, desk.captions.group.condition) == (False, condition)
    assert desk.captions.group.device == "Headset"
    desk.captions.start()
    assert desk.captions.is_on


def test_another_pack_keeps_the_words() -> None:
    desk = Desk()
    desk.listens()
    desk.says(HELLO)
    desk.captions.use(OTHER)
    desk.says("loading", "ready", "listening", Final("annyeong", 3.0, 4.0))
    assert desk.wishes[-1] == "warm korean"
    assert [each.lower().strip(".") for each in desk.words] == ["hello everyone", "annyeong"]


def test_turned_off_nothing_starts_and_turned_on_it_is_warm_again() -> None:
    desk = Desk()
    desk.listens()
    desk.captions.turn(on=False)
    assert not desk.captions.is_on
    assert desk.line == "Captions are turned off."
    desk.captions.start()
    desk.captions.start_if_possible()
    assert desk.wishes[-1] == "stop group"
    desk.captions.turn(on=True)
    assert desk.wishes[-1] == "warm english"
    assert not desk.captions.is_on


def test_how_long_words_wait_can_be_chosen_while_it_runs(tmp_path: Path) -> None:
    desk, choices = Desk(), Settings(tmp_path / "settings.json")
    desk.listens()
    choices[STEADINESS] = "fast"
    desk.captions.adopt(choices)
    desk.says(Partial("good morning", 0.0, 1.0))
    assert desk.captions.blocks[0].settled == "Good morning"
    desk.says(Final("good morning", 0.0, 1.0))
    choices[STEADINESS] = "calm"
    desk.captions.adopt(choices)
    desk.says(Partial("every body", 5.0, 6.0), Partial("every body", 5.0, 6.2))
    assert desk.captions.blocks[-1].draft == "Every body"


def test_without_a_pack_nothing_starts() -> None:
    desk = Desk(pack=None)
    desk.captions.start()
    assert (desk.captions.is_on, desk.wishes) == (False, [])
    assert desk.line == WORDS("captions_screen.needs_pack")


def test_forgotten_words_are_gone_also_those_on_their_way() -> None:
    desk = Desk()
    desk.listens()
    desk.says(HELLO)
    desk.captions.pause()
    desk.captions.forget()
    desk.says(Final("and goodbye", 1.0, 2.0), "stopped")
    assert desk.words == []
    desk.listens()
    desk.says(HELLO)
    assert len(desk.words) == 1


async def test_closed_there_are_no_words() -> None:
    desk = Desk()
    desk.listens()
    desk.says(HELLO)
    await desk.captions.close()
    assert desk.words == []


def test_who_has_stopped_watching_is_not_told_any_more() -> None:
    desk, told = Desk(), list[str]()

    def first() -> None:
        told.append("first")
        stop()

    desk.captions.watch(first)
    stop = desk.captions.watch(lambda: told.append("second"))
    desk.captions.start()
    stop()
    assert told == ["first"]


async def test_our_own_voice_is_not_the_group() -> None:
    desk, voice = Desk(), QuietVoice()
    reader = AloudReader(voice)
    hold_while_speaking(desk.captions, reader)
    desk.listens()
    desk.says(Level(0.5, 1.0))
    reader.read(["One.", "Two."])
    assert desk.wishes[-1] == "stop group"
    desk.says("quiet", "stopped", Level(0.5, 1.2))
    assert desk.line == "Captions wait while Parlour reads aloud."
    assert (desk.captions.is_on, desk.captions.group.level) == (True, 0.0)
    assert not desk.captions.is_settled
    reader.again()
    assert desk.wishes.count("stop group") == 1
    reader.pause()
    assert desk.wishes[-1] == "listen group"
    desk.says("listening")
    assert desk.line == "Listening to Headset."
    await reader.close()


async def test_captions_started_while_we_read_aloud_begin_when_that_is_over() -> None:
    desk, voice = Desk(), QuietVoice()
    reader = AloudReader(voice)
    hold_while_speaking(desk.captions, reader)
    reader.read(["One."])
    desk.captions.start()
    assert (desk.captions.group.condition, desk.wishes) == ("own_voice", ["warm english"])
    desk.captions.pause()
    desk.captions.start()
    reader.stop()
    assert desk.wishes[-2:] == ["stop group", "listen group"]
    reader.read(["Two."])
    desk.captions.pause()
    reader.stop()
    assert desk.wishes[-1] == "stop group"
    assert desk.captions.group.condition == "stopped"
    await reader.close()
