"""Join opens the one link that was checked, once, and the rehearsal never leaves the house."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from desktop.browsers.browser import LINK, Browser
from desktop.browsers.launcher import OpenerGaveUp
from desktop.joining.join import Join
from desktop.joining.known_rooms import KnownRooms
from desktop.links.phone import PhoneJoin
from desktop.links.policy import LinkVerdict, judge
from desktop.sessions.practice import PRACTICE_HOST, PRACTICE_ID, PRACTICE_LINK, practice_session
from desktop.sessions.session import FoundLink, Phone, Session
from desktop.system.clock import StillClock
from tests.support.openers import WritesDown

NOW = datetime(2026, 11, 24, 13, 50, tzinfo=ZoneInfo("Europe/London"))
ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=Qx7vB2"
MEET = "https://meet.google.com/abc-defg-hij"
OWN = "https://meet.example.org/tea"


def session(*links: str, name: str = "tea", **more: object) -> Session:
    """Return a session in ten minutes with these links."""
    start = NOW + timedelta(minutes=10)
    whole = Session(
        id=name,
        series=name,
        source="calendar",
        title="Tea",
        start=start,
        end=start + timedelta(hours=1),
        links=tuple(FoundLink(url, "description") for url in links),
    )
    return msgspec.structs.replace(whole, **more)


class House:
    """A doorway with both its ways written down, a clock, and the seconds of presses."""

    def __init__(self, *hosts: str, rooms: KnownRooms | None = None) -> None:
        self.outside, self.practice = WritesDown(), WritesDown()
        self.clock = StillClock(NOW)
        self.hosts = list(hosts)
        self.seconds = 100.0
        self.instance = Join(
            self.outside,
            self.practice,
            self.clock,
            hosts=lambda: self.hosts,
            rooms=rooms,
            ticks=lambda: self.seconds,
        )

    def judged(self, session: Session) -> LinkVerdict:
        """Return the one way into a session."""
        judgement = self.instance.way_in(session).judgement
        assert judgement is not None
        return judgement

    async def press(self, session: Session) -> bool:
        """Press Join."""
        return await self.instance.open(session, self.judged(session))


async def test_exactly_what_was_checked_is_opened() -> None:
    house, tea = House(), session(ZOOM)
    assert await house.press(tea)
    assert house.outside.opened == [ZOOM]
    assert (house.instance.current, house.instance.service_name) == (tea, "Zoom")
    steps = house.instance.steps()
    assert steps is not None and not house.instance.is_practising


async def test_the_second_press_within_3_seconds_does_nothing() -> None:
    house, tea = House(), session(ZOOM)
    presses = []
    for seconds in (100.0, 100.4, 102.9, 103.1):
        house.seconds = seconds
        presses.append(await house.press(tea))
    assert presses == [True, False, False, True]
    assert house.outside.opened == [ZOOM, ZOOM]


async def test_the_second_press_does_nothing_while_the_first_still_opens() -> None:
    house, tea = House(), session(ZOOM)
    house.outside.holds.clear()
    first = asyncio.create_task(house.press(tea))
    await asyncio.sleep(0)
    assert not await house.press(tea)
    house.outside.holds.set()
    assert await first
    assert house.outside.opened == [ZOOM]


async def test_a_press_for_another_session_counts_at_once() -> None:
    """Two at once: the wrong one was pressed first."""
    house = House()
    assert await house.press(session(ZOOM))
    assert await house.press(session(MEET, name="walk"))
    assert house.outside.opened == [ZOOM, MEET]
    assert house.instance.current is not None and house.instance.current.id == "walk"


async def test_after_an_opener_that_gave_up_the_next_press_counts_at_once() -> None:
    house, tea = House(), session(ZOOM)
    house.outside.problem = OpenerGaveUp()
    with pytest.raises(OpenerGaveUp):
        await house.press(tea)
    assert house.instance.current is None
    assert house.instance.plan(tea).state == "open"
    house.outside.problem = None
    assert await house.press(tea)
    assert house.outside.opened == [ZOOM]


async def test_joined_already_is_asked_until_the_person_has_left() -> None:
    house, tea = House(), session(ZOOM)
    await house.press(tea)
    assert house.instance.plan(tea).must_ask
    house.instance.left()
    assert house.instance.current is None
    assert house.instance.service_name == "" and house.instance.steps() is None
    assert house.instance.plan(tea).state == "open"
    assert await house.press(tea)  # "I am leaving" was not meant: no 3 seconds to wait


async def test_leaving_when_nobody_is_in_changes_nothing() -> None:
    House().instance.left()


@pytest.mark.parametrize(
    ("tea", "minutes", "state"),
    [
        (session(ZOOM), -6, "early"),
        (session(ZOOM), 16, "late"),
        (session(ZOOM), 71, "over"),
        (session(), 0, "no_link"),
        (session(ZOOM, status="cancelled"), 0, "cancelled"),
        (session("https://unknown.example.net/room"), 0, "open"),
        (session(ZOOM, MEET), 0, "open"),
    ],
)
def test_the_plan(tea: Session, minutes: int, state: str) -> None:
    house = House()
    house.clock.moment += timedelta(minutes=minutes)
    assert house.instance.plan(tea).state == state


async def test_hosts_of_a_card_count_at_the_moment_of_asking() -> None:
    house, tea = House("meet.example.org"), session(OWN)
    allowed = house.judged(tea)
    assert allowed.verdict == "allow"
    house.hosts.clear()
    assert house.judged(tea).verdict == "ask"
    with pytest.raises(ValueError, match="allowed link"):
        await house.instance.open(tea, allowed)
    assert house.outside.opened == []


async def test_a_choice_of_two_services_opens_the_chosen_one() -> None:
    house, tea = House(), session(ZOOM, MEET)
    choices = house.instance.way_in(tea).choices
    assert len(choices) == 2
    assert await house.instance.open(tea, choices[1])
    assert house.outside.opened == [choices[1].opens]


@pytest.mark.parametrize(
    "judgement",
    [
        judge(MEET),
        judge("https://zoom.us/signin"),
        replace(judge(ZOOM), opens="https://evil.example/"),
        LinkVerdict("ask", "unknown", host="evil.example"),
    ],
)
async def test_what_is_no_way_into_this_session_is_never_opened(judgement: LinkVerdict) -> None:
    house = House()
    with pytest.raises(ValueError, match="allowed link"):
        await house.instance.open(session(ZOOM), judgement)
    assert house.outside.opened == [] and house.instance.current is None


# Another browser, and the phone


async def test_another_browser_opens_the_same_link_and_counts_as_a_press_of_its_own() -> None:
    house, tea = House(), session(ZOOM)
    firefox = Browser("Firefox", ("firefox", LINK))
    await house.press(tea)
    assert await house.instance.open(tea, house.judged(tea), firefox)
    assert not await house.instance.open(tea, house.judged(tea), firefox)
    assert house.outside.opened == [ZOOM, ZOOM]
    assert house.outside.browsers == ["", "Firefox"]


PHONE = Phone("+442034815237", "81234567890#")


async def test_a_number_of_the_session_is_called_once() -> None:
    house, tea = House(), session(ZOOM, phones=(PHONE,))
    (number,) = house.instance.numbers(tea)
    assert (number.number, number.code) == ("020 3481 5237", "812 3456 7890\u00a0#")
    assert await house.instance.call(tea, number)
    assert not await house.instance.call(tea, number)
    assert house.outside.opened == ["tel:+442034815237"]
    assert house.instance.current == tea
    assert not house.instance.plan(tea).must_ask  # by phone: the link was not opened yet


@pytest.mark.parametrize("number", ["+442079460000", "*06#"])
async def test_no_other_number_is_ever_called(number: str) -> None:
    house = House()
    other = PhoneJoin(number, link=f"tel:{number}")
    with pytest.raises(ValueError, match="number of the session"):
        await house.instance.call(session(ZOOM, phones=(PHONE,)), other)
    assert house.outside.opened == []


def test_a_code_that_commands_the_telephone_is_no_number() -> None:
    assert House().instance.numbers(session(ZOOM, phones=(Phone("*06#"), Phone("999")))) == ()


# The rehearsal


async def test_the_rehearsal_stays_in_the_house_and_begins_as_often_as_liked() -> None:
    house = House("meet.example.org")
    for _ in range(3):
        house.seconds += 10
        practice = practice_session("Practice", NOW)
        assert not house.instance.plan(practice).must_ask
        assert await house.press(practice)
    assert house.practice.opened == [PRACTICE_LINK] * 3
    assert house.outside.opened == []
    assert house.instance.is_practising


@pytest.mark.parametrize("hosts", [(), (PRACTICE_HOST,), (PRACTICE_HOST.upper(),)])
@pytest.mark.parametrize("name", ["tea", PRACTICE_ID])
async def test_a_calendar_that_names_the_practice_room_gets_nowhere(
    hosts: tuple[str, ...], name: str
) -> None:
    """Not even with a card that adds the host, or an id that looks like ours."""
    house = House(*hosts)
    hostile = session(PRACTICE_LINK, name=name)
    assert house.judged(hostile).verdict != "allow"
    ours = judge(PRACTICE_LINK, allowed_hosts=[PRACTICE_HOST])
    with pytest.raises(ValueError, match="allowed link"):
        await house.instance.open(hostile, ours)
    assert (house.outside.opened, house.practice.opened) == ([], [])
    assert not house.instance.is_practising


async def test_the_practice_room_beside_a_real_one_is_not_a_choice() -> None:
    house = House(PRACTICE_HOST)
    tea = session(PRACTICE_LINK, ZOOM)
    assert house.instance.way_in(tea).choices == ()
    await house.press(tea)
    assert house.outside.opened == [ZOOM]


async def test_the_rehearsal_goes_nowhere_else() -> None:
    house = House("meet.example.org")
    practice = practice_session("Practice", NOW)
    moved = msgspec.structs.replace(practice, links=(FoundLink(OWN, "conference", "VIDEO"),))
    assert house.judged(moved).verdict == "ask"


# A session that has moved to another service or host


async def test_a_known_session_that_moved_is_noticed_before_anybody_goes_there() -> None:
    house = House("meet.example.org")
    assert house.instance.moved(session(ZOOM)) is None  # never joined: nothing is known
    await house.press(session(ZOOM))
    next_week = session(ZOOM.replace("us02web", "us06web"), id="next week")
    assert house.instance.moved(next_week) is None
    change = house.instance.moved(session(MEET, id="next week"))
    assert change is not None
    assert (change.before.service, change.now.service) == ("Zoom", "Google Meet")
    own = house.instance.moved(session(OWN))
    assert own is not None and own.now.host == "meet.example.org"
    assert house.instance.moved(session()) is None
    assert house.instance.moved(session(MEET, series="other")) is None


async def test_after_the_person_went_there_the_new_place_is_the_known_one() -> None:
    house = House()
    await house.press(session(ZOOM))
    await house.press(session(MEET, id="next week"))
    assert house.instance.moved(session(MEET)) is None
    assert house.instance.moved(session(ZOOM)) is not None


async def test_where_nothing_opened_nothing_is_learned() -> None:
    house = House()
    house.outside.problem = OpenerGaveUp()
    with pytest.raises(OpenerGaveUp):
        await house.press(session(ZOOM))
    assert house.instance.moved(session(MEET)) is None
