"""The one field for whatever a group sent: read back, the rest asked, and only then kept."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.support.calendar_scenes import INVITATION, fields, paste
from tests.support.example import ZOOM, Example, calendar
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from ui.navigation import Place, Visit
from ui.window import Window


class Presses:
    """Counts what a person presses."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.count = 0

    async def __call__(self, words: str) -> None:
        await press(self.window, words)
        self.count += 1


async def pasted(example: Example, go_to: Opener, text: str) -> Window:
    """Return the window after a text was pasted into the field, and taken."""
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    await paste(window, text)
    return window


async def kept(window: Window, name: str) -> None:
    """Keep what is shown, and wait until it is on the list."""
    await press(window, "Yes, keep this")
    await until(lambda: has(window, f"{name} is in My sessions."))


def stored(example: Example) -> int:
    """Count the files that lie sealed."""
    return sum(1 for file in example.paths.private.rglob("*") if file.is_file())


async def test_a_pasted_zoom_link_is_a_session_in_six_presses(
    example: Example, go_to: Opener
) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to()
    presses = Presses(window)
    await presses("I have a link or a letter")
    fields(window)[0].set_text(ZOOM)
    await presses("Use this")
    await until(lambda: has(window, "Which day does your group meet?"))
    assert has(window, "This is a Zoom meeting.")
    await presses("Tuesday")
    await presses("Next")
    fields(window)[0].set_text("2pm")
    await presses("Next")
    assert has(window, "Zoom meeting: every Tuesday at 2:00pm.")
    assert example.calendars.sources == ()
    await presses("Yes, keep this")
    await until(lambda: has(window, "Zoom meeting is in My sessions."))
    assert presses.count <= 6
    await press(window, "See my next session")
    assert has(window, "Happening in 10 minutes")
    assert has(window, "Join now")
    assert [link.url for link in example.session("Zoom meeting").links] == [ZOOM]


async def test_a_whole_invitation_comes_in_by_the_clipboard(
    example: Example, go_to: Opener
) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    QGuiApplication.clipboard().setText(INVITATION)
    line = fields(window)[0].line
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Return)
    await until(lambda: has(window, "This is what we understood:"))
    assert has(window, "This is a Zoom meeting.") and has(window, "It is called Winter tea.")
    assert has(window, "If you are asked for a passcode, type: 482913")
    assert has(window, "You can join by phone: 020 3481 5237.")
    assert has(window, "The day is Tuesday 1 December.") and has(window, "It starts at 3:00pm.")
    assert has(window, "Times are those of New York.")
    assert has(window, "Is it every week?")


async def test_a_meeting_of_one_day_is_kept_as_that_changed_and_undone(
    example: Example, go_to: Opener
) -> None:
    window = await pasted(example, go_to, INVITATION)
    await press(window, "No, only on Tuesday 1 December")
    assert has(window, "Winter tea: Tuesday 1 December at 3:00pm, only once.")
    assert has(window, "On your clock that is Tuesday 1 December at 8:00pm.")
    await kept(window, "Winter tea")
    (session,) = example.agenda.sessions
    assert (session.start_utc.day, session.start_utc.hour) == (1, 20)
    assert session.phones[0].pin == "81234567890#,,,,*482913#"
    await press(window, "Undo this")
    await until(lambda: has(window, "Everything is as it was before."))
    assert example.calendars.sources == ()
    await press(window, "No, change it")
    fields(window)[0].set_text("1 September 2026")
    await press(window, "Next")
    assert has(window, "That day has passed.")
    fields(window)[0].set_text("soon")
    await press(window, "Next")
    assert has(window, "We do not understand that day.")
    fields(window)[0].set_text("3 December")
    for _ in range(2):
        await press(window, "Next" if has(window, "Next") else "No, only on Thursday 3 December")
    assert example.draft.typed.day == "thursday" and example.draft.typed.is_once


async def test_one_day_can_become_every_week(example: Example, go_to: Opener) -> None:
    window = await pasted(example, go_to, INVITATION)
    await press(window, "Yes, every week")
    assert has(window, "Winter tea: every Tuesday at 3:00pm.")
    await kept(window, "Winter tea")
    days = [one.start_utc.day for one in example.agenda.sessions]
    assert days[:1] == [1] and len(example.calendars.sources) == 1


