"""From the first paint to the last goodbye, on a real event loop with a real door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from accessibility.announcer import Announcer, Urgency
from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.captions.events import Final, Partial
from accessibility.captions.packs.languages import LANGUAGE
from accessibility.captions.text.line import STEADINESS
from accessibility.captions.text.lines_aloud import ANNOUNCE
from desktop.calendars.store import CardOffer
from desktop.system.single_instance import SingleInstance, StartRequest
from resources.declared import Problem
from tests.desktop.ical.written import calendar as written
from tests.support.example import PACK, Example, calendar
from tests.support.group_cards import card_bytes
from tests.support.opener import Opener
from tests.support.scenes import TEA, has, press, until
from ui.app import paint_first
from ui.lifecycle import Lifecycle, run_steps
from ui.navigation import Place
from ui.window import Window

TEA_SOON = "Tuesday Tea Group starts in 10 minutes."


@pytest.fixture
async def instance(tmp_path: Path) -> AsyncIterator[SingleInstance]:
    made = SingleInstance(tmp_path / "door", {"XDG_RUNTIME_DIR": str(tmp_path)})
    assert made.enter(StartRequest()) == "first"
    yield made
    made.close()


class Living:
    """A life that runs until the window is closed."""

    def __init__(self, window: Window, example: Example, instance: SingleInstance) -> None:
        self.window = window
        self.example = example
        self.instance = instance
        self.task: asyncio.Task[int] | None = None

    def begin(self, asked: StartRequest | None = None, *, crashed: bool = False) -> None:
        """Let it begin."""
        life = Lifecycle(
            self.window,
            self.example,
            self.instance,
            asked or StartRequest(),
            crashed=crashed,
        )
        self.task = asyncio.create_task(life.until_closed())

    async def end(self) -> int:
        """Close the window and wait for the goodbye."""
        assert self.task is not None
        self.window.close()
        return await asyncio.wait_for(self.task, 10)


@pytest.fixture
async def living(example: Example, go_to: Opener, instance: SingleInstance) -> Living:
    return Living(await go_to(), example, instance)


async def test_it_ends_in_order_when_the_window_is_closed(living: Living) -> None:
    living.begin()
    await until(lambda: living.example.calendars.timetable is not None)
    assert await living.end() == 0
    assert not living.window.isVisible()


async def test_after_a_crash_it_says_that_nothing_is_lost(living: Living) -> None:
    living.begin(crashed=True)
    await until(lambda: has(living.window, "Parlour closed by mistake last time."))
    await living.end()


async def test_a_file_it_was_started_with_is_opened(living: Living) -> None:
    file = living.example.home / "group.ics"
    file.write_bytes(calendar())
    living.begin(StartRequest("file", str(file)))
    await until(lambda: has(living.window, "This file has 5 sessions to come."))
    assert has(living.window, "Tuesday Tea Group, today at 2:00pm")
    assert living.example.calendars.sources == ()
    await press(living.window, "Yes, add this calendar")
    await until(lambda: bool(living.example.agenda.sessions))
    assert living.example.navigator.here.place is Place.ADD_FILE
    await living.end()


async def test_a_file_that_is_opened_once_more_is_read_once_more(
    living: Living, tmp_path: Path
) -> None:
    """It was no calendar yet, or could not be read: a second double click is a second try."""
    file = living.example.home / "group.ics"
    file.write_bytes(b"not yet")
    living.begin(StartRequest("file", str(file)))
    await until(lambda: has(living.window, "There is no calendar in that link or file."))
    file.write_bytes(calendar())
    await second_start(tmp_path, file)
    await until(lambda: has(living.window, "This file has 5 sessions to come."))
    await living.end()


ROOM = "https://us02web.zoom.us/j/81234567890"


async def has_the_group(living: Living) -> None:
    """Let the group's card be there, its rules read, with its weekly session in its room."""
    example = living.example
    await until(lambda: example.calendars.timetable is not None)
    card = example.home / "tea.parlour"
    weekly = {"weekly__0__room": ROOM, "weekly__0__name": "Tuesday Tea Group"}
    card.write_bytes(card_bytes(calendar=..., **weekly))
    offer = await example.calendars.open_file(card)
    assert isinstance(offer, CardOffer)
    await example.calendars.apply_card(offer)
    await example.calendars.agreements.be_happy(example.calendars.groups[0])
    example.agenda.tell()


