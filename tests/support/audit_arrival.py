"""The audit of what is told first: what the focus is on when a screen begins or has changed.

A screen reader tells what has the focus, with what labels it and the groups it stands in.
Call it before anything else has moved the focus: what is told on arrival ends with that.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.audit_tree import Fault, look_through
from ui.window import Window

_Role = QAccessible.Role
TOLD_BEFORE = frozenset({_Role.Grouping, _Role.List})
"""What is told, by its name, before something that stands in it."""


def audit_arrival(window: QWidget, *, is_new: bool = False) -> list[Fault]:
    """Return what is wrong with how a shown window of ours begins, for who does not see it.

    A screen that `is_new` has just been come to; on another something may have changed.
    """
    seen = window.seen if isinstance(window, Window) else window
    faults = list(_title(seen))
    if isinstance(window, Window):
        faults += _focus(window, is_new=is_new)
    return faults


def told(focus: QWidget) -> list[str]:
    """Return what is told of what has the focus, in its order; its own name comes last but one."""
    interface = QAccessible.queryAccessibleInterface(focus)
    assert interface is not None
    labels = [one.text(QAccessible.Text.Name) for one, _ in _labels(interface)]
    name, more = (interface.text(kind) for kind in (_NAME, _MORE))
    return [*reversed(list(_groups(interface))), *labels, name, more]


_NAME, _MORE = QAccessible.Text.Name, QAccessible.Text.Description


def _title(window: QWidget) -> Iterator[Fault]:
    titles = _titles(window)
    if len(titles) != 1:
        yield Fault("title", type(window).__name__, f"has {len(titles)} headings of level 1")


def _titles(window: QWidget) -> list[str]:
    return [one.name for one in look_through(window) if one.level == 1]


def _focus(window: Window, *, is_new: bool) -> Iterator[Fault]:
    focus, screen = QApplication.focusWidget(), window.screen_shown
    where = type(screen).__name__
    if focus is None or not window.seen.isAncestorOf(focus):
        yield Fault("arrival", where, "nothing has the focus")
        return
    before, words = told(focus)[:-2], told(focus)[-2:]
    if not any(before) and not words[1]:
        yield Fault("arrival", where, f"of all that is here only {words[0]!r} is told")
    elif is_new and not any(title in " ".join(before) for title in _titles(window.seen)):
        yield Fault("arrival", where, f"its title is not told, but {' '.join(told(focus))!r}")


def _labels(interface: QAccessibleInterface) -> list[tuple[QAccessibleInterface, object]]:
    return list(interface.relations(QAccessible.RelationFlag.Label))


def _groups(interface: QAccessibleInterface) -> Iterator[str]:
    above = interface.parent()
    while above is not None and isinstance(above.object(), QObject):
        if above.role() in TOLD_BEFORE:
            yield above.text(_NAME)
        above = above.parent()
