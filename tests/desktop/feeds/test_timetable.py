"""Several calendars as one list: there when the network is gone, each session once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

import msgspec
import pytest
from urllib3.exceptions import ProtocolError

from desktop.feeds import problems
from desktop.feeds.feeds import CacheMarks, Fetched, FileFeed, WebFeed
from desktop.feeds.source_state import LastGoodCopy, Source
from desktop.feeds.timetable import Timetable
from desktop.ical.expansion import read_calendar
from desktop.sessions.session import CalendarReading, TimeRange
from resources.declared import Problem
from resources.platform.blocking import run_in_thread
from tests.desktop.ical.written import GOOD, LONDON, calendar, clocks, event
from tests.support.servers import reply, served
from tests.support.still_clock import StillClock
from tests.support.until import until

T = TypeVar("T")
NOW = datetime(2026, 7, 1, 12, tzinfo=LONDON)
BODY = calendar(GOOD, event(";TZID=Europe/London:20260702T100000", uid="2"))


class InMemory:
    """A store that forgets at the end; `broken` makes it fail as a full disk does."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.broken = False

    def get(self, identity: str) -> bytes | None:
        self._fail()
        return self.bodies.get(identity)

    def put(self, identity: str, body: bytes) -> None:
        self._fail()
        self.bodies[identity] = body

    def forget(self, identity: str) -> None:
        self._fail()
        self.bodies.pop(identity, None)

    def _fail(self) -> None:
        if self.broken:
            raise Problem


class Given:
    """A feed that gives what it is told to: bytes, None for "not changed", or a problem."""

    def __init__(self, *answers: bytes | Exception | None) -> None:
        self.answers = list(answers)
        self.asked: list[CacheMarks] = []

    def fetch(self, seen: CacheMarks) -> Fetched:
        self.asked.append(seen)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return Fetched(answer, CacheMarks(etag=str(len(self.asked))))


def timetable(store: InMemory | None = None, clock: StillClock | None = None) -> Timetable:
    """Return a timetable with a real reader."""
    return Timetable(store or InMemory(), read_calendar, clock or StillClock(NOW))


async def reading(feed: Given, store: InMemory | None = None) -> Timetable:
    """Return a timetable that has read once `feed`."""
    table = timetable(store)
    await table.use([Source("a", feed)])
    await table.refresh()
    return table


def titles(table: Timetable) -> list[str]:
    """Name the sessions."""
    return [session.title for session in table.sessions]


async def test_a_calendar_is_read_and_kept() -> None:
    store = InMemory()
    table = await reading(Given(BODY), store)
    (state,) = table.states
    assert titles(table) == ["Tea", "Tea"]
    assert (state.checked_at, state.problem) == (NOW, None)
    assert {session.source for session in table.sessions} == {"a"}
    assert table.is_loaded
    assert set(store.bodies) == {"a"}


@pytest.mark.parametrize(
    "problem", [problems.NoConnection(), problems.NeedsPassword(), problems.TooSlow()]
)
async def test_c7_what_was_read_stays_when_it_cannot_be_read_again(problem: Problem) -> None:
    table = await reading(Given(BODY, problem))
    await table.refresh()
    (state,) = table.states
    assert len(table.sessions) == 2
    assert (state.problem, state.checked_at, state.failures) == (problem, NOW, 1)


class LastFirst(ThreadPoolExecutor):
    """Does what it is given when it is told to, the last first."""

    def __init__(self) -> None:
        super().__init__(1)
        self.waiting: list[tuple[Future[object], Callable[[], object]]] = []

    def submit(self, fn: Callable[..., T], /, *args: object, **named: object) -> Future[T]:
        future: Future[T] = Future()
        self.waiting.append((cast("Future[object]", future), partial(fn, *args, **named)))
        return future

    def do_last(self) -> None:
        """Do what was given last."""
        future, work = self.waiting.pop()
        future.set_result(work())


