"""Tab order: follows the visual order, also when widgets came later."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_as_read(window: QWidget) -> None:
    """Let Tab go through `window` in the order a screen reader reads it.

    Qt itself keeps the order in which things were made: what replaced something else
    would come last. It never moves what is hidden: call this again when that is shown.
    """
    stops = [thing for thing in window.findChildren(QWidget) if _is_a_stop(thing)]
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def _is_a_stop(thing: QWidget) -> bool:
    by_tab = thing.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and thing.focusProxy() is None and not thing.isHidden()
