"""What our own widgets are, for a screen reader: headings, groups, pieces of text.

Qt knows only its own widgets. A widget of ours says what it is with `set_role`,
and the factory installed here answers for it.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget
from shiboken6 import isValid

_PROPERTY = "accessible_role"
_answers: list[QAccessibleInterface] = []
"""Qt keeps the C++ half only; without these references the Python half would be gone."""


class _Answer(QAccessibleWidget):
    """One widget as a screen reader meets it; a label's words are its name."""

    def text(self, kind: QAccessible.Text) -> str:
        """Return the name, description or value of the widget."""
        given = super().text(kind)
        widget = self.object()
        if kind == QAccessible.Text.Name and not given and isinstance(widget, QLabel):
            return widget.text()
        if kind == QAccessible.Text.Value:
            return str(widget.property("accessible_value") or given)
        return given


def set_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Say what `widget` is. Call it in the constructor, before anything can ask."""
    _install()
    widget.setProperty(_PROPERTY, role.value)


@cache
def _install() -> None:
    QAccessible.installFactory(_answer)


def _answer(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = thing.property(_PROPERTY)
    if role is None or not isinstance(thing, QWidget):
        return None
    answer = _Answer(thing, QAccessible.Role(role), "")
    _forget_the_gone()
    _answers.append(answer)
    return answer


def _forget_the_gone() -> None:
    """Drop answers whose widget is gone, now and then.

    Qt deletes the C++ half with the widget. Dropping ours earlier would delete it twice.
    """
    if len(_answers) % 256 == 255:
        _answers[:] = [answer for answer in _answers if isValid(answer)]
