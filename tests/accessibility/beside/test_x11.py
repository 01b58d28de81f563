"""Struts on a real X server: written, read by others, left alone, and gone with their window."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from Xlib import X, Xatom
from Xlib.display import Display

from accessibility.beside.geometry import Claim, Strut
from accessibility.beside.x11 import PARTIAL, SUPPORTED, X11Space, keeps_above
from accessibility.look.own_window import Rect
from tests.support.desk import Desk
from tests.support.until import wait_until

SCREEN = Rect(0, 0, 800, 600)
CLAIM = Claim("bottom", 150, SCREEN, (SCREEN,), SCREEN)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A screen with a window manager."""
    with Desk(size="800x600") as made:
        yield made


def test_what_is_claimed_is_written_on_the_window_and_taken_back(desk: Desk) -> None:
    display = Display(desk.env["DISPLAY"])
    window = display.screen().root.create_window(0, 0, 9, 9, 0, X.CopyFromParent)
    display.sync()
    space = X11Space(desk.env["DISPLAY"])

    def written() -> list[int] | None:
        found = window.get_full_property(display.intern_atom(PARTIAL), X.AnyPropertyType)
        return list(found.value) if found else None

    assert space.claim(window.id, CLAIM) == Rect(0, 450, 800, 150)
    assert written() == list(Strut(bottom=150, bottom_start=0, bottom_end=799))
    space.give_back(window.id)
    assert written() is None
    space.give_back(window.id)
    space.claim(window.id, CLAIM)
    window.destroy()
    display.sync()
    space.give_back(window.id)  # gone with its window
    display.close()


def test_a_panel_that_is_there_is_left_its_place(desk: Desk) -> None:
    panel = desk.start("panel", sys.executable, "-m", "tests.support.panel", "40")
    space = X11Space(desk.env["DISPLAY"])
    display = Display(desk.env["DISPLAY"])
    window = display.screen().root.create_window(0, 0, 9, 9, 0, X.CopyFromParent)
    display.sync()
    above = Rect(0, 410, 800, 150)
    wait_until(lambda: space.claim(window.id, CLAIM) == above, what="a place above the panel")
    while space.has_changed():
        pass
    panel.kill()
    panel.wait()
    wait_until(space.has_changed, what="news that the panel is gone")
    below = Rect(0, 450, 800, 150)
    wait_until(lambda: space.claim(window.id, CLAIM) == below, what="its place at the edge")
    space.give_back(window.id)
    display.close()


def test_above_another_screen_nothing_is_reserved_and_that_is_said(desk: Desk) -> None:
    space = X11Space(desk.env["DISPLAY"])
    display = Display(desk.env["DISPLAY"])
    window = display.screen().root.create_window(0, 0, 9, 9, 0, X.CopyFromParent)
    display.sync()
    upper, lower = Rect(0, 0, 800, 300), Rect(0, 300, 800, 300)
    above = Claim("bottom", 75, upper, (upper, lower), upper)
    below = Claim("bottom", 75, lower, (upper, lower), lower)
    kept = []
    for claim, top in ((above, 225), (below, 525)):
        assert space.claim(window.id, claim) == Rect(0, top, 800, 75)
        kept.append(space.keeps)
    assert kept == ["covered", "free"]
    space.give_back(window.id)
    display.close()


def test_when_the_server_has_gone_it_just_stands_there() -> None:
    with Desk(size="800x600") as desk:
        space = X11Space(desk.env["DISPLAY"])
        space.claim(1, CLAIM)
    assert space.claim(1, CLAIM) == Rect(0, 450, 800, 150)
    assert space.keeps == "covered"
    assert not space.has_changed()
    space.give_back(1)


def test_the_window_manager_says_whether_windows_stay_on_top() -> None:
    with Desk(size="800x600") as made:
        name = made.env["DISPLAY"]
        assert keeps_above(name)
        display = Display(name)
        supported = display.intern_atom(SUPPORTED)
        display.screen().root.change_property(supported, Xatom.ATOM, 32, [supported])
        display.sync()
        assert not keeps_above(name)
        display.screen().root.delete_property(supported)
        display.close()
        assert not keeps_above(name)  # there is no window manager
