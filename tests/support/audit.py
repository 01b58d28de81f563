"""The accessibility audit of a window: keyboard, layout and paint, after the accessible tree.

It needs the window shown and active. It moves the focus and presses keys with
signals blocked; nothing that a person would notice stays behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from accessibility.look.contrast import TEXT
from tests.support.audit_foot import audit_foot
from tests.support.audit_tree import Fault, audit_tree
from tests.support.painted import FRINGE, changed_pixels, text_contrast
from ui.widgets.text import Heading

RING_WIDTH = 2
"""The focus must change at least the area of so thick a line all round (WCAG 2.4.13)."""

CORNERS = 24
"""Pixels that soft corners take from such a line."""


Shown = TypeVar("Shown", bound=QWidget)


def audit(window: QWidget) -> list[Fault]:
    """Return every fault of a shown, active window at its present size and look."""
    focus = QApplication.focusWidget()
    faults = [*audit_shape(window), *audit_paint(window)]
    if focus is not None:
        focus.setFocus()
    return faults


def audit_shape(window: QWidget) -> list[Fault]:
    """Return the faults that no colour makes: what it is called, where it is, how it is reached."""
    return [*audit_tree(window), *_keyboard(window), *_layout(window), *audit_foot(window)]


def audit_paint(window: QWidget) -> list[Fault]:
    """Return the faults of its colours alone: the contrast of its text and of the focus ring."""
    return list(_paint(window))


def _where(widget: QWidget) -> str:
    name = widget.accessibleName() or str(widget.property("text") or "")
    return f"{type(widget).__name__} {name!r}"


# The keyboard


def tab_order(window: QWidget) -> list[QWidget]:
    """Return what the Tab key goes to, in its order."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and _is_reachable(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _is_reachable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _keyboard(window: QWidget) -> Iterator[Fault]:
    stops = tab_order(window)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button not in stops:
            yield Fault("reach", _where(button), "cannot be reached with the Tab key")
    for one, other in pairwise(stops):
        if _is_before(window, other, one):
            yield Fault("order", _where(other), f"comes after {_where(one)} but stands before it")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        yield from _all_round(stops, key)
    for stop in stops:
        yield from _trap(stop, alone=len(stops) == 1)
        if isinstance(stop, QAbstractButton) and not stop.isCheckable():
            yield from _press(stop)


def _is_before(window: QWidget, one: QWidget, other: QWidget) -> bool:
    """Say whether one reads `one` before `other`: it is above it, or before it in its row.

    What is scrolled out of sight is before nothing that stands still.
    """
    first, second = _place(window, one), _place(window, other)
    if _scrolls_in(one) is not _scrolls_in(other):
        first, second = _in_sight(window, one), _in_sight(window, other)
        if first.isEmpty() or second.isEmpty():
            return False
    if window.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        first, second = (
            QRect(-rect.right(), rect.y(), rect.width(), rect.height()) for rect in (first, second)
        )
    same_row = first.top() <= second.bottom() and second.top() <= first.bottom()
    if same_row:
        return first.right() < second.left()
    return first.bottom() < second.top() and first.left() <= second.right()


