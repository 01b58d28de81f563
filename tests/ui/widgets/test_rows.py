"""Things stand side by side while they fit; nothing is ever cut or squeezed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from accessibility.qt.palette import AppLook
from tests.support.dressed import show
from ui.widgets.button import BigButton, Kind
from ui.widgets.rows import Rows

NAMES = ("My sessions", "Captions", "Keeping safe", "Help")


def laid_out(
    qtbot: QtBot, width: int, *, columns: int = 0, far: int = 0, kind: Kind = Kind.ORDINARY
) -> tuple[QWidget, list[BigButton]]:
    window = QWidget()
    rows = Rows(window, columns=columns, far=far)
    buttons = [BigButton(name, kind=kind) for name in NAMES]
    for button in buttons:
        rows.addWidget(button)
    qtbot.addWidget(window)
    show(window, width, 400)
    return window, buttons


@pytest.fixture(autouse=True)
def dressed_app(look: AppLook) -> None:
    """Have the usual look."""


def test_two_columns_where_there_is_room(qtbot: QtBot) -> None:
    _window, (first, second, third, _) = laid_out(qtbot, 700, columns=2)
    assert first.y() == second.y() < third.y()
    assert first.width() == second.width()
    assert second.x() - first.geometry().right() > 8


def test_one_column_where_there_is_not(qtbot: QtBot) -> None:
    _window, buttons = laid_out(qtbot, 320, columns=2)
    assert [button.x() for button in buttons] == [buttons[0].x()] * 4
    assert sorted({button.y() for button in buttons}) == [button.y() for button in buttons]


def test_large_text_needs_one_column(look: AppLook, qtbot: QtBot) -> None:
    look.wear("light", 300)
    _window, buttons = laid_out(qtbot, 800, columns=2)
    assert len({button.x() for button in buttons}) == 1


def test_what_does_not_fit_goes_to_the_next_row(qtbot: QtBot) -> None:
    _window, buttons = laid_out(qtbot, 360, kind=Kind.QUIET)
    rows = {button.y() for button in buttons}
    assert 1 < len(rows) < 4
    assert all(button.geometry().right() < 360 for button in buttons)


def test_the_last_stand_at_the_far_side(qtbot: QtBot) -> None:
    _window, buttons = laid_out(qtbot, 900, far=1, kind=Kind.QUIET)
    assert buttons[-1].geometry().right() >= 895
    assert buttons[-1].y() == buttons[0].y()


def test_it_is_mirrored_where_one_reads_leftwards(qtbot: QtBot) -> None:
    window, buttons = laid_out(qtbot, 900, far=1, kind=Kind.QUIET)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(window, 901, 400)
    assert buttons[0].geometry().right() >= 895
    assert buttons[-1].x() <= 5
