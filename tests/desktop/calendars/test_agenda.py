"""What there is to go to stays true: while time passes, jumps, and calendars change or vanish."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop.calendars.agenda import Agenda
from desktop.calendars.store import CardOffer
from desktop.credentials.vault import KeyringLocked
from desktop.feeds import problems
from desktop.groups.group_pictures import PRACTICE, picture_of
from desktop.sessions.practice import PRACTICE_ID, PRACTICE_LINK
from desktop.sessions.session import Session
from desktop.sessions.weekly import WeeklyRule
from resources.words import Words
from tests.desktop.ical.written import calendar
from tests.support.calendar_store_life import CalendarStoreLife, tea
from tests.support.group_cards import card_bytes
from tests.support.servers import reply, served

WORDS = Words()
TICK = 0.01
RULE = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London")
NEW_YORK = ZoneInfo("America/New_York")


class Group:
    """A group's web server: it serves `body`, counts, and answers `status`."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.status = 200
        self.asked = 0

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.asked += 1
        reply(request, self.body, self.status)


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[CalendarStoreLife]:
    """Start a life whose calendars are unlocked."""
    life = CalendarStoreLife(tmp_path)
    await life.calendars.unlock(life.vault)
    yield life
    await life.calendars.close()


def agenda_of(life: CalendarStoreLife) -> Agenda:
    """Return the agenda of a start of the app, with a quick clock tick."""
    return Agenda(life.calendars, life.clock, WORDS, tick=TICK)


@asynccontextmanager
async def living(agenda: Agenda) -> AsyncIterator[Agenda]:
    """Let an agenda live for a while, from its first tick on."""
    began = asyncio.Event()
    stop = agenda.watch(began.set)
    task = asyncio.create_task(agenda.live())
    try:
        await began.wait()
        stop()
        yield agenda
    finally:
        assert not task.done(), task
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def titles(agenda: Agenda) -> list[str]:
    """Name the sessions."""
    return [session.title for session in agenda.sessions]


# Sessions


async def test_sessions_that_are_over_go_and_those_too_far_off_are_not_there_yet(
    life: CalendarStoreLife,
) -> None:
    days = [f"202611{day}T140000" for day in (24, 25)] + ["20261208T143000"]
    for number, at in enumerate(days):
        await life.calendars.add_file(
            life.file(f"{number}.ics", tea(str(number), str(number), at=at))
        )
    agenda = agenda_of(life)
    assert titles(agenda) == ["0", "1"]
    life.clock.moment += timedelta(minutes=70)
    assert titles(agenda) == ["1", "2"]
    assert agenda.outlook.next is not None and agenda.outlook.next.title == "1"


async def test_a_session_is_found_by_its_id_and_practice_is_always_ours(
    life: CalendarStoreLife,
) -> None:
    hostile = tea("Practice", PRACTICE_ID, f"URL:{PRACTICE_LINK}")
    await life.calendars.add_file(life.file("tea.ics", hostile))
    agenda = agenda_of(life)
    (theirs,) = agenda.sessions
    assert agenda.find(theirs.id) == theirs and agenda.find("none") is None
    ours = agenda.find(PRACTICE_ID)
    assert ours is not None and agenda.is_practice(ours) and ours != theirs
    assert not agenda.is_practice(theirs)


async def test_before_there_is_anything(life: CalendarStoreLife) -> None:
    calendars = life.new_calendars()
    agenda = Agenda(calendars, life.clock, WORDS)
    assert (agenda.sessions, agenda.has_calendars, agenda.age, agenda.notices) == (
        [],
        False,
        "",
        (),
    )
    assert agenda.outlook.next is None and agenda.changes_in_words == ()
    assert agenda.status("none") == "" and agenda.helper is None
    await agenda.check_now()
    await agenda.seen()
    assert agenda.next_in_words(None) == WORDS("leaving.no_next")


async def test_the_next_one_after_this_is_said(life: CalendarStoreLife) -> None:
    two = [tea(), tea("", "2", at="20261125T140000")]
    for number, body in enumerate(two):
        await life.calendars.add_file(life.file(f"{number}.ics", body))
    agenda = agenda_of(life)
    now_on, _ = agenda.sessions
    said = agenda.next_in_words(now_on)
    assert "tomorrow at 2:00pm" in said and WORDS("schedule.untitled") in said
    assert "Tea" in agenda.next_in_words(None)


async def test_a_clock_change_is_said(life: CalendarStoreLife) -> None:
    weekly = "UID:1\nDTSTART:20261013T130000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nSUMMARY:Tea"
    life.clock.moment = life.clock.moment.replace(month=10, day=26, hour=9)
    await life.calendars.add_file(life.file("tea.ics", calendar(weekly)))
    agenda = agenda_of(life)
    said = [agenda.clock_change(one) for one in agenda.sessions]
    assert said == [WORDS("schedule.earlier_than_last_week", count=1), ""]


# Fresh or not


