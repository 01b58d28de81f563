"""The numbers of a group are those of its own sessions; they come and go with its card."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.calendars.store import CardOffer
from desktop.groups.cards import parse_card
from desktop.groups.group import phones_of
from desktop.groups.saved_groups import CardOlder
from desktop.sessions.session import Phone
from desktop.sessions.weekly import WeeklyRule
from tests.support.calendar_store_life import CalendarStoreLife, tea
from tests.support.group_cards import card_bytes

WALK = WeeklyRule(name="Walk", day="friday", at="10:00", zone="Europe/London")


@pytest.fixture
async def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[CalendarStoreLife]:
    """Start a life whose calendars are unlocked; no calendar outside this computer is reached."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    life = CalendarStoreLife(tmp_path)
    await life.calendars.unlock(life.vault)
    yield life
    await life.calendars.close()


async def add(life: CalendarStoreLife, **changes: object) -> None:
    """Add a card, as a person does."""
    path = life.file("tea.parlour", card_bytes(calendar=..., **changes))
    offer = await life.calendars.open_file(path)
    assert isinstance(offer, CardOffer)
    await life.calendars.apply_card(offer)


def phones(life: CalendarStoreLife) -> set[tuple[Phone, ...]]:
    """Return the numbers that any session has."""
    assert life.calendars.timetable is not None
    return {one.phones for one in life.calendars.timetable.sessions}


async def test_the_numbers_of_a_card_are_those_of_its_own_sessions(life: CalendarStoreLife) -> None:
    await add(life)
    own = {"weekly__0__phone": "+44 20 7946 0020", "weekly__0__day": "friday"}
    await add(life, group__id="wednesday", **own)
    assert phones(life) == {(Phone("+442079460019", "123456#"),), (Phone("+442079460020"),)}
    await life.calendars.undo_card("wednesday")
    await add(life, group__dial_in=[], made="2026-11-02")
    assert phones(life) == {()}


async def test_a_card_without_sessions_gives_its_number_to_the_persons_own(
    life: CalendarStoreLife,
) -> None:
    await add(life, weekly=[])
    await life.calendars.add_weekly(WALK)
    await life.calendars.add_file(life.file("diary.ics", tea()))
    assert life.calendars.timetable is not None
    numbered = {one.title: bool(one.phones) for one in life.calendars.timetable.sessions}
    assert numbered == {"Walk": True, "Tea": False}


async def test_an_older_card_is_refused_before_any_preview(life: CalendarStoreLife) -> None:
    await add(life, made="2026-11-20")
    with pytest.raises(CardOlder):
        await add(life)


@pytest.mark.parametrize(
    ("number", "meeting", "phone"),
    [
        ("+44 (0)20 7946 0019", "123 456 #", Phone("+442079460019", "123456#")),
        ("020 7946 0019", "", Phone("+442079460019")),
        ("+353 1 234 5678", "12", Phone("+35312345678", "12")),
    ],
)
def test_a_number_is_that_which_a_session_has(number: str, meeting: str, phone: Phone) -> None:
    card = card_bytes(group__dial_in=[{"number": number, "meeting": meeting}])
    assert phones_of(parse_card(card).group) == (phone,)