async def second_start(tmp_path: Path, file: Path) -> None:
    """Start Parlour once more, with a file, as a double click does."""
    again = SingleInstance(tmp_path / "door", {"XDG_RUNTIME_DIR": str(tmp_path)})
    handed = await asyncio.to_thread(again.enter, StartRequest("file", str(file)))
    assert handed == "handed_over"


def invite(example: Example) -> Path:
    """Return a stranger's file: the group's own event, in another room."""
    (uid,) = (source.id for source in example.calendars.sources)
    file = example.home / "invite.ics"
    times = ["DTSTART;TZID=Europe/London:20261124T140000", "DURATION:PT90M"]
    names = [f"UID:{uid}", "SUMMARY:Tuesday Tea Group", "RRULE:FREQ=WEEKLY"]
    room = "URL:https://us02web.zoom.us/j/99999999999?pwd=theirs"
    file.write_bytes(written("\n".join([*names, *times, room])))
    return file


async def test_a2_a_file_that_somebody_opened_changes_nothing_without_a_press(
    living: Living, tmp_path: Path
) -> None:
    living.begin()
    await has_the_group(living)
    file = invite(living.example)
    await second_start(tmp_path, file)
    await until(lambda: has(living.window, "Yes, add this calendar"))
    assert len(living.example.calendars.sources) == 1
    await press(living.window, "Home")
    await press(living.window, "Join now")
    await until(lambda: bool(living.example.browser.opened))
    assert living.example.browser.opened == [ROOM]
    await living.end()


async def test_a2_a_file_that_disagrees_with_the_card_is_a_question(
    living: Living, tmp_path: Path
) -> None:
    example, window = living.example, living.window
    living.begin()
    await has_the_group(living)
    await second_start(tmp_path, invite(example))
    await until(lambda: has(window, "Yes, add this calendar"))
    await press(window, "Yes, add this calendar")
    await until(lambda: len(example.agenda.outlook.choices) == 2)
    first, second = example.agenda.outlook.choices
    assert example.calendars.group_of(first) in example.calendars.groups
    await press(window, "Home")
    await press(window, "Choose a session")
    assert has(window, "Your calendars say different things about this session.")
    assert has(window, "This one is from: invite.ics.")
    example.navigator.go(Place.OPENING, second.id)
    await until(lambda: has(window, "Is this the right room?"))
    assert example.browser.opened == []
    await press(window, "My sessions")
    example.navigator.go(Place.OPENING, first.id)
    await press(window, "Open Zoom")
    await until(lambda: bool(example.browser.opened))
    assert example.browser.opened == [ROOM]
    await living.end()


async def test_a_choice_in_the_settings_reaches_the_captions(living: Living) -> None:
    living.begin()
    await until(lambda: living.example.calendars.timetable is not None)
    living.example.packs.packs = (PACK,)
    living.example.settings[LANGUAGE] = "en"
    assert living.example.captioning.pack == PACK
    living.example.settings[STEADINESS] = "fast"
    living.example.captioning.handle(Partial("good morning", 0.0, 1.0))
    assert living.example.captioning.blocks[0].settled == "Good morning"
    living.example.settings[CAPTIONS_ON] = False
    assert not living.example.captioning.is_turned_on
    await living.end()


async def test_new_lines_are_told_to_a_screen_reader_if_it_is_wished(living: Living) -> None:
    living.begin()
    await until(lambda: living.example.calendars.timetable is not None)
    living.example.settings[ANNOUNCE] = True
    living.example.captioning.handle(Final("good morning", 0.0, 1.0))
    lines = living.example.captioning.lines
    await until(lambda: not lines.is_waiting)
    await living.end()


