"""The app is dressed as the person chose, at once, or as the computer wishes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from accessibility.look.text_size import TEXT_SIZE, Scale
from accessibility.look.themes import THEMES
from accessibility.qt.palette import AppLook, Look, body_font, current_look, palette
from accessibility.qt.style_sheet import style_sheet
from accessibility.qt.system_wishes import SystemWishes


@pytest.fixture
def wishes(qapp: QApplication) -> Iterator[SystemWishes]:
    made = SystemWishes(qapp)
    yield made
    made.follow_scheme(dark=None)


@pytest.fixture
def look(qapp: QApplication, wishes: SystemWishes) -> Iterator[AppLook]:
    made = AppLook(qapp, wishes)
    made.wear("light", 100)  # before the first widget, as the app does
    yield made
    made.wear("light", 100)


class Wishful(SystemWishes):
    """A computer whose wishes the test decides: this one's own cannot be changed."""

    dark = contrast = still = False

    @property
    def is_dark(self) -> bool:
        """Say what the test said."""
        return self.dark

    @property
    def wants_contrast(self) -> bool:
        """Say what the test said."""
        return self.contrast

    @property
    def wants_stillness(self) -> bool:
        """Say what the test said."""
        return self.still


class Mirror(QWidget):
    """Counts how often it is told of a new look."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0

    def changeEvent(self, event: QEvent) -> None:
        """Count."""
        if event.type() == QEvent.Type.StyleChange:
            self.told += 1
        super().changeEvent(event)


def test_a_choice_is_worn_at_once(look: AppLook, qtbot: QtBot) -> None:
    mirror = Mirror()
    qtbot.addWidget(mirror)
    mirror.show()
    told = mirror.told
    look.wear("dark", 150)
    assert current_look() == Look(THEMES["dark"], Scale(150), still=False)
    assert mirror.told > told
    assert mirror.palette().color(QPalette.ColorRole.Window).name() == THEMES["dark"].page
    assert mirror.font().pixelSize() == Scale(150).body


def test_what_is_worn_already_changes_nothing(look: AppLook, qtbot: QtBot) -> None:
    look.wear("cream", 100)
    mirror = Mirror()
    qtbot.addWidget(mirror)
    mirror.show()
    told = mirror.told
    look.wear("cream", 100)
    assert mirror.told == told


def test_the_same_as_my_computer_follows_it(look: AppLook, qapp: QApplication) -> None:
    wishes = Wishful(qapp)
    follower = AppLook(qapp, wishes)
    follower.wear("computer", 100)
    assert current_look().theme.name == "light"
    wishes.dark = True
    wishes.changed.emit()
    assert current_look().theme.name == "dark"
    wishes.contrast = wishes.still = True
    wishes.changed.emit()
    assert (current_look().theme.name, current_look().still) == ("contrast", True)
    follower.wear("cream", 100)
    assert current_look().theme.name == "cream"


def test_a_choice_does_not_follow_the_computer(look: AppLook, wishes: SystemWishes) -> None:
    look.wear("cream", 100)
    wishes.changed.emit()
    assert current_look().theme.name == "cream"


def test_the_typeface_comes_along(look: AppLook) -> None:
    assert QFontInfo(body_font(current_look())).family() == "Atkinson Hyperlegible"


def test_other_scripts_have_letters_too(look: AppLook, qtbot: QtBot) -> None:
    label = QLabel("한국어 Ελληνικά")
    qtbot.addWidget(label)
    assert label.sizeHint().width() > 5 * Scale(100).body


@pytest.mark.parametrize("theme", list(THEMES.values()), ids=lambda theme: theme.name)
def test_what_qt_paints_uses_the_theme(theme: object) -> None:
    given = THEMES[getattr(theme, "name", "")]
    colours = palette(given)
    role = QPalette.ColorRole
    assert colours.color(role.WindowText).name() == given.text
    assert colours.color(QPalette.ColorGroup.Disabled, role.WindowText).name() == given.text
    assert colours.color(role.PlaceholderText).name() == given.quiet_text


@pytest.mark.parametrize("percent", TEXT_SIZE.choices)
def test_every_sheet_is_whole_and_its_own(percent: int) -> None:
    sheets = {style_sheet(theme, Scale(percent)) for theme in THEMES.values()}
    assert len(sheets) == len(THEMES)
    assert not any("$" in sheet for sheet in sheets)


def test_wishes_can_be_asked_on_any_qt(wishes: SystemWishes) -> None:
    assert {wishes.is_dark, wishes.wants_contrast, wishes.wants_stillness} <= {True, False}


def test_nobody_dressed_the_app_yet(qapp: QApplication) -> None:
    worn = qapp.property("parlour_look")
    qapp.setProperty("parlour_look", "none")
    try:
        assert current_look() == Look()
    finally:
        qapp.setProperty("parlour_look", worn)
