"""Calendars and cards are added, removed and brought back whole, or nothing changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.calendars.calendars import CalendarsLocked, MeetingLinkGiven
from desktop.calendars.store import Added, CardOffer
from desktop.calendars.weekly_check import WeeklyRoomWrong, WeeklyRuleWrong
from desktop.credentials.vault import KeyringLocked
from desktop.feeds import problems
from desktop.feeds.problems import AddressLost
from desktop.groups.cards import CardMissing
from desktop.groups.saved_groups import CardOlder
from desktop.sessions.weekly import WeeklyRule
from desktop.storage.sealed_file import SealedUnreadable, SealedUnsaved
from resources.declared import Problem
from tests.desktop.ical.written import calendar, event
from tests.support.calendar_store_life import NOW, CalendarStoreLife, tea
from tests.support.group_cards import card_bytes

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=Qx7vB2"
RULE = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London", room=ZOOM)
WITHOUT_FEED = card_bytes(calendar=...)
"""A card whose sessions are a weekly rule: nothing to fetch."""


@pytest.fixture
async def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[CalendarStoreLife]:
    """Start a life whose calendars are unlocked; no calendar outside this computer is reached."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    life = CalendarStoreLife(tmp_path)
    await life.calendars.unlock(life.vault)
    yield life
    await life.calendars.close()


def inside(life: CalendarStoreLife) -> tuple[list[str], list[str], int]:
    """Return all that a change could leave behind: calendars, secrets, files."""
    ids = sorted(source.id for source in life.calendars.sources)
    secrets = [name for name in life.vault.names() if name != "seal"]
    return ids, secrets, len(life.copies())


def kinds(life: CalendarStoreLife) -> list[str]:
    """Say what kind each calendar is."""
    return [source.kind for source in life.calendars.sources]


async def offered(life: CalendarStoreLife, body: bytes = WITHOUT_FEED) -> CardOffer:
    """Return what a card offers."""
    offer = await life.calendars.open_file(life.file("tea.parlour", body))
    assert isinstance(offer, CardOffer)
    return offer


# Adding


async def test_a_calendar_is_there_with_its_sessions_and_after_a_restart(
    life: CalendarStoreLife,
) -> None:
    with life.server(tea()) as address:
        added = await life.calendars.add_address(f"  <{address}/tea.ics>\n")
    assert [one.title for one in added.sessions] == ["Tea"]
    assert not added.was_there and life.titles() == ["Tea"]
    await life.restart()
    assert life.titles() == ["Tea"]
    (source,) = life.calendars.sources
    state = life.calendars.state(source.id)
    assert state is not None and state.checked_at == NOW


async def test_only_sessions_of_the_next_2_weeks_are_counted(life: CalendarStoreLife) -> None:
    ahead = [event(f":{NOW + timedelta(days=days):%Y%m%dT%H%M%S}", uid=str(days)) for days in
             (-3, 1, 13, 15, 40)]  # fmt: skip
    with life.server(calendar(*ahead)) as address:
        assert len((await life.calendars.add_address(f"{address}/tea.ics")).sessions) == 2


