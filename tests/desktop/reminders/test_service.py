"""ReminderService: first the window, then the notification, then the sound; each thing once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from accessibility.audio.source import NoLoudspeaker
from desktop.reminders.service import ReminderService
from desktop.sessions.reminder_rules import EARLIER, NAMES, REMINDERS_ON, SOUND
from tests.support.example import PACK, Example, Row, calendar, living
from tests.support.scenes import CHAT, TEA, settle
from tests.support.until import until
from ui.navigation import Place

MINUTE = timedelta(minutes=1)
SENTENCE = "Your session starts in 10 minutes."


@pytest.fixture
async def example(tmp_path: Path) -> AsyncIterator[Example]:
    """Return somebody's Parlour."""
    async with living(Example(tmp_path)) as made:
        yield made


class Diary:
    """Writes down what is seen, told and heard, in order."""

    def __init__(self, example: Example) -> None:
        self.example = example
        self.new: list[str] = []
        self.window_was_needed = 0
        self.reminder_service.came_up = lambda plan: self.new.extend(
            map(self.reminder_service.in_words, plan)
        )
        self.reminder_service.alerts.not_shown = self._needed

    @property
    def reminder_service(self) -> ReminderService:
        return self.example.reminder_service

    @property
    def shown(self) -> list[str]:
        return [self.reminder_service.in_words(one) for one in self.reminder_service.shown]

    @property
    def told(self) -> list[str]:
        return self.example.notifier.told

    @property
    def rung(self) -> int:
        return len(self.example.player.played)

    def _needed(self) -> None:
        self.window_was_needed += 1


async def diary(example: Example, *rows: Row) -> Diary:
    """Begin to remind somebody who has these sessions."""
    await example.settle_in(calendar(rows=rows))
    written = Diary(example)
    written.reminder_service.begin()
    await settle()
    return written


async def pass_time(example: Example, minutes: float) -> None:
    """Let time pass, with one look at its end, as after sleep."""
    example.clock.moment += minutes * MINUTE
    example.agenda.tell()
    await settle()


async def test_what_comes_up_is_shown_told_and_heard_once(example: Example) -> None:
    seen = await diary(example, TEA)
    assert seen.shown == seen.new == ["Tuesday Tea Group starts in 10 minutes."]
    assert seen.told == [SENTENCE]
    assert seen.rung == 1
    for _ in range(3):
        await pass_time(example, 1)
    assert seen.shown == ["Tuesday Tea Group starts in 7 minutes."]
    assert (len(seen.new), seen.told, seen.rung) == (1, [SENTENCE], 1)


async def test_the_window_has_it_before_the_desktop_is_told(example: Example) -> None:
    await example.settle_in(calendar(rows=[TEA]))
    order: list[str] = []
    example.reminder_service.watch(
        lambda: order.append(f"window {len(example.reminder_service.shown)}")
    )
    example.reminder_service.came_up = lambda _: order.append(f"told {len(example.notifier.told)}")
    example.reminder_service.begin()
    await settle()
    assert order[:2] == ["window 1", "told 0"]
    assert example.notifier.told == [SENTENCE]


async def test_before_its_time_there_is_nothing(example: Example) -> None:
    seen = await diary(example, TEA._replace(ahead=timedelta(minutes=11)))
    assert (seen.shown, seen.told, seen.rung) == ([], [], 0)
    await pass_time(example, 1)
    assert (len(seen.shown), seen.told, seen.rung) == (1, [SENTENCE], 1)


async def test_after_sleep_it_says_how_long_ago_it_began(example: Example) -> None:
    seen = await diary(example, TEA)
    seen.reminder_service.answer(seen.reminder_service.shown[0], "later")
    await settle()
    assert (seen.shown, seen.told[-1]) == ([], "")
    await pass_time(example, 16)
    assert seen.shown == ["Tuesday Tea Group began 6 minutes ago. You can still join."]
    assert seen.told[-1] == "Your session began 6 minutes ago. You can still join."
    assert (len(seen.new), seen.rung) == (2, 2)


async def test_one_that_nobody_answered_is_told_anew_when_it_starts_without_a_sound(
    example: Example,
) -> None:
    """Else the desktop would go on saying that it starts in 10 minutes."""
    seen = await diary(example, TEA)
    await pass_time(example, 10)
    await pass_time(example, 3)
    assert seen.told[1:] == [
        "Your session starts now.",
        "Your session began 3 minutes ago. You can still join.",
    ]
    assert (len(seen.new), seen.rung) == (1, 1)


async def test_when_the_session_is_over_everything_goes(example: Example) -> None:
    seen = await diary(example, TEA)
    await pass_time(example, 80)
    assert (seen.shown, seen.told[-1]) == ([], "")


async def test_not_today_is_for_good_and_can_be_taken_back(example: Example) -> None:
    seen = await diary(example, TEA)
    reminder = seen.reminder_service.shown[0]
    seen.reminder_service.answer(reminder, "not_today")
    await until(lambda: seen.told[-1] == "")
    await pass_time(example, 12)
    assert seen.shown == []
    seen.reminder_service.take_back(reminder)
    await settle()
    assert len(seen.shown) == 1


async def test_two_at_once_are_one_notification(example: Example) -> None:
    seen = await diary(example, TEA, CHAT)
    assert len(seen.shown) == 2
    assert seen.told == [SENTENCE]
    example.settings[NAMES] = True
    seen.reminder_service.answer(seen.reminder_service.shown[0], "later")
    await settle()
    assert seen.told[-1] == "Tuesday Tea Group starts in 10 minutes."


