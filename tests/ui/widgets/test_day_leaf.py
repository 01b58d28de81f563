"""A leaf of a wall calendar is large, and gives its room to large words."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from accessibility.look.themes import THEMES
from accessibility.qt.palette import AppLook
from tests.support.dressed import show
from ui.widgets.day_leaf import DayLeaf


def test_a_leaf_has_a_band_with_the_month(look: AppLook, qtbot: QtBot) -> None:
    leaf = DayLeaf(24, "November")
    qtbot.addWidget(leaf)
    show(leaf, leaf.width(), leaf.height())
    picture = leaf.grab().toImage()
    assert picture.pixelColor(leaf.width() // 2, 3) == QColor(THEMES["light"].main)
    assert picture.pixelColor(leaf.width() // 2, leaf.height() - 8) == QColor(THEMES["light"].card)


def test_a_leaf_gives_its_room_to_large_words(look: AppLook, qtbot: QtBot) -> None:
    leaf = DayLeaf(24, "November")
    qtbot.addWidget(leaf)
    show(leaf, leaf.width(), leaf.height())
    assert leaf.height() > 90
    look.wear("light", 200)
    assert leaf.width() == leaf.height() == 0