async def test_the_last_good_copy_is_shown_with_its_age_when_the_server_is_gone(
    life: CalendarStoreLife,
) -> None:
    with life.server(tea("Tea", "1", "RRULE:FREQ=DAILY")) as address:
        await life.calendars.add_address(address)
    assert agenda_of(life).age == WORDS("schedule.checked_now")
    life.clock.moment += timedelta(days=2, hours=1)
    await life.restart()
    agenda = agenda_of(life)
    assert titles(agenda)[:2] == ["Tea", "Tea"]
    await agenda.check_now()
    assert "Tea" in titles(agenda)
    since = WORDS("schedule.unchecked_since", day="Tuesday")
    assert agenda.age == f"{since} {WORDS.explain(problems.NoConnection()).next}"
    (source,) = life.calendars.sources
    status = agenda.status(source.id)
    assert status.startswith(since) and "could not reach" in status
    assert agenda.notices == ()  # it may mend itself: nothing to trouble anybody with


async def test_the_oldest_calendar_in_trouble_is_the_one_to_speak_of(
    life: CalendarStoreLife,
) -> None:
    await life.calendars.add_weekly(RULE)
    good = life.file("good.ics", tea("Walk", "2"))
    bad = life.file("bad.ics", tea())
    for path in (good, bad):
        await life.calendars.add_file(path)
    bad.unlink()
    life.clock.moment += timedelta(hours=2)
    agenda = agenda_of(life)
    await agenda.check_now()
    assert agenda.age == WORDS("schedule.unchecked_today", time="1:50pm")
    (notice,) = agenda.notices
    assert notice.startswith(WORDS.sentence("problem.calendar_file_missing").text)
    weekly, fine, _ = life.calendars.sources
    assert agenda.status(weekly.id) == WORDS("agenda.by_hand")
    assert agenda.status(fine.id) == WORDS("schedule.checked_now")


async def test_a_rule_typed_by_hand_is_never_old(life: CalendarStoreLife) -> None:
    await life.calendars.add_weekly(RULE)
    life.clock.moment += timedelta(days=3)
    agenda = agenda_of(life)
    assert agenda.age == WORDS("agenda.by_hand")
    assert agenda.notices == ()
    assert agenda.name_of(life.calendars.sources[0]) == "Tea"


async def test_the_same_trouble_is_said_once_and_a_wrong_clock_too(life: CalendarStoreLife) -> None:
    group = Group(tea())
    with served(group.answer) as address:
        for place in ("a", "b"):
            await life.calendars.add_address(f"{address}/{place}.ics")
        group.status = 404
        agenda = agenda_of(life)
        await agenda.check_now()
        assert len(agenda.notices) == 1

    def years_ago(request: BaseHTTPRequestHandler) -> None:
        request.send_response_only(200)
        request.send_header("Date", "Mon, 02 Jan 2023 10:00:00 GMT")
        request.end_headers()
        request.wfile.write(tea("Walk", "2"))

    with served(years_ago) as address:
        await life.calendars.add_address(address)
    clock = WORDS.sentence("problem.calendar_clock_wrong").text
    assert [clock in notice for notice in agenda.notices] == [False, True]


async def test_a_calendar_is_called_what_it_calls_itself(life: CalendarStoreLife) -> None:
    body = tea().replace(b"VERSION:2.0", b"VERSION:2.0\r\nX-WR-CALNAME:Tuesday Tea")
    await life.calendars.add_file(life.file("tea.ics", body))
    assert agenda_of(life).name_of(life.calendars.sources[0]) == "Tuesday Tea"


async def test_the_helper_of_a_card_is_there(life: CalendarStoreLife) -> None:
    offer = await life.calendars.open_file(life.file("a.parlour", card_bytes(calendar=...)))
    assert isinstance(offer, CardOffer)
    await life.calendars.apply_card(offer)
    helper = agenda_of(life).helper
    assert helper is not None and helper.name == "Sam"


async def test_a_group_has_one_picture_by_its_card_or_else_by_the_name_of_its_sessions(
    life: CalendarStoreLife,
) -> None:
    offer = await life.calendars.open_file(life.file("a.parlour", card_bytes(calendar=...)))
    assert isinstance(offer, CardOffer)
    await life.calendars.apply_card(offer)
    await life.calendars.add_file(life.file("walk.ics", tea("Walking together")))
    agenda = agenda_of(life)
    pictures = {one.title: agenda.picture_of(one) for one in agenda.sessions}
    assert pictures["Tea"] == picture_of("Tuesday Tea Group", "tuesday-tea-4f2a")
    assert pictures["Walking together"] == picture_of("Walking together")
    assert agenda.picture_of(agenda.practice()) == PRACTICE


# Changes


async def test_a_moved_session_is_said_until_it_is_seen_also_after_a_restart(
    life: CalendarStoreLife,
) -> None:
    path = life.file("tea.ics", tea())
    await life.calendars.add_file(path)
    life.file("tea.ics", tea(at="20261126T150000"))
    agenda = agenda_of(life)
    await agenda.check_now()
    assert agenda.changes_in_words == ("Tea has moved to Thursday 26 November at 3:00pm.",)
    await life.restart()
    agenda = agenda_of(life)
    assert len(agenda.changes_in_words) == 1
    await agenda.seen()
    assert not agenda.changes_in_words
    await life.restart()
    assert not agenda_of(life).changes_in_words


