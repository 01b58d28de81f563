"""What our own widgets are, for a screen reader: headings, groups, pieces of text.

Qt knows only its own widgets. A widget of ours says what it is with `set_role`,
and the factory installed here answers for it; and for what scrolls, where Qt's own
answer may end the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAttributesInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QGuiApplication,
)
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget
from shiboken6 import isValid
from shiboken6.Shiboken import VoidPtr

_PROPERTY = "accessible_role"
_LEVEL = "accessible_level"
_HUSHED = "accessible_hushed"
_ABOUT = "accessible_about"
_SCROLL_AREAS = ("QScrollArea", "QAbstractScrollArea")
"""Classes for which Qt's own answer reads memory that is not its own.

It is asked for a child by its number, and does not look whether there are as many. Who
counted them just before the screen was put away, and its scroll bar with it, asks for one
too many. The one of every other widget looks.
"""
_answers: list[QAccessibleInterface] = []
"""Qt keeps the C++ half only; without these references the Python half would be gone."""


class _Level(QAccessibleAttributesInterface):
    """How high a heading stands."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """Return what there is to ask for."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> int | None:
        """Return the level."""
        return self._level if key == QAccessible.Attribute.Level else None


class _Answer(QAccessibleWidget):
    """One widget as a screen reader meets it; a label's words are its name."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, level: int) -> None:
        super().__init__(widget, role, "")
        self._level = _Level(level) if level else None

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Hand out what can be asked of the widget besides: here, its level."""
        if kind == QAccessible.InterfaceType.AttributesInterface and self._level is not None:
            return self._level
        found = super().interface_cast(kind)
        return VoidPtr(0) if found is None else found  # None itself is no null pointer to Qt

    def isValid(self) -> bool:
        """Say whether there is something to tell of: Qt tells nobody of what is not valid."""
        return super().isValid() and not self.object().property(_HUSHED)

    def text(self, kind: QAccessible.Text) -> str:
        """Return the name, description or value of the widget."""
        given = super().text(kind)
        widget = self.object()
        if kind == QAccessible.Text.Name and not given and isinstance(widget, QLabel):
            return widget.text()
        if kind == QAccessible.Text.Value:
            return str(widget.property("accessible_value") or given)
        return given


class _Application(QAccessibleObject):
    """The application as a screen reader meets it: its name, what it is, and its windows.

    Qt's own answer has the path of the program that runs for a description: here Python's.
    """

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return QAccessible.Role.Application

    def state(self) -> QAccessible.State:
        """Return nothing: no state is its own."""
        return QAccessible.State()

    def text(self, kind: QAccessible.Text) -> str:
        """Return its name, or what it is for."""
        if kind == QAccessible.Text.Name:
            return QGuiApplication.applicationDisplayName()
        if kind == QAccessible.Text.Description:
            return str(self.object().property(_ABOUT))
        return ""

    def parent(self) -> Any:
        """Return nothing: it stands in no other."""
        return None

    def childCount(self) -> int:
        """Return how many windows there are."""
        return len(_windows())

    def child(self, index: int) -> Any:
        """Return a window."""
        windows = _windows()
        return windows[index] if 0 <= index < len(windows) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a window among the others, or -1."""
        things = [window.object() for window in _windows()]
        return things.index(child.object()) if child.object() in things else -1

    def focusChild(self) -> Any:
        """Return the window that has the focus."""
        window = QGuiApplication.focusWindow()
        return window.accessibleRoot() if window is not None else None


def _windows() -> list[QAccessibleInterface]:
    """Return the windows that stand on the screen by themselves."""
    passing = (Qt.WindowType.Popup, Qt.WindowType.Desktop)
    windows = (one for one in QGuiApplication.topLevelWindows() if one.type() not in passing)
    roots = (one.accessibleRoot() for one in windows)
    return [root for root in roots if root is not None and root.object() is not None]


def say_what_it_is(app: QObject, about: str) -> None:
    """Say in a sentence what the application is. Call it before anything can ask."""
    _install()
    app.setProperty(_ABOUT, about)


def set_role(widget: QWidget, role: QAccessible.Role, *, level: int = 0) -> None:
    """Say what `widget` is. Call it in the constructor, before anything can ask.

    `level` is that of a heading, 1 for the screen's own.
    """
    _install()
    widget.setProperty(_LEVEL, level)
    widget.setProperty(_PROPERTY, role.value)


def has_role(widget: QWidget) -> bool:
    """Say whether `set_role` has said what a widget is."""
    return widget.property(_PROPERTY) is not None


@contextmanager
def hushed(widget: QWidget) -> Iterator[None]:
    """Let nobody be told meanwhile of what changes about `widget`, which has a role of ours."""
    widget.setProperty(_HUSHED, True)
    try:
        yield
    finally:
        widget.setProperty(_HUSHED, False)


def tell_name(widget: QWidget) -> None:
    """Tell what a widget is called by now."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.NameChanged))


@cache
def _install() -> None:
    QAccessible.installFactory(_answer)


def _answer(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if thing is QCoreApplication.instance() and thing.property(_ABOUT) is not None:
        answer: QAccessibleInterface = _Application(thing)
        _answers.append(answer)
        return answer
    role = thing.property(_PROPERTY)
    if role is None and class_name in _SCROLL_AREAS:
        role = QAccessible.Role.Client.value  # as Qt has it
    if role is None or not isinstance(thing, QWidget):
        return None
    answer = _Answer(thing, QAccessible.Role(role), int(thing.property(_LEVEL) or 0))
    _forget_the_gone()
    _answers.append(answer)
    return answer


def _forget_the_gone() -> None:
    """Drop answers whose widget is gone, now and then.

    Qt deletes the C++ half with the widget. Dropping ours earlier would delete it twice.
    """
    if len(_answers) % 256 == 255:
        _answers[:] = [answer for answer in _answers if isValid(answer)]