async def test_of_two_lists_made_at_once_the_newer_counts_whichever_thread_ends_first() -> None:
    table = await reading(Given(BODY))
    threads = LastFirst()
    asyncio.get_running_loop().set_default_executor(threads)
    older = asyncio.create_task(table.read_again())
    await until(lambda: len(threads.waiting) == 1)
    newer = asyncio.create_task(table.use([]))
    await until(lambda: table.states == ())
    await run_in_thread(lambda: None)  # what was stored of it has been forgotten by then
    while not (older.done() and newer.done()):
        await until(lambda: bool(threads.waiting) or (older.done() and newer.done()))
        if threads.waiting:
            threads.do_last()
    assert table.sessions == []


@pytest.mark.parametrize(
    "error", [OSError(5, "x"), RuntimeError("x"), ProtocolError("x"), StopIteration()]
)
async def test_an_error_nobody_foresaw_keeps_what_was_read_and_backs_off(error: Exception) -> None:
    """Else the server would be asked every 5 seconds, and nobody be told."""
    clock = StillClock(NOW)
    table = timetable(clock=clock)
    feed = Given(BODY, error)
    await table.use([Source("a", feed)])
    await table.refresh()
    for minutes in (1, 2, 4):
        await table.refresh()
        (state,) = table.states
        assert type(state.problem) is Problem
        assert state.due == clock.moment + timedelta(minutes=minutes)
    asked = len(feed.asked)
    await table.refresh_due()
    assert len(feed.asked) == asked
    assert len(table.sessions) == 2


async def test_a_copy_that_cannot_be_read_again_is_a_problem_and_hides_no_other() -> None:
    class Failing:
        """A reader that fails at the bytes it is told to."""

        body = b""

        def __call__(self, body: bytes, window: TimeRange, zone: tzinfo) -> CalendarReading:
            if body == self.body:
                raise RuntimeError
            return read_calendar(body, window, zone)

    reader = Failing()
    table = Timetable(InMemory(), reader, StillClock(NOW))
    other = calendar(event(";TZID=Europe/London:20260703T100000", uid="3"))
    await table.use([Source("a", Given(BODY)), Source("b", Given(other))])
    await table.refresh()
    reader.body = BODY
    await table.read_again()
    assert len(table.sessions) == 3
    assert [type(state.problem) for state in table.states] == [Problem, type(None)]


async def test_the_last_good_copy_is_there_after_a_restart_without_network() -> None:
    store = InMemory()
    await reading(Given(BODY), store)
    later = timetable(store, StillClock(NOW + timedelta(hours=3)))
    await later.use([Source("a", Given(problems.NoConnection()))])
    assert len(later.sessions) == 2
    await later.refresh()
    (state,) = later.states
    assert len(later.sessions) == 2
    assert state.checked_at == NOW
    assert isinstance(state.problem, problems.NoConnection)


async def test_not_changed_counts_as_checked() -> None:
    clock = StillClock(NOW)
    table = timetable(clock=clock)
    feed = Given(BODY, None)
    await table.use([Source("a", feed)])
    await table.refresh()
    clock.moment += timedelta(hours=1)
    await table.refresh()
    assert table.states[0].checked_at == clock.moment
    assert feed.asked[1] == CacheMarks(etag="1")


async def test_c8_a_part_of_a_calendar_does_not_delete_the_rest() -> None:
    table = await reading(Given(BODY, BODY[:-60]))
    await table.refresh()
    assert len(table.sessions) == 2
    assert isinstance(table.states[0].problem, problems.CutShort)


async def test_c8_a_part_is_better_than_nothing() -> None:
    table = await reading(Given(BODY[:-60]))
    assert len(table.sessions) == 1
    assert isinstance(table.states[0].problem, problems.CutShort)


async def test_a_part_is_replaced_by_a_newer_part_and_asked_for_in_full() -> None:
    newer = calendar(event(":20260709T100000Z", uid="9"), GOOD)[:-60]
    feed = Given(BODY[:-60], newer)
    table = await reading(feed)
    await table.refresh()
    assert feed.asked == [CacheMarks(), CacheMarks()]
    assert [session.start.day for session in table.sessions] == [9]


async def test_leaving_while_a_calendar_is_asked_is_quiet() -> None:
    asked, go = threading.Event(), threading.Event()

    class Slow:
        def fetch(self, seen: CacheMarks) -> Fetched:
            asked.set()
            go.wait(10)
            return Fetched(BODY, seen)

    table = timetable()
    await table.use([Source("a", Slow())])
    waiting = asyncio.create_task(table.refresh())
    await asyncio.to_thread(asked.wait, 10)
    waiting.cancel()
    await table.close()
    go.set()
    assert table.sessions == []


