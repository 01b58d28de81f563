"""The one button: Enter and Space, trembling hands, and a reason instead of a dead button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from accessibility.qt.palette import AppLook
from tests.support.dressed import show, window_of
from ui.widgets.button import BigButton, Kind
from ui.widgets.painting import paint_icon

LONG = "Tell me when the next session of my group begins, and how I get there"


@pytest.fixture
def pressed() -> list[str]:
    return []


@pytest.fixture
def button(look: AppLook, qtbot: QtBot, pressed: list[str]) -> BigButton:
    made = BigButton("Join now", kind=Kind.MAIN, hint="Opens Zoom")
    made.chosen.connect(lambda: pressed.append("chosen"))
    made.asked_why.connect(pressed.append)
    qtbot.addWidget(made)
    show(made, 300, 100)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_it_once(button: BigButton, key: Qt.Key, pressed: list[str]) -> None:
    QTest.keyClick(button, key)
    assert pressed == ["chosen"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_holding_a_key_is_one_press(button: BigButton, key: Qt.Key, pressed: list[str]) -> None:
    QTest.keyPress(button, key)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        held = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(button, held)
    assert pressed == []
    QTest.keyRelease(button, key)
    assert pressed == ["chosen"]


def test_a_key_that_went_down_elsewhere_does_nothing(button: BigButton, pressed: list[str]) -> None:
    QTest.keyRelease(button, Qt.Key.Key_Return)
    assert pressed == []


def test_a_double_click_is_one_press(button: BigButton, pressed: list[str]) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    middle = QPointF(button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        again = QMouseEvent(kind, middle, button.mapToGlobal(middle), left, left, none)
        QApplication.sendEvent(button, again)
    assert pressed == ["chosen"]


def test_a_press_can_be_taken_back(button: BigButton, pressed: list[str]) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    outside = button.rect().bottomRight() * 3
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=outside)
    assert pressed == []


def test_it_says_why_not_instead_of_being_dead(button: BigButton, pressed: list[str]) -> None:
    button.why_not = "This opens at 1:45pm."
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["This opens at 1:45pm."]
    assert button.isEnabled()
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface is not None
    assert interface.text(QAccessible.Text.Description) == "This opens at 1:45pm."


def test_the_reason_goes_and_the_hint_is_back(button: BigButton, pressed: list[str]) -> None:
    button.why_not = "This opens at 1:45pm."
    button.why_not = ""
    assert button.accessibleDescription() == "Opens Zoom"
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["chosen"]


@pytest.mark.parametrize("percent", [100, 200, 400])
def test_long_words_wrap(look: AppLook, qtbot: QtBot, percent: int) -> None:
    look.wear("light", percent)
    button = BigButton(LONG)
    window = window_of(button)
    qtbot.addWidget(window)
    show(window, 800, 600)
    assert button.width() <= 800
    assert button.height() >= button.heightForWidth(button.width())


def test_more_words_make_it_higher_not_wider(look: AppLook, qtbot: QtBot) -> None:
    short, long = BigButton("Join"), BigButton(LONG)
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.heightForWidth(300) > short.heightForWidth(300) >= 64
    assert long.minimumSizeHint().width() < 300


def test_it_is_mirrored_where_one_reads_leftwards(look: AppLook, qtbot: QtBot) -> None:
    button = BigButton("Join now", icon="join")
    qtbot.addWidget(button)
    show(button, 400, 80)
    straight = button.grab().toImage()
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = button.grab().toImage()
    ink_left = [straight.copy(0, 0, 200, 80), mirrored.copy(0, 0, 200, 80)]
    ink_right = [straight.copy(200, 0, 200, 80), mirrored.copy(200, 0, 200, 80)]
    assert ink_left[0] != ink_left[1]
    assert ink_right[0] != ink_right[1]


def icon_alone(name: str, *, is_mirrored: bool) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_icon(painter, QRect(0, 0, 48, 48), name, "#000000", is_mirrored=is_mirrored)
    painter.end()
    return image


def heavier_side(image: QImage) -> str:
    """Return the side of the picture with more ink: the head of an arrow."""
    dark = [
        x
        for x in range(image.width())
        for y in range(image.height())
        if QColor(image.pixel(x, y)).lightness() < 128
    ]
    return "left" if sum(dark) / len(dark) < image.width() / 2 else "right"


def test_an_arrow_points_the_way_one_reads() -> None:
    assert heavier_side(icon_alone("back", is_mirrored=False)) == "left"
    assert heavier_side(icon_alone("back", is_mirrored=True)) == "right"


def test_a_picture_without_a_direction_stays_as_it_is() -> None:
    assert icon_alone("check", is_mirrored=True) == icon_alone("check", is_mirrored=False)


def test_back_points_the_other_way_in_a_mirrored_window(look: AppLook, qtbot: QtBot) -> None:
    button = BigButton("", kind=Kind.QUIET, icon="back")
    qtbot.addWidget(button)
    show(button, 60, 60)
    button.clearFocus()
    left = look_at_middle(button)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert (left, look_at_middle(button)) == ("left", "right")


def look_at_middle(button: BigButton) -> str:
    """Return the heavier side of the icon in the middle of a small button."""
    picture = button.grab().toImage()
    columns = [
        x
        for x in range(10, picture.width() - 10)
        for y in range(10, picture.height() - 10)
        if picture.pixel(x, y) != picture.pixel(9, 9)
    ]
    return "left" if sum(columns) / len(columns) < (min(columns) + max(columns)) / 2 else "right"