async def test_the_name_is_told_only_if_it_was_wished_for(example: Example) -> None:
    example.settings[NAMES] = True
    seen = await diary(example, TEA)
    assert seen.told == ["Tuesday Tea Group starts in 10 minutes."]


async def test_a_name_that_is_to_be_hidden_is_hidden_at_once(example: Example) -> None:
    example.settings[NAMES] = True
    seen = await diary(example, TEA)
    example.settings[NAMES] = False
    await settle()
    assert (seen.told[-1], seen.rung) == (SENTENCE, 1)


async def test_who_wants_none_gets_none_and_can_change_their_mind(example: Example) -> None:
    example.settings[REMINDERS_ON] = False
    seen = await diary(example, TEA)
    assert (seen.shown, seen.told) == ([], [])
    example.settings[REMINDERS_ON] = True
    await settle()
    assert (len(seen.shown), seen.told) == (1, [SENTENCE])


async def test_a_quiet_group_is_left_out(example: Example) -> None:
    seen = await diary(example, TEA, CHAT)
    example.reminder_service.mute(example.session("Tea").series, is_quiet=True)
    assert seen.shown == ["Carers’ chat starts in 10 minutes."]


async def test_an_early_one_can_be_seen_and_comes_back(example: Example) -> None:
    example.settings[EARLIER] = 60
    seen = await diary(example, TEA._replace(ahead=timedelta(minutes=50)))
    assert "joined" not in seen.reminder_service.shown[0].choices
    seen.reminder_service.answer(seen.reminder_service.shown[0], "seen")
    await settle()
    await pass_time(example, 41)
    assert "joined" in seen.reminder_service.shown[0].choices
    assert len(seen.new) == 2


# Where one is


async def test_who_joins_is_reminded_no_more_not_even_after_leaving(example: Example) -> None:
    seen = await diary(example, TEA, CHAT)
    tea = example.session("Tea")
    prepared = example.join.prepare(tea)
    assert prepared.way.link is not None
    await example.join.open(prepared, prepared.way.link)
    assert seen.shown == ["Carers’ chat starts in 10 minutes."]
    example.join.left()
    await pass_time(example, 5)
    assert seen.shown == ["Carers’ chat starts in 5 minutes."]


async def test_nobody_is_reminded_of_the_session_they_are_in(example: Example) -> None:
    """Even if its calendar moves it while they are there."""
    await example.settle_in(calendar(rows=[TEA]))
    example.join.current = example.session("Tea")
    seen = Diary(example)
    seen.reminder_service.begin()
    await settle()
    assert (seen.shown, seen.new, seen.told, seen.rung) == ([], [], [], 0)


async def test_in_a_session_nothing_sounds(example: Example) -> None:
    await example.settle_in(calendar(rows=[TEA]))
    example.join.current = example.agenda.practice()
    seen = Diary(example)
    seen.reminder_service.begin()
    await settle()
    assert (len(seen.shown), seen.told, seen.rung) == (1, [SENTENCE], 0)


async def test_while_captions_listen_nothing_sounds(example: Example) -> None:
    example.captioning.use(PACK)
    example.captioning.start()
    seen = await diary(example, TEA)
    assert (len(seen.shown), seen.rung) == (1, 0)


# What may go wrong


async def test_without_notifications_the_window_must_be_seen_by_itself(example: Example) -> None:
    example.notifier.is_there = False
    seen = await diary(example, TEA)
    assert (seen.window_was_needed, seen.rung) == (1, 1)
    await pass_time(example, 12)
    assert seen.window_was_needed == 1


async def test_without_a_sound_nothing_else_is_missing(
    example: Example, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    example.player.problem = NoLoudspeaker()
    seen = await diary(example, TEA)
    assert (len(seen.shown), seen.told) == (1, [SENTENCE])
    assert "Tuesday" not in caplog.text


async def test_who_wants_no_sound_hears_none(example: Example) -> None:
    example.settings[SOUND] = False
    seen = await diary(example, TEA)
    assert (seen.told, seen.rung) == ([SENTENCE], 0)


async def test_a_press_outside_is_passed_on(example: Example) -> None:
    seen = await diary(example, TEA)
    pressed: list[str] = []
    seen.reminder_service.alerts.pressed = lambda: pressed.append("yes")
    example.notifier.chosen()
    assert pressed == ["yes"]


# Trying it out


async def test_a_reminder_can_be_tried_out_and_answering_it_does_nothing(
    example: Example,
) -> None:
    seen = await diary(example)
    seen.reminder_service.try_out()
    await settle()
    assert seen.shown == ["Practice session starts in 10 minutes."]
    assert (seen.told, seen.rung) == ([SENTENCE], 1)
    (sample,) = seen.reminder_service.shown
    assert seen.reminder_service.is_sample(sample)
    seen.reminder_service.answer(sample, "not_today")
    await settle()
    assert (seen.shown, seen.told[-1]) == ([], "")
    assert example.calendars.replies.all == ()
    seen.reminder_service.try_out()
    assert len(seen.shown) == 1
    assert example.navigator.here.place is Place.HOME


async def test_what_was_only_tried_out_does_not_begin(example: Example) -> None:
    seen = await diary(example)
    seen.reminder_service.try_out()
    await pass_time(example, 9)
    assert seen.shown == ["Practice session starts in 1 minute."]
    await pass_time(example, 1)
    assert (seen.shown, seen.told[-1]) == ([], "")
