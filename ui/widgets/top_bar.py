"""Navigation bar: Home, Back, Settings and Help, the same on every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from accessibility.look.text_size import TEXT_SIZE
from accessibility.qt.palette import current_look
from resources.words import Words
from ui.widgets.button import BigButton, Kind
from ui.widgets.painting import is_new_look
from ui.widgets.rows import Rows


class TopBar(QWidget):
    """Home and Back at the reading side, Settings and Help at the other.

    They stand in one row, so that the screen below keeps its room: where the text size
    is too large for that, they are as large as fits.
    """

    home_wanted = Signal()
    back_wanted = Signal()
    settings_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(self, far=2)
        self._buttons: list[BigButton] = []
        self._add("home", words("top_bar.home")).chosen.connect(self.home_wanted)
        self._back = self._add("back", words("top_bar.back"))
        self._back.chosen.connect(self.back_wanted)
        self._add("settings", words("top_bar.settings")).chosen.connect(self.settings_wanted)
        self._add("help", words("top_bar.help")).chosen.connect(self.help_wanted)
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._back.setSizePolicy(policy)
        self._dress()

    @property
    def first(self) -> BigButton:
        """Return Home: what is always there."""
        return self._buttons[0]

    def show_back(self, *, can_go_back: bool) -> None:
        """Show Back where it leads somewhere. Its place stays empty otherwise."""
        self._back.setVisible(can_go_back)

    def needs(self, width: int) -> int:
        """Return the height it needs at a width."""
        self._fit(width)
        return self._rows.totalHeightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
            self._fit(self.width())
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as large as one row allows."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        for percent in reversed(TEXT_SIZE.choices):
            for button in self._buttons:
                button.grow_to(percent)
            if percent <= current_look().scale.percent and self._rows.sizeHint().width() <= width:
                return

    def _add(self, icon: str, text: str) -> BigButton:
        button = BigButton(text, kind=Kind.QUIET, icon=icon, compact=True)
        self._rows.addWidget(button)
        self._buttons.append(button)
        return button

    def _dress(self) -> None:
        gap = current_look().scale.gap
        self._rows.setContentsMargins(gap(2), gap(), gap(2), gap())
