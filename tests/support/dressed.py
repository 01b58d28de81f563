"""A test's app: dressed as the person would see it, and audited in every theme and size."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from accessibility.look.own_window import Rect
from accessibility.look.themes import THEMES
from accessibility.qt.palette import AppLook
from accessibility.qt.system_wishes import SystemWishes
from tests.support.audit import audit, audit_paint, audit_shape
from tests.support.audit_arrival import audit_arrival
from tests.support.audit_foot import audit_foot
from tests.support.audit_tree import Fault
from ui.practice_window import PracticeWindow
from ui.strip_window import StripWindow
from ui.window import Window

LARGE = (200, 800, 600)
"""A text size, and the smallest screen it must fit on."""

LEAST_ROUNDS, MOST_ROUNDS = 3, 20
"""Rounds of events before which a layout may rest by chance, and after which it never will."""

LARGE_BESIDE = (1366, 768)
"""The smallest usual screen with a strip of large text."""

USUAL = (100, 1024, 768)

SCREENS = ((100, 1366, 768), (100, 1024, 600), (200, 1366, 768), (200, 1024, 600))
"""Text sizes, and common small screens, where the main button is at the foot and in sight."""


def dressed(app: QApplication) -> AppLook:
    """Dress `app` in the light theme at 100 % and return what changes that."""
    app.setStyle("Fusion")
    look = AppLook(app, SystemWishes(app))
    look.wear("light", 100)
    return look


def window_of(*things: QWidget, title: str = "A window") -> QWidget:
    """Return a window with `things` below each other, not yet shown."""
    window = QWidget()
    window.setWindowTitle(title)
    column = QVBoxLayout(window)
    column.setSpacing(12)
    for thing in things:
        column.addWidget(thing)
    return window


def show(window: QWidget, width: int, height: int) -> QWidget:
    """Show a window at this size, with the focus, and let it lay itself out until it rests.

    What stands beside a meeting stands as on a screen of this size. Returns what is seen.
    """
    seen = window.seen if isinstance(window, Window) else window
    if isinstance(seen, StripWindow):
        seen.stand_on(Rect(0, 0, width, height))
    else:
        window.resize(width, height)
    seen.show()
    seen.activateWindow()
    before: list[QRect] = []
    for done in range(MOST_ROUNDS):
        QApplication.processEvents()
        now = [widget.geometry() for widget in seen.findChildren(QWidget)]
        if now == before and done >= LEAST_ROUNDS:
            break
        before = now
    return seen


def large(window: QWidget) -> tuple[int, int]:
    """Return the smallest screen that a window must fit on with large text.

    On one smaller than that, what stands beside a meeting is no strip or half.
    """
    if isinstance(window, Window) and window.seen is not window:
        return LARGE_BESIDE
    return LARGE[1:]


def faults_everywhere(look: AppLook, window: QWidget) -> list[str]:
    """Audit a window in each theme, at 100 % and at 200 % on a small screen."""
    found: list[str] = []
    for theme in THEMES:
        for size in (USUAL, LARGE):
            found += faults_at(look, window, theme, size)
    look.wear("light", 100)
    return found


def faults_at(look: AppLook, window: QWidget, theme: str, size: tuple[int, int, int]) -> list[str]:
    """Audit a window in one theme, at a text size on a screen of some width and height."""
    percent, width, height = size
    if percent == LARGE[0]:
        width, height = large(window)
    look.wear(theme, percent)
    seen = show(window, width, height)
    return in_words(f"{theme} {percent} %", audit(seen))


def faults_on_arrival(look: AppLook, window: QWidget, *, is_new: bool = False) -> list[str]:
    """Audit how a window begins; nothing may have moved the focus before."""
    look.wear("light", USUAL[0])
    show(window, *USUAL[1:])
    return in_words("on arrival", audit_arrival(window, is_new=is_new))


def faults_of_shape(look: AppLook, window: QWidget) -> list[str]:
    """Audit all but the colours, with large text on a small screen."""
    look.wear("light", LARGE[0])
    seen = show(window, *large(window))
    return in_words("large", audit_shape(seen))


def faults_of_colours(look: AppLook, window: QWidget, theme: str) -> list[str]:
    """Audit the colours of a shown window in one theme."""
    look.wear(theme, USUAL[0])
    seen = show(window, *USUAL[1:])
    return in_words(theme, audit_paint(seen))


def faults_at_the_foot(look: AppLook, window: QWidget) -> list[str]:
    """Audit where the main button is on each common small screen."""
    found: list[str] = []
    for percent, width, height in SCREENS:
        look.wear("light", percent)
        show(window, width, height)
        found += in_words(f"{percent} % on {width} by {height}", audit_foot(window))
    return found


def in_words(where: str, faults: list[Fault]) -> list[str]:
    """Return one line for each fault."""
    return [f"{where}: {fault.rule}: {fault.where} {fault.detail}" for fault in faults]


def put_away(window: Window | PracticeWindow) -> None:
    """Let go of the app's window, as the app does at its end."""
    window.hide()
    window.take_down()
    window.deleteLater()
    # Only a Qt event loop lets go of such windows by itself; each would be dressed again and again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
