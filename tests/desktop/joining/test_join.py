"""Join opens the one link that was checked, once; the practice session never leaves the app."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec
import pytest

from desktop.browsers.browser import LINK, Browser
from desktop.browsers.launcher import OpenerGaveUp
from desktop.joining.join import Join, PreparedJoin
from desktop.joining.known_rooms import KnownRooms, MovedRoom
from desktop.links.phone import PhoneJoin
from desktop.links.policy import LinkVerdict, judge
from desktop.sessions.practice import PRACTICE_HOST, PRACTICE_ID, PRACTICE_LINK, practice_session
from desktop.sessions.session import FoundLink, Phone, Session
from tests.support.recording_launcher import RecordingLauncher
from tests.support.still_clock import StillClock

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


class Setup:
    """A `Join` whose launchers and calls of the policy are recorded, with a clock for presses."""

    def __init__(self, *hosts: str, rooms: KnownRooms | None = None) -> None:
        self.outside, self.practice = RecordingLauncher(), RecordingLauncher()
        self.clock = StillClock(NOW)
        self.hosts = list(hosts)
        self.seconds = 100.0
        self.judged: list[str] = []
        self.joined: list[Session] = []
        self.join = Join(
            self.outside,
            self.practice,
            self.clock,
            hosts=lambda _: self.hosts,
            rooms=rooms,
            joined=self.joined.append,
            policy=self._judge,
            ticks=lambda: self.seconds,
        )

    def _judge(self, url: str, hosts: Collection[str]) -> LinkVerdict:
        self.judged.append(url)
        return judge(url, hosts)

    def prepared(self, session: Session) -> tuple[PreparedJoin, LinkVerdict]:
        """Return a press of Join that waits to be opened, and the one link of the session."""
        prepared = self.join.prepare(session)
        assert prepared.way.link is not None
        return prepared, prepared.way.link

    def moved(self, session: Session) -> MovedRoom | None:
        """Say whether a session has moved."""
        return self.join.prepare(session).moved

    async def press(self, session: Session, browser: Browser | None = None) -> bool:
        """Press Join."""
        return await self.join.open(*self.prepared(session), browser)


async def test_exactly_what_was_checked_is_opened() -> None:
    setup, tea = Setup(), session(ZOOM)
    assert await setup.press(tea)
    assert setup.outside.opened == [ZOOM]
    assert (setup.join.current, setup.join.service_name) == (tea, "Zoom")
    steps = setup.join.steps()
    assert steps is not None and not setup.join.is_practising


async def test_the_second_press_within_3_seconds_does_nothing() -> None:
    setup, tea = Setup(), session(ZOOM)
    presses = []
    for seconds in (100.0, 100.4, 102.9, 103.1):
        setup.seconds = seconds
        presses.append(await setup.press(tea))
    assert presses == [True, False, False, True]
    assert setup.outside.opened == [ZOOM, ZOOM]


async def test_the_second_press_does_nothing_while_the_first_still_opens() -> None:
    setup, tea = Setup(), session(ZOOM)
    setup.outside.holds.clear()
    first = asyncio.create_task(setup.press(tea))
    await asyncio.sleep(0)
    assert not await setup.press(tea)
    setup.outside.holds.set()
    assert await first
    assert setup.outside.opened == [ZOOM]


async def test_a_press_for_another_session_counts_at_once() -> None:
    """Two at once: the wrong one was pressed first."""
    setup = Setup()
    assert await setup.press(session(ZOOM))
    assert await setup.press(session(MEET, name="walk"))
    assert setup.outside.opened == [ZOOM, MEET]
    assert setup.join.current is not None and setup.join.current.id == "walk"


async def test_after_an_opener_that_gave_up_the_next_press_counts_at_once() -> None:
    setup, tea = Setup(), session(ZOOM)
    setup.outside.problem = OpenerGaveUp()
    with pytest.raises(OpenerGaveUp):
        await setup.press(tea)
    assert setup.join.current is None
    assert setup.join.prepare(tea).plan.state == "open"
    setup.outside.problem = None
    assert await setup.press(tea)
    assert setup.outside.opened == [ZOOM]


async def test_a_press_that_fails_leaves_the_press_for_another_session_alone() -> None:
    setup, tea, walk = Setup(), session(ZOOM), session(MEET, name="walk")
    setup.outside.holds.clear()
    first = asyncio.create_task(setup.press(tea))
    await asyncio.sleep(0)
    second = asyncio.create_task(setup.press(walk))
    await asyncio.sleep(0)
    assert not await setup.press(walk)
    first.cancel()  # as a screen does that is left
    with pytest.raises(asyncio.CancelledError):
        await first
    assert not await setup.press(walk)
    setup.outside.holds.set()
    assert await second
    assert await setup.press(tea)
    assert setup.outside.opened == [MEET, ZOOM]


async def test_there_and_back_within_3_seconds_opens_nothing_twice() -> None:
    setup, tea, walk = Setup(), session(ZOOM), session(MEET, name="walk")
    assert [await setup.press(one) for one in (tea, walk, tea, walk)] == [True, True, False, False]


async def test_joined_already_is_asked_until_the_person_has_left() -> None:
    setup, tea = Setup(), session(ZOOM)
    await setup.press(tea)
    assert setup.join.prepare(tea).plan.must_ask
    setup.join.left()
    assert setup.join.current is None
    assert setup.join.service_name == "" and setup.join.steps() is None
    assert setup.join.prepare(tea).plan.state == "open"
    assert await setup.press(tea)  # "I am leaving" was not meant: no 3 seconds to wait


async def test_leaving_when_nobody_is_in_changes_nothing() -> None:
    setup, tea = Setup(), session(ZOOM)
    before = setup.join.prepare(tea).plan
    setup.join.left()
    assert setup.join.current is None
    assert setup.join.prepare(tea).plan == before


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
    setup = Setup()
    setup.clock.moment += timedelta(minutes=minutes)
    assert setup.join.prepare(tea).plan.state == state


async def test_hosts_of_a_card_count_at_the_moment_of_asking() -> None:
    setup, tea = Setup("meet.example.org"), session(OWN)
    prepared, allowed = setup.prepared(tea)
    assert allowed.verdict == "allow"
    setup.hosts.clear()
    assert setup.join.way_in(tea).verdict == "ask"
    with pytest.raises(ValueError, match="allowed link"):
        await setup.join.open(prepared, allowed)
    assert setup.outside.opened == []


async def test_a_choice_of_two_services_opens_the_chosen_one() -> None:
    setup, tea = Setup(), session(ZOOM, MEET)
    prepared = setup.join.prepare(tea)
    choices = prepared.way.choices
    assert len(choices) == 2
    assert await setup.join.open(prepared, choices[1])
    assert setup.outside.opened == [choices[1].opens]


@pytest.mark.parametrize(
    "link",
    [
        judge(MEET),
        judge("https://zoom.us/signin"),
        replace(judge(ZOOM), opens="https://evil.example/"),
        LinkVerdict("ask", "unknown", host="evil.example"),
    ],
)
async def test_what_is_no_way_into_this_session_is_never_opened(link: LinkVerdict) -> None:
    setup = Setup()
    with pytest.raises(ValueError, match="allowed link"):
        await setup.join.open(setup.join.prepare(session(ZOOM)), link)
    assert setup.outside.opened == [] and setup.join.current is None


async def test_a_press_judges_each_link_once_and_once_more_what_is_opened() -> None:
    setup, tea = Setup(), session("https://zoom.us/signin", ZOOM)
    prepared, link = setup.prepared(tea)
    assert setup.judged == ["https://zoom.us/signin", ZOOM]
    assert await setup.join.open(prepared, link)
    assert setup.judged == ["https://zoom.us/signin", ZOOM, ZOOM]


async def test_a_wrapped_link_is_judged_once_more_as_the_text_that_is_opened() -> None:
    wrapped = f"https://www.google.com/url?q={quote(ZOOM, safe='')}"
    setup = Setup()
    assert await setup.press(session(wrapped))
    assert setup.judged == [wrapped, ZOOM]
    assert setup.outside.opened == [ZOOM]


# Another browser, and the phone


async def test_another_browser_opens_the_same_link_and_counts_as_a_press_of_its_own() -> None:
    setup, tea = Setup(), session(ZOOM)
    firefox = Browser("Firefox", ("firefox", LINK))
    await setup.press(tea)
    assert await setup.press(tea, firefox)
    assert not await setup.press(tea, firefox)
    assert setup.outside.opened == [ZOOM, ZOOM]
    assert setup.outside.browsers == ["", "Firefox"]


PHONE = Phone("+442034815237", "81234567890#")


async def test_a_number_of_the_session_is_called_once() -> None:
    setup, tea = Setup(), session(ZOOM, phones=(PHONE,))
    (number,) = setup.join.numbers(tea)
    assert (number.number, number.code) == ("020 3481 5237", "812 3456 7890\u00a0#")
    assert await setup.join.call(tea, number)
    assert not await setup.join.call(tea, number)
    assert setup.outside.opened == ["tel:+442034815237"]
    assert setup.join.current == tea and setup.joined == [tea]
    assert not setup.join.prepare(tea).plan.must_ask  # by phone: the link was not opened yet


@pytest.mark.parametrize("number", ["+442079460000", "*06#"])
async def test_no_other_number_is_ever_called(number: str) -> None:
    setup = Setup()
    other = PhoneJoin(number, link=f"tel:{number}")
    with pytest.raises(ValueError, match="number of the session"):
        await setup.join.call(session(ZOOM, phones=(PHONE,)), other)
    assert setup.outside.opened == []


def test_a_code_that_commands_the_telephone_is_no_number() -> None:
    assert Setup().join.numbers(session(ZOOM, phones=(Phone("*06#"), Phone("999")))) == ()


# The practice session


async def test_the_practice_session_stays_in_the_app_and_begins_as_often_as_liked() -> None:
    setup = Setup("meet.example.org")
    for _ in range(3):
        setup.seconds += 10
        practice = practice_session("Practice", NOW)
        assert not setup.join.prepare(practice).plan.must_ask
        assert await setup.press(practice)
    assert setup.practice.opened == [PRACTICE_LINK] * 3
    assert setup.outside.opened == []
    assert setup.join.is_practising


@pytest.mark.parametrize("hosts", [(), (PRACTICE_HOST,), (PRACTICE_HOST.upper(),)])
@pytest.mark.parametrize("name", ["tea", PRACTICE_ID])
async def test_a_calendar_that_names_the_practice_room_gets_nowhere(
    hosts: tuple[str, ...], name: str
) -> None:
    """Not even with a card that adds the host, or an id that looks like ours."""
    setup = Setup(*hosts)
    hostile = session(PRACTICE_LINK, name=name)
    prepared, link = setup.prepared(hostile)
    assert link.verdict != "allow"
    ours = judge(PRACTICE_LINK, allowed_hosts=[PRACTICE_HOST])
    with pytest.raises(ValueError, match="allowed link"):
        await setup.join.open(prepared, ours)
    assert (setup.outside.opened, setup.practice.opened) == ([], [])
    assert not setup.join.is_practising


async def test_the_practice_room_beside_a_real_one_is_not_a_choice() -> None:
    setup = Setup(PRACTICE_HOST)
    tea = session(PRACTICE_LINK, ZOOM)
    assert setup.join.way_in(tea).choices == ()
    await setup.press(tea)
    assert setup.outside.opened == [ZOOM]


async def test_the_practice_session_goes_nowhere_else() -> None:
    setup = Setup("meet.example.org")
    practice = practice_session("Practice", NOW)
    moved = msgspec.structs.replace(practice, links=(FoundLink(OWN, "conference", "VIDEO"),))
    assert setup.join.way_in(moved).verdict == "ask"


# A session that has moved to another service or host


async def test_a_known_session_that_moved_is_noticed_before_anybody_goes_there() -> None:
    setup = Setup("meet.example.org")
    assert setup.moved(session(ZOOM)) is None  # never joined: nothing is known
    await setup.press(session(ZOOM))
    next_week = session(ZOOM.replace("us02web", "us06web"), id="next week")
    assert setup.moved(next_week) is None
    change = setup.moved(session(MEET, id="next week"))
    assert change is not None
    assert (change.before.service, change.now.service) == ("Zoom", "Google Meet")
    own = setup.moved(session(OWN))
    assert own is not None and own.now.host == "meet.example.org"
    assert setup.moved(session()) is None
    assert setup.moved(session(MEET, series="other")) is None


async def test_after_the_person_went_there_the_new_place_is_the_known_one() -> None:
    setup = Setup()
    await setup.press(session(ZOOM))
    await setup.press(session(MEET, id="next week"))
    assert setup.moved(session(MEET)) is None
    assert setup.moved(session(ZOOM)) is not None


async def test_where_nothing_opened_nothing_is_learned() -> None:
    setup = Setup()
    setup.outside.problem = OpenerGaveUp()
    with pytest.raises(OpenerGaveUp):
        await setup.press(session(ZOOM))
    assert setup.moved(session(MEET)) is None