def _place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _scrolls_in(widget: QWidget) -> QScrollArea | None:
    """Return the scroll area that a widget stands in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _in_sight(window: QWidget, widget: QWidget) -> QRect:
    """Return the part of a widget that no scroll area hides."""
    rect = _place(window, widget)
    area = _scrolls_in(widget)
    while area is not None:
        rect = rect.intersected(_place(window, area.viewport()))
        area = _scrolls_in(area)
    return rect


def _trap(stop: QWidget, *, alone: bool) -> Iterator[Fault]:
    if alone:
        return
    written = stop.property("plainText")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        stop.setFocus()
        _send(stop, QEvent.Type.KeyPress, key, "\t")
        if QApplication.focusWidget() is stop:
            yield Fault("trap", _where(stop), f"cannot be left with {key.name}")
    if stop.property("plainText") != written:
        stop.setProperty("plainText", written)


def _all_round(stops: list[QWidget], key: Qt.Key) -> Iterator[Fault]:
    """Press a key as often as there are stops: each is come to once, and the first again."""
    if not stops:
        return
    written = [(stop, stop.property("plainText")) for stop in stops]
    stops[0].setFocus()
    met: list[QWidget | None] = []
    for _ in stops:
        here = QApplication.focusWidget()
        if here is not None:
            _send(here, QEvent.Type.KeyPress, key, "\t")
        met.append(QApplication.focusWidget())
    for stop in stops:
        if stop not in met:
            yield Fault("round", _where(stop), f"is never come to by pressing {key.name}")
    for stop, text in written:
        if stop.property("plainText") != text:
            stop.setProperty("plainText", text)


def _press(button: QAbstractButton) -> Iterator[Fault]:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        if key == Qt.Key.Key_Return and isinstance(button, QPushButton) and button.autoDefault():
            continue
        blocked = button.blockSignals(True)
        _send(button, QEvent.Type.KeyPress, key)
        went_down = button.isDown()
        button.setDown(False)
        _send(button, QEvent.Type.KeyRelease, key)
        button.blockSignals(blocked)
        if not went_down:
            yield Fault("press", _where(button), f"is not pressed by {key.name}")


def _send(widget: QWidget, kind: QEvent.Type, key: Qt.Key, text: str = "") -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
    QCoreApplication.sendEvent(widget, event)


# The layout


def _layout(window: QWidget) -> Iterator[Fault]:
    for area in _shown(window, QAbstractScrollArea):
        if area.horizontalScrollBar().maximum() > 0:
            yield Fault("scroll", _where(area), "must be scrolled sideways")
    for widget in (*_shown(window, QLabel), *_shown(window, QAbstractButton)):
        if widget.property("text") and _is_cut(window, widget):
            yield Fault("cut", _where(widget), f"does not fit into {_size_of(widget)}")


def _shown(window: QWidget, kind: type[Shown]) -> Iterator[Shown]:
    """Return what is seen; a heading that stands aside is told, but not seen."""
    for widget in window.findChildren(kind):
        if widget.isVisible() and not (isinstance(widget, Heading) and widget.is_aside):
            yield widget


def _is_cut(window: QWidget, widget: QWidget) -> bool:
    if widget.hasHeightForWidth():
        too_small = (
            widget.heightForWidth(widget.width()) > widget.height()
            or widget.minimumSizeHint().width() > widget.width()
        )
    else:
        wish = widget.minimumSizeHint()
        too_small = wish.width() > widget.width() or wish.height() > widget.height()
    return too_small or not _is_inside(window, widget)


def _is_inside(window: QWidget, widget: QWidget) -> bool:
    """Say whether it lies within all it stands in; in a scroll area it may lie further down."""
    rect, inner = widget.rect(), widget
    while inner is not window and (outer := inner.parentWidget()) is not None:
        rect = QRect(inner.mapToParent(rect.topLeft()), rect.size())
        if isinstance(outer.parentWidget(), QScrollArea):
            return rect.left() >= 0 and rect.right() < outer.width()
        if not outer.rect().contains(rect):
            return False
        inner = outer
    return True


def _size_of(widget: QWidget) -> str:
    return f"{widget.width()} by {widget.height()}"


# The paint


def _paint(window: QWidget) -> Iterator[Fault]:
    window.setFocus()
    pictures: dict[tuple[int, ...], QImage] = {}
    for widget in _written(window):
        _bring_into_sight(widget)
        rect = _place(window, widget)
        if not isinstance(widget, QLabel):
            rect.adjust(FRINGE, FRINGE, -FRINGE, -FRINGE)
        scrolled = _scrolled(window)
        if scrolled not in pictures:
            pictures[scrolled] = _picture(window)
        if rect.isValid() and window.rect().contains(rect):
            found = text_contrast(pictures[scrolled], rect)
            if found < TEXT:
                yield Fault("contrast", _where(widget), f"its text has a contrast of {found:.1f}")
    for stop in tab_order(window):
        yield from _ring(window, stop)


def _written(window: QWidget) -> Iterator[QWidget]:
    for kind in (QLabel, QAbstractButton, QLineEdit):
        for widget in _shown(window, kind):
            if str(widget.property("text") or "").strip():
                yield widget


def _ring(window: QWidget, stop: QWidget) -> Iterator[Fault]:
    _bring_into_sight(stop)
    rect = _place(window, stop)
    if not window.rect().contains(rect) or _in_sight(window, stop) != rect:
        return  # it is larger than what it scrolls in: only a part of any ring can be seen
    stop.clearFocus()
    before = window.grab(rect).toImage()
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    changed = changed_pixels(before, window.grab(rect).toImage())
    needed = RING_WIDTH * 2 * (rect.width() + rect.height()) - CORNERS
    if changed < needed:
        yield Fault("ring", _where(stop), f"the focus changes {changed} pixels, not {needed}")


def _bring_into_sight(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, 0)
        parent = parent.parentWidget()


def _scrolled(window: QWidget) -> tuple[int, ...]:
    return tuple(area.verticalScrollBar().value() for area in _shown(window, QScrollArea))


def _picture(window: QWidget) -> QImage:
    return window.grab().toImage()