async def test_the_same_calendar_again_says_so(life: CalendarStoreLife) -> None:
    file = life.file("tea.ics", tea())
    with life.server(tea()) as address:
        first = [await life.calendars.add_address(address), await life.calendars.add_file(file)]
        again = [await life.calendars.add_address(address), await life.calendars.add_file(file)]
    assert all(isinstance(one, Added) and not one.was_there for one in first)
    assert again == [Added((), was_there=True)] * 2
    assert len(life.calendars.sources) == 2
    assert life.titles() == ["Tea"]  # the same session from both is shown once


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ZOOM, MeetingLinkGiven),
        (f" <{ZOOM}>\n", MeetingLinkGiven),
        ("https://meet.google.com/abc-defg-hij", MeetingLinkGiven),
        ("http://example.org/tea.ics", problems.NotPrivate),
        ("come to tea", problems.BadAddress),
        ("file:///etc/passwd", problems.BadAddress),
        ("", problems.BadAddress),
        ("http://127.0.0.1:1/tea.ics", problems.NoConnection),
    ],
)
async def test_a_bad_link_leaves_everything_as_it_was(
    life: CalendarStoreLife, text: str, problem: type[Problem]
) -> None:
    await life.calendars.add_file(life.file("tea.ics", tea()))
    before = inside(life)
    with pytest.raises(problem):
        await life.calendars.add_address(text)
    assert inside(life) == before
    await life.restart()
    assert inside(life) == before


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html><input type=password></html>", problems.NeedsPassword),
        (b"<html>hello</html>", problems.WebPage),
        (b"", problems.EmptyCalendar),
        (b"nonsense", problems.NotACalendar),
    ],
)
async def test_what_is_no_calendar_leaves_everything_as_it_was(
    life: CalendarStoreLife, body: bytes, problem: type[Problem]
) -> None:
    before = inside(life)
    with life.server(body) as address, pytest.raises(problem):
        await life.calendars.add_address(address)
    with pytest.raises(problem):
        await life.calendars.add_file(life.file("tea.ics", body))
    assert inside(life) == before


async def test_a_file_that_is_not_there_is_said(life: CalendarStoreLife) -> None:
    with pytest.raises(problems.FileMissing):
        await life.calendars.add_file(life.folder / "none.ics")
    with pytest.raises(CardMissing):
        await life.calendars.open_file(life.folder / "none.parlour")
    assert life.calendars.sources == ()


async def test_nothing_of_a_new_calendar_is_seen_before_it_could_be_read(
    life: CalendarStoreLife,
) -> None:
    """Home would leave its welcome page, and come back to it without the reason."""
    told: list[int] = []
    assert life.calendars.timetable is not None
    life.calendars.timetable.watch(lambda: told.append(len(life.calendars.sources)))
    with life.server(b"") as address, pytest.raises(problems.EmptyCalendar):
        await life.calendars.add_address(address)
    assert told == []


async def test_stopping_while_it_is_read_leaves_everything_as_it_was(
    life: CalendarStoreLife,
) -> None:
    before = inside(life)
    with life.slow_server(tea()) as slow:
        adding = asyncio.create_task(life.calendars.add_address(slow.address))
        await life.until(slow.asked.is_set)
        adding.cancel()
        with pytest.raises(asyncio.CancelledError):
            await adding
        assert inside(life) == before
        slow.go_on.set()
        assert not (await life.calendars.add_address(slow.address)).was_there
    assert life.titles() == ["Tea"]


async def test_stopping_while_the_keyring_asks_takes_the_calendar_off_again(
    life: CalendarStoreLife,
) -> None:
    life.vault.is_prompting.set()
    adding = asyncio.create_task(life.calendars.add_weekly(RULE))
    adding_file = asyncio.create_task(life.calendars.add_file(life.file("tea.ics", tea())))
    await life.until(life.vault.has_asked.is_set)
    for task in (adding, adding_file):
        task.cancel()
    await asyncio.gather(adding, adding_file, return_exceptions=True)
    life.vault.is_prompting.clear()
    added = await life.calendars.add_weekly(RULE)  # waits for what was stopped to be taken back
    assert not added.was_there
    assert [source.kind for source in life.calendars.sources] == ["weekly"]
    await life.restart()
    assert len(life.calendars.sources) == 1


async def test_a_full_disk_leaves_everything_as_it_was(life: CalendarStoreLife) -> None:
    await life.calendars.add_weekly(RULE)
    before = inside(life)
    with life.full_disk():
        for change in (
            lambda: life.calendars.add_file(life.file("tea.ics", tea())),
            lambda: life.calendars.remove(life.calendars.sources[0].id),
        ):
            with pytest.raises(SealedUnsaved):
                await change()
    assert inside(life)[:2] == before[:2]
    await life.calendars.undo_remove()
    assert inside(life)[:2] == before[:2]


