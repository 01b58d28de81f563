"""The first size of the window fits the screen; what the person makes of it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.storage.settings import Settings
from tests.support.until import PATIENCE_MS
from ui.window_size import FULL, SIZE, USUAL_PX, WindowSizeMemory, first_size


@pytest.mark.parametrize(
    ("free", "kept", "opens"),
    [
        ((1920, 1040), "", USUAL_PX),
        ((1280, 680), "", None),  # 1920 × 1080 at 150 %
        ((1366, 728), "", None),
        ((1024, 560), "", None),
        ((640, 440), "", None),
        ((1920, 1040), FULL, None),
        ((1366, 728), "700,600", QSize(700, 600)),
        ((1366, 728), "700,900", None),
        ((1366, 728), "1400,600", None),
    ],
)
def test_the_first_size_fits_the_screen(
    free: tuple[int, int], kept: str, opens: QSize | None
) -> None:
    assert first_size(kept, QSize(*free)) == opens


@pytest.mark.parametrize(
    ("value", "taken"),
    [("", True), (FULL, True), ("700,600", True), ("7,6", False), ("wide", False), (7, False)],
)
def test_only_a_size_is_kept(value: object, taken: bool) -> None:
    assert SIZE.accepts(value) is taken


def test_a_size_that_the_person_gave_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings[SIZE] = "600,500"
    window = QWidget()
    qtbot.addWidget(window)
    WindowSizeMemory(window, settings)
    window.show()
    assert window.size() == QSize(600, 500)
    window.showNormal()
    window.resize(560, 420)
    qtbot.waitUntil(lambda: settings[SIZE] == "560,420", timeout=PATIENCE_MS)
    window.showMaximized()
    qtbot.waitUntil(lambda: settings[SIZE] == FULL, timeout=PATIENCE_MS)