async def test_a_locked_vault_is_explained_and_home_works(living: Living) -> None:
    await living.example.settle_in()
    living.example.vault.is_locked = True
    living.begin()
    await until(lambda: has(living.window, "Try again"))
    assert has(living.window, "This computer's safe place for passwords is locked.")
    living.example.vault.is_locked = False
    await press(living.window, "Try again")
    await until(lambda: has(living.window, "Join now"))
    assert not has(living.window, "Try again")
    assert await living.end() == 0


# Reminders


class NotingAnnouncer(Announcer):
    """Notes what it is told, whoever takes it from the queue, and when."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def say(self, text: str, now: float, urgency: Urgency = Urgency.POLITE) -> None:
        """Note it, and let it wait as ever."""
        self.told.append(text)
        super().say(text, now, urgency)


async def reminded(living: Living) -> list[str]:
    """Let it begin with a session that is soon; return what is announced, also later."""
    example = living.example
    example.announcer = announcer = NotingAnnouncer()
    await example.settle_in(calendar(rows=[TEA]))
    living.begin()
    await until(lambda: has(living.window, TEA_SOON))
    await until(lambda: bool(example.notifier.told))
    return announcer.told


async def test_a_reminder_comes_into_the_window_and_is_announced_once(living: Living) -> None:
    announced = await reminded(living)
    assert announced == [TEA_SOON]
    living.example.clock.moment += timedelta(minutes=1)
    living.example.agenda.tell()
    assert has(living.window, "Tuesday Tea Group starts in 9 minutes.")
    assert announced == [TEA_SOON]
    await living.end()


async def test_a_press_on_a_notification_brings_the_window_forward(living: Living) -> None:
    living.window.showMinimized()
    await reminded(living)
    assert living.window.isMinimized()  # the desktop told it, so nothing jumps up
    living.example.notifier.chosen()
    assert not living.window.isMinimized()
    await living.end()


async def test_without_notifications_a_small_window_becomes_large(living: Living) -> None:
    living.example.notifier.is_there = False
    living.window.showMinimized()
    await reminded(living)
    await until(lambda: not living.window.isMinimized())
    await living.end()


async def test_a_start_that_nobody_asked_for_shows_no_window(go_to: Opener) -> None:
    window = await go_to()
    window.hide()
    paint_first(window, minimised=True)
    assert window.isMinimized()


# The steps that follow the first paint


class Diary:
    """Steps that write down that they ran."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    def step(self, name: str, error: Exception | None = None) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await asyncio.sleep(0)
            self.ran.append(name)
            if error is not None:
                raise error

        return run


async def test_steps_run_in_order() -> None:
    diary = Diary()
    assert await run_steps(diary.step("vault"), diary.step("calendar")) == []
    assert diary.ran == ["vault", "calendar"]


async def test_how_long_each_step_took_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "ui.lifecycle")
    await run_steps(Diary().step("a"), Diary().step("b"))
    assert [line.split(":")[0] for line in caplog.messages] == [
        "start-up step 0",
        "start-up step 1",
    ]


async def test_a_problem_in_a_step_does_not_stop_the_rest() -> None:
    diary, problems = Diary(), [Problem(), Problem()]
    steps = [diary.step("a", problems[0]), diary.step("b"), diary.step("c", problems[1])]
    assert await run_steps(*steps) == problems
    assert diary.ran == ["a", "b", "c"]


async def test_a_fault_of_ours_in_a_step_does_not_stop_the_rest_and_is_said() -> None:
    diary = Diary()
    steps = [diary.step("broken", ZeroDivisionError()), diary.step("b")]
    assert [type(problem) for problem in await run_steps(*steps)] == [Problem]
    assert diary.ran == ["broken", "b"]