class Cut:
    """Reads, and from the second time on gives only what `part` leaves of it."""

    def __init__(self, part: Callable[[CalendarReading], CalendarReading]) -> None:
        self.part = part
        self.times = 0

    def __call__(self, body: bytes, window: TimeRange, zone: tzinfo) -> CalendarReading:
        self.times += 1
        reading = read_calendar(body, window, zone)
        return self.part(reading) if self.times in (2, 3) else reading


def nothing(reading: CalendarReading) -> CalendarReading:
    """Leave nothing of a reading."""
    return CalendarReading(stopped="time")


def the_soonest(reading: CalendarReading) -> CalendarReading:
    """Leave the first session of a reading."""
    return msgspec.structs.replace(reading, sessions=reading.sessions[:1], stopped="time")


async def test_a_computer_too_busy_to_read_keeps_what_it_had() -> None:
    table = Timetable(InMemory(), Cut(nothing), StillClock(NOW))
    await table.use([Source("a", Given(BODY))])
    await table.refresh()
    await table.refresh()
    assert len(table.sessions) == 2
    assert isinstance(table.states[0].problem, problems.TooMuch)


async def test_a_part_removes_nothing_that_a_whole_reading_knew_and_is_no_news() -> None:
    store, moved = InMemory(), BODY.replace(b"T190000", b"T200000")
    table = Timetable(store, Cut(the_soonest), StillClock(NOW))
    await table.use([Source("a", Given(BODY, moved, moved, moved))])
    await table.refresh()
    for _ in range(2):  # a part, and another
        await table.refresh()
        assert clocks(table.sessions) == ["01 Jul 20:00+0100", "02 Jul 10:00+0100"]
        assert [type(note) for note in table.states[0].notes] == [problems.TooMuch]
        assert table.changes == ()
    kept = msgspec.msgpack.decode(store.bodies["a"], type=LastGoodCopy)
    assert kept.body == BODY  # what was read whole
    assert kept.seen == CacheMarks()  # all of it is asked for next time
    await table.refresh()
    assert table.states[0].notes == ()
    assert [change.kind for change in table.changes] == ["moved"]


async def test_the_rest_of_a_part_is_no_news() -> None:
    feed = Given(BODY[:-60], BODY)
    table = await reading(feed)
    await table.refresh()
    assert len(table.sessions) == 2
    assert table.changes == ()


async def test_a_whole_copy_replaces_a_part() -> None:
    table = await reading(Given(BODY[:-60], BODY[:-60], BODY))
    await table.refresh()
    await table.refresh()
    assert len(table.sessions) == 2
    assert table.states[0].problem is None


async def test_what_could_not_be_read_is_noted() -> None:
    table = await reading(Given(calendar(GOOD, event(":INVALID", uid="x"))))
    assert [type(note) for note in table.states[0].notes] == [problems.SomeLeftOut]


async def test_a_keep_that_fails_hides_nothing() -> None:
    store = InMemory()
    store.broken = True
    assert len((await reading(Given(BODY), store)).sessions) == 2


@pytest.mark.parametrize("rubbish", [b"", b"\xff\x00", msgspec.msgpack.encode({"body": 1})])
async def test_a_spoilt_copy_is_no_crash(rubbish: bytes) -> None:
    store = InMemory()
    store.bodies["a"] = rubbish
    assert len((await reading(Given(BODY), store)).sessions) == 2


async def test_a_source_taken_away_is_forgotten() -> None:
    store = InMemory()
    table = await reading(Given(BODY), store)
    await table.use([])
    assert (table.sessions, store.bodies) == ([], {})


async def test_one_bad_source_never_hides_another() -> None:
    table = timetable()
    await table.use([Source("a", Given(problems.CalendarGone())), Source("b", Given(BODY))])
    await table.refresh()
    assert len(table.sessions) == 2


async def test_a_source_is_not_asked_twice_at_once() -> None:
    feed = Given(BODY)
    table = timetable()
    await table.use([Source("a", feed)])
    await asyncio.gather(table.refresh(), table.refresh("a"), table.refresh_due())
    assert len(feed.asked) == 1