async def test_changes_of_a_calendar_that_was_removed_are_not_said(life: CalendarStoreLife) -> None:
    path = life.file("tea.ics", tea())
    await life.calendars.add_file(path)
    life.file("tea.ics", tea("Tea", "1", "STATUS:CANCELLED"))
    agenda = agenda_of(life)
    await agenda.check_now()
    assert "cancelled" in agenda.changes_in_words[0]
    await life.calendars.remove(life.calendars.sources[0].id)
    assert not agenda.changes_in_words


# Living


async def test_what_is_due_is_looked_at_and_everybody_is_told(life: CalendarStoreLife) -> None:
    group = Group(tea())
    told: list[Session | None] = []
    with served(group.answer) as address:
        await life.calendars.add_address(address)
        async with living(agenda_of(life)) as agenda:
            agenda.watch(lambda: told.append(agenda.outlook.next))
            await life.until(lambda: len(told) >= 3)
            assert group.asked == 1
            group.body = tea("Cake")
            life.clock.moment += timedelta(minutes=16)
            await life.until(lambda: titles(agenda) == ["Cake"])
            assert any(one is not None and one.title == "Cake" for one in told)


@pytest.mark.parametrize("minutes", [30, 60 * 24, -60])
async def test_after_sleep_or_a_clock_that_was_set_all_is_looked_at_again(
    life: CalendarStoreLife, minutes: int
) -> None:
    group = Group(tea(at="20261125T150000"))
    with served(group.answer) as address:
        await life.calendars.add_address(address)
        async with living(agenda_of(life)):
            await life.until(lambda: group.asked == 1)
            life.clock.moment += timedelta(minutes=minutes)
            await life.until(lambda: group.asked > 1)


async def test_in_another_zone_the_times_are_those_of_its_clocks(life: CalendarStoreLife) -> None:
    group = Group(tea())
    with served(group.answer) as address:
        await life.calendars.add_address(address)
        async with living(agenda_of(life)) as agenda:
            assert f"{agenda.sessions[0].start:%H:%M}" == "14:00"
            life.clock.moment = life.clock.moment.astimezone(NEW_YORK)
            await life.until(lambda: f"{agenda.sessions[0].start:%H:%M}" == "09:00")
            await life.until(lambda: group.asked == 2)
            assert agenda.when(agenda.sessions[0]).startswith("today at 9:00am")


async def test_time_goes_on_while_a_server_keeps_us_waiting(life: CalendarStoreLife) -> None:
    with life.slow_server(tea()) as slow:
        slow.go_on.set()
        await life.calendars.add_address(slow.address)
        slow.go_on.clear()
        slow.asked.clear()
        life.clock.moment += timedelta(minutes=20)
        told: list[int] = []
        async with living(agenda_of(life)) as agenda:
            agenda.watch(lambda: told.append(1))
            await life.until(slow.asked.is_set)
            before = len(told)
            await life.until(lambda: len(told) > before + 3)


async def test_it_is_loading_until_there_is_something_to_say(life: CalendarStoreLife) -> None:
    with life.slow_server(tea()) as slow:
        slow.go_on.set()
        await life.calendars.add_address(slow.address)
        life.damage_copies()
        await life.restart()
        agenda = agenda_of(life)
        slow.go_on.clear()
        slow.asked.clear()
        assert agenda.is_loading
        async with living(agenda):
            await life.until(slow.asked.is_set)
            assert agenda.is_loading
            slow.go_on.set()
            await life.until(lambda: not agenda.is_loading)
            assert titles(agenda) == ["Tea"]


async def test_behind_a_locked_keyring_it_lives_on_and_follows_what_comes(
    life: CalendarStoreLife,
) -> None:
    await life.calendars.add_weekly(RULE)
    life.vault.is_locked = True
    with pytest.raises(KeyringLocked):
        await life.restart()
    life.vault.is_locked = False
    async with living(agenda_of(life)) as agenda:
        await life.until(lambda: not agenda.is_loading)
        assert not agenda.has_calendars
        await life.calendars.add_file(life.file("tea.ics", tea("Walk", "2")))
        assert sorted(titles(agenda)) == ["Tea", "Tea", "Walk"]


async def test_it_lives_before_the_calendars_are_unlocked(life: CalendarStoreLife) -> None:
    await life.calendars.add_weekly(RULE)
    await life.calendars.close()
    life.calendars = life.new_calendars()
    told: list[int] = []
    async with living(agenda_of(life)) as agenda:
        agenda.watch(lambda: told.append(1))
        await life.until(lambda: len(told) > 2)
        assert not agenda.is_loading
        await life.calendars.unlock(life.vault)
        assert titles(agenda)


async def test_watching_ends_at_once(life: CalendarStoreLife) -> None:
    agenda, told = agenda_of(life), list[str]()

    def once() -> None:
        told.append("a")
        stop()

    stop = agenda.watch(once)
    agenda.watch(lambda: told.append("b"))
    agenda.tell()
    agenda.tell()
    stop()
    assert told == ["a", "b", "b"]