async def test_a_keyring_that_takes_nothing_leaves_everything_as_it_was(
    life: CalendarStoreLife,
) -> None:
    before = inside(life)
    life.vault.room_left = 0
    with life.server(tea()) as address, pytest.raises(KeyringLocked):
        await life.calendars.add_address(address)
    assert inside(life) == before


# Typed by hand


async def test_a_session_typed_by_hand_is_there_every_week(life: CalendarStoreLife) -> None:
    added = await life.calendars.add_weekly(RULE)
    assert [f"{one.start:%a %d %b %H:%M}" for one in added.sessions] == [
        "Tue 24 Nov 14:00",
        "Tue 01 Dec 14:00",
    ]
    assert added.sessions[0].links[0].url == ZOOM
    assert (await life.calendars.add_weekly(RULE)).was_there
    await life.restart()
    assert life.calendars.sources[0].weekly == RULE


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, WeeklyRuleWrong),
        ({"name": "x" * 81}, WeeklyRuleWrong),
        ({"at": "25:00"}, WeeklyRuleWrong),
        ({"zone": "Nowhere/Land"}, WeeklyRuleWrong),
        ({"minutes": 0}, WeeklyRuleWrong),
        ({"room": "https://evil.example.org/j/1"}, WeeklyRoomWrong),
        ({"room": "come in"}, WeeklyRoomWrong),
    ],
)
async def test_a_rule_that_makes_no_sense_is_refused(
    life: CalendarStoreLife, changes: dict[str, object], problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        await life.calendars.add_weekly(replace(RULE, **changes))
    assert life.calendars.sources == ()


# Group cards


async def test_a_card_is_shown_first_then_applied_then_undone(life: CalendarStoreLife) -> None:
    offer = await offered(life)
    assert any("Tuesday Tea Group" in line for line in offer.lines)
    assert life.calendars.sources == () and life.calendars.hosts_for() == frozenset()
    await life.calendars.apply_card(offer)
    group = offer.card.group
    assert list(life.calendars.hosts_for()) == ["meet.example.org"]
    assert life.calendars.helper == group.contact
    assert life.titles() == ["Tea", "Tea"]
    assert life.calendars.can_undo_card(group.id)
    await life.calendars.undo_card(group.id)
    assert (life.calendars.sources, life.calendars.helper, life.titles()) == ((), None, [])
    await life.calendars.undo_remove()  # not meant either
    assert life.calendars.groups == (group,)


async def test_the_hosts_of_a_card_count_for_its_own_group_only(life: CalendarStoreLife) -> None:
    other = card_bytes(calendar=..., group__id="wednesday", group__hosts=[], weekly__0__room=...)
    await life.calendars.apply_card(await offered(life))
    await life.calendars.apply_card(await offered(life, other))
    assert life.calendars.timetable is not None and life.calendars.hosts_for() == frozenset()
    for session in life.calendars.timetable.sessions:
        is_own = session.source.startswith("tuesday")
        assert list(life.calendars.hosts_for(session)) == ["meet.example.org"] * is_own


async def test_undoing_a_newer_card_brings_the_card_before_back(life: CalendarStoreLife) -> None:
    await life.calendars.apply_card(await offered(life))
    newer = await offered(life, card_bytes(calendar=..., made="2026-11-20", weekly__0__at="15:00"))
    await life.calendars.apply_card(newer)
    assert life.start() == "15:00"
    with pytest.raises(CardOlder):
        await life.calendars.apply_card(await offered(life))
    await life.calendars.undo_card(newer.card.group.id)
    assert life.start() == "14:00"


async def test_a_card_can_be_undone_for_a_week(life: CalendarStoreLife) -> None:
    offer = await offered(life)
    await life.calendars.apply_card(offer)
    life.clock.moment += timedelta(days=8)
    assert not life.calendars.can_undo_card(offer.card.group.id)
    await life.calendars.undo_card(offer.card.group.id)
    assert life.calendars.groups


async def test_a_newer_card_with_another_calendar_is_read_from_there(
    life: CalendarStoreLife,
) -> None:
    await life.calendars.apply_card(await offered(life, card_bytes(weekly=[])))
    before = life.feeds()
    other = card_bytes(weekly=[], made="2026-11-20", calendar="https://example.net/new.ics")
    await life.calendars.apply_card(await offered(life, other))
    assert before != life.feeds()


# Removing


async def test_removing_forgets_the_secrets_and_the_copy_and_is_undone_whole(
    life: CalendarStoreLife,
) -> None:
    with life.server(tea()) as address:
        await life.calendars.add_address(address)
    before = inside(life)
    await life.calendars.remove(life.calendars.sources[0].id)
    assert inside(life) == ([], [], 0)
    assert life.titles() == []
    await life.calendars.undo_remove()  # the server is gone: the last good copy is back too
    assert inside(life) == before
    assert life.titles() == ["Tea"]
    await life.restart()
    assert life.titles() == ["Tea"]


async def test_undo_brings_back_the_newest_first(life: CalendarStoreLife) -> None:
    await life.calendars.add_file(life.file("walk.ics", tea("Walk")))
    await life.calendars.add_weekly(RULE)
    await life.calendars.apply_card(await offered(life))
    names = [source.name for source in life.calendars.sources]
    while life.calendars.sources:
        await life.calendars.remove(life.calendars.sources[0].id)
    left = []
    for _ in range(4):
        await life.calendars.undo_remove()
        left.append(len(life.calendars.sources))
    assert left == [1, 2, 3, 3]
    assert [source.name for source in life.calendars.sources] == names


async def test_a_calendar_that_could_not_be_read_is_not_what_undo_brings_back(
    life: CalendarStoreLife,
) -> None:
    await life.calendars.add_file(life.file("tea.ics", tea()))
    await life.calendars.remove(life.calendars.sources[0].id)
    with pytest.raises(problems.NoConnection):
        await life.calendars.add_address("http://127.0.0.1:1/tea.ics")
    await life.calendars.undo_remove()
    assert [source.kind for source in life.calendars.sources] == ["file"]


async def test_removing_while_it_is_being_looked_at_leaves_no_copy(life: CalendarStoreLife) -> None:
    with life.slow_server(tea()) as slow:
        slow.go_on.set()
        await life.calendars.add_address(slow.address)
        slow.go_on.clear()
        slow.asked.clear()
        assert life.calendars.timetable is not None
        refreshing = asyncio.create_task(life.calendars.timetable.refresh())
        await life.until(slow.asked.is_set)
        await life.calendars.remove(life.calendars.sources[0].id)
        slow.go_on.set()
        await refreshing
    assert life.copies() == [] and life.titles() == []


async def test_removing_what_is_not_there_changes_nothing(life: CalendarStoreLife) -> None:
    await life.calendars.add_weekly(RULE)
    await life.calendars.remove("none")
    await life.calendars.undo_remove()
    assert len(life.calendars.sources) == 1


# Starting


async def test_before_the_vault_is_known_nothing_is_there_and_nothing_can_be_added(
    life: CalendarStoreLife,
) -> None:
    calendars = life.new_calendars(unlock_wait=0.01)
    assert (calendars.sources, calendars.timetable, calendars.hosts_for()) == (
        (),
        None,
        frozenset(),
    )
    assert calendars.is_kept and calendars.state("x") is None and not calendars.can_undo_card("x")
    for work in (
        lambda: calendars.add_address(ZOOM),
        lambda: calendars.add_file(Path("tea.ics")),
        lambda: calendars.add_weekly(RULE),
        lambda: calendars.remove("x"),
        calendars.undo_remove,
    ):
        with pytest.raises(CalendarsLocked):
            await work()
    await calendars.close()


async def test_who_is_quicker_than_the_vault_waits_a_moment(life: CalendarStoreLife) -> None:
    calendars = life.new_calendars()
    adding = asyncio.create_task(calendars.add_weekly(RULE))
    await asyncio.sleep(0)
    assert not adding.done()
    await calendars.unlock(life.vault)
    assert isinstance(await adding, Added)
    await calendars.close()


async def test_it_is_guessed_whether_there_are_calendars(life: CalendarStoreLife) -> None:
    assert not life.calendars.may_hold_calendars
    await life.calendars.add_weekly(RULE)
    assert life.new_calendars().may_hold_calendars


@pytest.mark.parametrize(
    ("broken", "left"), [("calendars.sealed", ["Tea"]), ("groups.sealed", ["", "Tea"])]
)
async def test_a_broken_list_is_set_aside_and_the_other_one_stays(
    life: CalendarStoreLife, broken: str, left: list[str]
) -> None:
    await life.calendars.add_file(life.file("tea.ics", tea()))
    await life.calendars.add_weekly(RULE)
    await life.calendars.apply_card(await offered(life))
    life.damage(broken)
    with pytest.raises(SealedUnreadable):
        await life.restart()
    assert [source.name for source in life.calendars.sources] == left
    assert life.titles() and f"{broken}.broken-1" in life.set_aside()
    await life.restart()
    assert [source.name for source in life.calendars.sources] == left


async def test_a_damaged_copy_costs_nothing_but_the_copy(life: CalendarStoreLife) -> None:
    await life.calendars.add_file(life.file("tea.ics", tea()))
    life.damage_copies()
    await life.restart()
    assert len(life.calendars.sources) == 1 and life.titles() == []
    await life.refresh()
    assert life.titles() == ["Tea"]


async def test_a_keyring_locked_at_the_start_costs_nothing(life: CalendarStoreLife) -> None:
    await life.calendars.add_weekly(RULE)
    life.vault.is_locked = True
    with pytest.raises(KeyringLocked):
        await life.restart()
    assert kinds(life) == []
    with pytest.raises(KeyringLocked):
        await life.calendars.add_file(life.file("tea.ics", tea()))
    life.vault.is_locked = False
    await life.calendars.add_file(life.file("tea.ics", tea()))
    assert kinds(life) == ["weekly", "file"]


async def test_one_lost_address_hides_no_other_calendar(life: CalendarStoreLife) -> None:
    with life.server(tea("Walk")) as address:
        await life.calendars.add_address(address)
    await life.calendars.add_file(life.file("tea.ics", tea("Tea", "2")))
    (lost, _) = life.calendars.sources
    life.vault.forget(f"calendar/{lost.id}")
    await life.restart()
    await life.refresh()
    state = life.calendars.state(lost.id)
    assert state is not None and isinstance(state.problem, AddressLost)
    assert sorted(life.titles()) == ["Tea", "Walk"]


async def test_without_a_keyring_it_all_lasts_for_this_run(life: CalendarStoreLife) -> None:
    await life.restart(forgetting=True)
    assert not life.calendars.is_kept
    await life.calendars.add_file(life.file("tea.ics", tea()))
    await life.calendars.apply_card(await offered(life))
    assert kinds(life) == ["file", "weekly"] and life.copies() == []
    await life.restart(forgetting=True)
    assert kinds(life) == []


async def test_no_link_name_or_password_is_on_the_disk(
    life: CalendarStoreLife, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    with life.server(tea("Tea for Ruth")) as address:
        await life.calendars.add_address(f"{address}/private-s3cret/tea.ics")
    await life.refresh()
    await life.calendars.apply_card(await offered(life))
    everything = life.on_disk()
    for private in ("s3cret", "Ruth", "Tuesday", "Qx7vB2", "meet.example.org", "127.0.0.1"):
        assert private.encode() not in everything
        assert private not in caplog.text