async def test_a_number_is_a_session_by_phone(example: Example, go_to: Opener) -> None:
    window = await pasted(
        example, go_to, "Every Tuesday at 7, by phone: 020 3481 5237, PIN: 482 913#"
    )
    assert has(window, "It starts at 7:00, in the morning or later.")
    assert has(window, "If you are asked for a code, press: 482 913")
    assert fields(window)[0].text() == "7:00"
    await press(window, "Next")
    await press(window, "After midday: 7:00pm")
    assert has(window, "Phone meeting: every Tuesday at 7:00pm.")
    await kept(window, "Phone meeting")
    (phone,) = example.agenda.sessions[0].phones
    assert (phone.number, phone.pin) == ("02034815237", "482913#")


async def test_a_time_alone_asks_for_the_rest(example: Example, go_to: Opener) -> None:
    window = await pasted(example, go_to, "we start at 2:30pm")
    assert has(window, "It starts at 2:30pm.")
    await press(window, "Friday")
    await press(window, "Next")
    assert example.navigator.here == Visit(Place.WEEKLY, "name")
    fields(window)[0].set_text("Tea")
    await press(window, "Next")
    assert example.navigator.here == Visit(Place.WEEKLY, "join")
    await press(window, "Next")
    assert has(window, "Tea: every Friday at 2:30pm.")


async def test_a_link_that_may_not_open_loses_no_time(example: Example, go_to: Opener) -> None:
    window = await pasted(example, go_to, "Tuesdays 3pm https://zoom.us.evil.example/j/81234567890")
    assert has(window, "This link names a meeting service, but it goes to zoom.us.evil.example.")
    assert has(window, "The day is Tuesday.") and has(window, "It starts at 3:00pm.")
    assert example.draft.typed.room == ""


@pytest.mark.parametrize(
    "text",
    ["hello there", "ruth@tea.example.org", "https://bit.ly/3abcdef", "zoommtg://zoom.us/join?x=1"],
)
async def test_nothing_pasted_is_without_a_next_step(
    text: str, example: Example, go_to: Opener
) -> None:
    window = await pasted(example, go_to, text)
    assert fields(window)[0].text() == text
    assert button(window, "I only have a name and a time").isEnabled()
    await press(window, "Type the day and the time")
    assert example.navigator.here == Visit(Place.WEEKLY)


async def test_a_file_is_opened_as_a_file(example: Example, go_to: Opener) -> None:
    file = example.home / "group.ics"
    file.write_bytes(calendar())
    window = await pasted(example, go_to, f'"{file}"')
    await until(lambda: has(window, "Yes, add this calendar"))


async def test_the_link_of_a_card_leads_to_the_file(example: Example, go_to: Opener) -> None:
    window = await pasted(example, go_to, "https://tea.example.org/tea.parlour")
    assert has(window, "This is the link to a group card.")
    await press(window, "Choose the file")
    assert example.navigator.here.place is Place.ADD_FILE


async def test_a_passcode_is_said_when_the_meeting_opens_and_no_visit_holds_it(
    example: Example, go_to: Opener
) -> None:
    window = await pasted(
        example, go_to, "Tuesdays 2pm https://zoom.us/j/81234567890 Passcode: tea4us"
    )
    await kept(window, "Zoom meeting")
    await press(window, "My calendars")
    await press(window, "Home")
    before = stored(example)
    await press(window, "Join now")
    await until(lambda: has(window, "If you are asked for a passcode, type: tea4us"))
    await until(lambda: stored(example) > before)  # where it was, for the next time
    visited = repr(vars(example.navigator))
    assert "tea4us" not in visited and "81234567890" not in visited


async def test_nothing_that_is_pasted_comes_into_a_log(
    example: Example, go_to: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    window = await pasted(example, go_to, INVITATION)
    await press(window, "Yes, every week")
    await kept(window, "Winter tea")
    for secret in ("482913", "Qx7vB2", "81234567890", "Winter tea"):
        assert secret not in caplog.text
