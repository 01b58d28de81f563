"""No screen is stranded: whatever becomes of what it waits for, it ends with an answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QLabel
from shiboken6 import isValid, ownedByPython

from accessibility.qt.palette import AppLook
from desktop.feeds.problems import NoConnection
from desktop.system.background import NoAnswer
from resources.declared import Problem
from resources.words import Words
from tests.support.dressed import put_away
from tests.support.example import Example, living
from tests.support.opener import Opener
from tests.support.scenes import button, has, settle, until
from tests.support.source import SourceFile, called, files_of
from tests.support.waits import ENDS, WAITS, Site, Wait, begin
from ui.navigation import Place
from ui.widgets.button import BigButton, Kind
from ui.widgets.progress import ProgressLine
from ui.window import Window

ASKS = ("run", "run_for", "wait_for")
"""What a screen begins its work with."""

MACHINERY = ("ui/screens/base.py", "ui/screens/setup/result_area.py")


def asking() -> Iterator[tuple[str, range]]:
    """Yield each place in a screen where work is begun whose end somebody waits for."""
    for file in files_of("ui"):
        if file.place.startswith("ui/screens/") and file.place not in MACHINERY:
            yield from ((file.place, lines) for lines in _calls(file))


def test_every_page_is_the_screens_own_so_that_its_main_button_scrolls_where_it_must() -> None:
    screens = [file for file in files_of("ui") if file.place.startswith("ui/screens/")]
    assert len(screens) > 20
    made = [
        f"{file.place}:{call.lineno}"
        for file in screens
        for call in file.calls()
        if called(call) in ("Page", "RoomPage") and file.place != "ui/screens/base.py"
    ]
    assert made == []


def _calls(file: SourceFile) -> Iterator[range]:
    for call in file.calls():
        if called(call) in ASKS:
            assert call.end_lineno is not None
            yield range(call.lineno, call.end_lineno + 1)


def seen(window: Window) -> str:
    """Return all the words that stand in a window."""
    every = window.findChildren(QLabel) + window.findChildren(QAbstractButton)
    return "\n".join(one.text() for one in every if one.isVisibleTo(window))


def is_waiting(window: Window, wait: Wait) -> bool:
    """Say whether the screen still tells somebody to wait."""
    lines = window.findChildren(ProgressLine)
    goes_on = any(line.isVisibleTo(window) for line in lines)
    return goes_on or bool(wait.doing and has(window, wait.doing))


def is_over(window: Window, wait: Wait) -> bool:
    """Say whether it waits no more."""
    return not is_waiting(window, wait)


def expected(end: str) -> Problem:
    """Return what somebody is told."""
    return {"a problem": NoConnection(), "silence": NoAnswer()}.get(end, Problem())


async def expect_answer(window: Window, wait: Wait, end: str) -> None:
    """Wait until the screen has ended with an answer, and a next step."""
    told = Words().explain(expected(end))

    def has_answer() -> bool:
        words = seen(window)
        is_told = told.happened in words and told.next in words
        has_gone_on = bool(wait.goes_on) and wait.goes_on in words
        return not is_waiting(window, wait) and (is_told or has_gone_on)

    await until(has_answer)


@pytest.mark.parametrize("name", WAITS)
async def test_every_wait_ends_with_an_answer(name: str, look: AppLook, tmp_path: Path) -> None:
    wait = WAITS[name]
    for end in ENDS:
        async with living(Example(tmp_path / end.replace(" ", "-"))) as example:
            background, window = await begin(example, wait, end)
            if end == "silence" and background.has_stop:
                button(window, "Stop").click()
                await until(partial(is_over, window, wait))
            else:
                await expect_answer(window, wait, end)
            ways_on = window.screen_shown.findChildren(QAbstractButton)
            assert any(one.isVisibleTo(window) for one in ways_on), (name, end)
            put_away(window)


async def test_no_wait_is_forgotten(look: AppLook, tmp_path: Path) -> None:
    begun: set[Site] = set()
    for number, wait in enumerate(WAITS.values()):
        async with living(Example(tmp_path / str(number))) as example:
            background, window = await begin(example, wait, "a problem")
            begun |= background.sites
            put_away(window)
    forgotten = [
        f"{place}:{lines[0]}"
        for place, lines in asking()
        if not any((place, line) in begun for line in lines)
    ]
    assert forgotten == []


async def test_the_message_of_a_fault_is_in_no_sentence(example: Example) -> None:
    _, window = await begin(example, WAITS["add a link"], "a bug")
    await until(lambda: has(window, "Something went wrong inside Parlour."))
    assert "secret" not in seen(window)
    put_away(window)


async def test_the_last_resort_leads_on(example: Example) -> None:
    """Not even the words were there: the screen says so itself, and can be opened afresh."""
    background, window = await begin(example, WAITS["sign in"], "no words")
    await until(lambda: has(window, "Something went wrong inside Parlour."))
    background.end = ""
    button(window, "Try this again").click()
    assert has(window, "Find my calendars")
    put_away(window)


async def test_the_main_button_stands_on_the_newest_page_whatever_the_text_size(
    example: Example, look: AppLook, go_to: Opener
) -> None:
    look.wear("light", 400)
    screen = (await go_to(Place.HELP)).screen_shown
    for name in ("First", "Second"):
        screen.clear()
        page = screen.page()
        main = BigButton(name, kind=Kind.MAIN)
        screen.bar(main)
        assert page.isAncestorOf(main)
        await settle()
        assert main.isVisible()


async def test_what_is_cleared_away_is_left_to_qt_and_to_its_own_thread(
    example: Example, go_to: Opener
) -> None:
    """A widget without a parent is Python's: its garbage may be collected in any thread."""
    screen = (await go_to(Place.HELP)).screen_shown
    page = screen.page()
    screen.clear()
    assert page.parentWidget() is screen
    assert not ownedByPython(page)
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    assert not isValid(page)
