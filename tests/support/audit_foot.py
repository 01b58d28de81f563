"""The audit of the main button: one at most, at the foot, the same on every screen, in sight.

It knows Parlour's own windows and buttons; the other parts of the audit know any window.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from accessibility.qt.palette import current_look
from tests.support.audit_tree import Fault
from ui.navigation import Place
from ui.practice_window import PracticeWindow
from ui.widgets.bottom_bar import LARGEST_FIXED, BottomBar
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.page import COLUMN
from ui.window import Window

AS_HIGH_UNTIL = 100
"""The text size, in per cent, to which each main button's words stand on one line."""

MOST_ALIKE = 2
"""Buttons of equal weight beside a main one, or in a row at the foot."""

SAYS_BELOW: dict[Place, str] = {
    Place.OPENING: "says which website it opens, where that is asked",
    Place.CAPTIONER: "says what opens, and where it was pressed, that it has opened",
}
"""Places where the main button has a line below its words, each with what it says.
It may only shrink."""

OTHER_FEET: dict[Place, str] = {
    Place.SESSION: "a strip below the captions, whose words need the width and the height",
}
"""Places whose foot is another, each with what it is. It may only shrink."""

MORE_ALIKE: dict[Place, str] = {
    Place.OPENING: "the other ways into a meeting, one below the other, the likeliest first",
    Place.SESSION: "a reminder of another session, above what a session always has",
    Place.SHOW_CARD: "say it, copy it, change it: 3 uses of one card, and no main one",
}
"""Places with more of equal weight, each with the reason. It may only shrink."""


def audit_foot(window: QWidget, *, is_strict: bool = False) -> list[Fault]:
    """Return what is wrong with the main button of a window of ours, shown at its present size.

    `is_strict` knows no exceptions: so each of them is seen to be needed.
    """
    if not isinstance(window, Window | PracticeWindow):
        return []
    if current_look().scale.percent > LARGEST_FIXED:
        return []
    here = window.screen_shown.services.navigator.here.place if isinstance(window, Window) else None
    every = [one for one in window.findChildren(BigButton) if one.isVisible()]
    main = [one for one in every if one.kind is Kind.MAIN]
    faults = [
        Fault("main", _where(one), f"is a second main button beside {_where(main[0])}")
        for one in main[1:]
    ]
    if main and (is_strict or here not in OTHER_FEET):
        may_say = not is_strict and here in SAYS_BELOW
        wrong = _wrong(window, main[0], may_say=may_say)
        faults += [Fault("foot", _where(main[0]), why) for why in wrong]
    if here is None:
        return faults  # the practice meeting looks like a meeting
    if is_strict or here not in MORE_ALIKE:
        alike = [one for one in every if _has_weight(one, beside_main=bool(main))]
        if len(alike) > MOST_ALIKE:
            names = ", ".join(one.text() for one in alike)
            faults.append(Fault("weight", type(window).__name__, f"{len(alike)} alike: {names}"))
    return faults


def _wrong(window: QWidget, main: BigButton, *, may_say: bool) -> Iterator[str]:
    """Say what is wrong with where a main button is, and how large."""
    scale = current_look().scale
    rect = QRect(main.mapTo(window, QPoint(0, 0)), main.size())
    if _stands_in(main, QScrollArea):
        yield "scrolls, and may be out of sight"
    elif window.height() - 1 - rect.bottom() != scale.gap(1.5):
        yield f"ends at {rect.bottom()} of {window.height()}"
    elif not window.rect().contains(rect):
        yield "is not in sight"
    wide = min(COLUMN * scale.body, window.width() - 2 * scale.gap(3))
    if rect.width() < wide - 1:  # below captions, whose page is all the window, it is wider
        yield f"is {rect.width()} wide, the column {wide}"
    if main.hint and not may_say:
        yield f"has a line below its words, {main.hint!r}"
    high = main.heightForWidth(rect.width())
    if scale.percent <= AS_HIGH_UNTIL and not main.hint:
        high = BigButton("1", kind=Kind.MAIN, icon="check").heightForWidth(rect.width())
    if rect.height() != high:
        yield f"is {rect.height()} high; on every other screen it is {high}"


def _has_weight(one: BigButton, *, beside_main: bool) -> bool:
    """Say whether it stands beside the main button as one of several that look alike.

    The answers to a screen's question do not: they are tiles, or a list with no main button.
    """
    if one.kind is not Kind.ORDINARY:
        return False
    if _stands_in(one, BottomBar):
        return True
    return beside_main and not one.has_picture and not _stands_in(one, Card)


def _stands_in(one: QWidget, kind: type[QWidget]) -> bool:
    parent = one.parentWidget()
    while parent is not None and not isinstance(parent, kind):
        parent = parent.parentWidget()
    return parent is not None


def _where(widget: BigButton) -> str:
    return f"BigButton {widget.text()!r}"
