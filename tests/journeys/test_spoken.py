"""Parlour as it is heard: a real Orca, a keyboard, and nothing seen.

Each road lies as a script in `spoken/`. All that Orca says is there, in its order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from accessibility.captions.events import BYTES_A_SECOND
from tests.journeys.test_read_captions import play_to_the_end, wav
from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.person import Person
from tests.support.screen_reader import ScreenReader
from tests.support.sound import SoundServer
from tests.support.speech import english_lines
from tests.support.until import wait_until

TEA = Row("tea", "Tuesday Tea Group", timedelta(minutes=13, seconds=30), f"URL:{ZOOM}")
PAUSE_S = 3
"""Seconds between two people who speak: then each has a line of their own."""

LATER_S = "240"
"""Seconds after which the reminder is due, ten minutes before it begins."""


@pytest.fixture
def orca(desk: Desk) -> Iterator[ScreenReader]:
    """A screen reader that runs before Parlour does, on a computer that plays no sound."""
    desk.env["PULSE_SERVER"] = f"unix:{desk.root}/no-such-server"
    with ScreenReader(desk) as reader:
        yield reader


def test_first_start_practice_and_leaving(person: Person, orca: ScreenReader) -> None:
    orca.goes("first_start_to_leaving", {"Parlour starts": person.open_parlour})


def test_a_pasted_link_and_join(desk: Desk, person: Person, orca: ScreenReader) -> None:
    desk.plug_keyring()
    desk.plug_browser()
    begins = datetime.now() + timedelta(minutes=14)
    pasted = f"{begins:%A} {begins:%I:%M %p} {ZOOM}"  # in its half: 10:05 could be either
    acts: dict[str, Callable[[], object]] = {
        "Parlour starts": person.open_parlour,
        "Pastes the link, the day and the time": partial(
            person.writes, "What your group sent you", pasted
        ),
    }
    orca.goes("pasted_link_to_join", acts)


def test_a_reminder_and_join(desk: Desk, person: Person, orca: ScreenReader) -> None:
    desk.plug_keyring()
    desk.plug_browser()
    file, shift = desk.root / "group.ics", desk.root / "shift"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0), rows=[TEA]))
    shift.write_text("0", "utf-8")
    person.program = ("-m", "tests.support.shifted_clock_app", str(shift))
    acts: dict[str, Callable[[], object]] = {
        "Parlour starts": person.open_parlour,
        "Opens a calendar file": lambda: desk.start("file", *person.command(str(file))),
        "Four minutes go by": partial(shift.write_text, LATER_S, "utf-8"),
    }
    orca.goes("reminder_to_join", acts)


def test_keeping_safe(person: Person, orca: ScreenReader) -> None:
    orca.goes("keeping_safe", {"Parlour starts": person.open_parlour})


def test_i_am_upset(person: Person, orca: ScreenReader) -> None:
    starts = partial(person.open_parlour, "practice")
    orca.goes("upset_in_a_session", {"Parlour starts with practice": starts})


def test_settings(person: Person, orca: ScreenReader) -> None:
    orca.goes("settings", {"Parlour starts": person.open_parlour})


def test_the_helpers_page(desk: Desk, person: Person, orca: ScreenReader) -> None:
    desk.plug_keyring()
    orca.goes("helpers_page", {"Parlour starts": person.open_parlour})


def test_captions_are_read(desk: Desk, person: Person, sound: SoundServer) -> None:
    """What is said in the room is not read out by itself; who wants to reads it line by line."""
    pause = bytes(PAUSE_S * BYTES_A_SECOND)
    spoken = pause.join(english_lines(at, at)[0] for at in range(3))

    def speak() -> None:
        person.listens_to()
        play_to_the_end(sound, wav(desk.root / "three.wav", spoken))
        wait_until(lambda: len(person.captions()) >= 3, what="three lines")

    with ScreenReader(desk) as orca:
        acts: dict[str, Callable[[], object]] = {
            "Parlour starts": person.open_parlour,
            "Three sentences are spoken": speak,
        }
        orca.goes("captions_read", acts)