async def test_only_what_is_due_is_asked() -> None:
    clock = StillClock(NOW)
    feed = Given(BODY)
    table = timetable(clock=clock)
    await table.use([Source("a", feed)])
    await table.refresh_due()
    await table.refresh_due()
    assert len(feed.asked) == 1
    due = table.next_due()
    assert due == NOW + timedelta(hours=1)
    clock.moment = due
    await table.refresh_due()
    assert len(feed.asked) == 2


async def test_a_failure_is_tried_again_soon_and_later_each_time() -> None:
    table = await reading(Given(problems.ServerTrouble()))
    assert table.next_due() == NOW + timedelta(minutes=1)
    await table.refresh()
    assert table.next_due() == NOW + timedelta(minutes=2)


async def test_watchers_are_told() -> None:
    told: list[int] = []
    table = timetable()
    table.watch(lambda: told.append(len(table.sessions)))
    await table.use([Source("a", Given(BODY))])
    await table.refresh()
    assert told == [0, 2]


async def test_z14_a_new_zone_reads_the_copies_again() -> None:
    clock = StillClock(NOW)
    feed = Given(calendar(event(":20260701T190000")))
    table = timetable(clock=clock)
    await table.use([Source("a", feed)])
    await table.refresh()
    clock.moment = clock.moment.astimezone(ZoneInfo("Asia/Seoul"))
    await table.read_again()
    assert clocks(table.sessions) == ["01 Jul 19:00+0900"]
    assert len(feed.asked) == 1


async def test_a_real_server_that_goes_away_and_a_file(tmp_path: Path) -> None:
    file = tmp_path / "walk.ics"
    file.write_bytes(calendar(event(":20260703T100000Z", uid="walk")))
    table = timetable()
    with served(lambda request: reply(request, BODY, ETag='"1"')) as server:
        await table.use([Source("web", WebFeed(server)), Source("file", FileFeed(file))])
        await table.refresh()
    assert len(table.sessions) == 3
    await table.refresh()
    assert len(table.sessions) == 3
    web, disk = table.states
    assert isinstance(web.problem, problems.NoConnection)
    assert disk.problem is None


class SlowStore(InMemory):
    """A store on a slow disk: writing goes on when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.go_on = threading.Event(), threading.Event()

    def put(self, identity: str, body: bytes) -> None:
        self.asked.set()
        self.go_on.wait(5)
        super().put(identity, body)


async def test_a_calendar_removed_while_its_copy_is_written_leaves_none() -> None:
    store = SlowStore()
    table = timetable(store)
    await table.use([Source("a", Given(BODY))])
    refreshing = asyncio.create_task(table.refresh())
    assert await asyncio.to_thread(store.asked.wait, 10)
    await table.use([])
    store.go_on.set()
    await refreshing
    assert store.bodies == {} and table.sessions == []


async def test_what_was_tried_out_is_not_there_until_it_is_used_and_then_not_asked_again() -> None:
    store, feed = InMemory(), Given(BODY)
    table, source = timetable(store), Source("a", feed)
    state = await table.try_out(source)
    assert len(state.reading.sessions) == 2
    assert (table.sessions, table.states, store.bodies) == ([], (), {})
    await table.use([source])
    assert len(table.sessions) == 2 and set(store.bodies) == {"a"}
    await table.refresh_due()
    assert len(feed.asked) == 1


async def test_what_cannot_be_read_when_tried_out_leaves_nothing() -> None:
    store = InMemory()
    table = timetable(store)
    with pytest.raises(problems.NoConnection):
        await table.try_out(Source("a", Given(problems.NoConnection())))
    assert (table.states, store.bodies) == ((), {})


async def test_a_calendar_that_comes_back_has_its_last_good_copy_without_asking() -> None:
    store, feed = InMemory(), Given(BODY, problems.NoConnection())
    table = await reading(feed, store)
    await table.use([])
    assert store.bodies == {} and table.sessions == []
    await table.use([Source("a", feed)])
    assert len(table.sessions) == 2 and set(store.bodies) == {"a"}
    assert len(feed.asked) == 1
