"""Home, Back and Help: on every screen, in the same places, in the same order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from accessibility.qt.palette import current_look
from resources.words import Words
from ui.widgets.button import BigButton, Kind
from ui.widgets.painting import is_new_look


class TopBar(QWidget):
    """Home and Back at the reading side, Help at the other."""

    home_wanted = Signal()
    back_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = BigButton(words("top_bar.home"), kind=Kind.QUIET, icon="home")
        self._back = BigButton(words("top_bar.back"), kind=Kind.QUIET, icon="back")
        self._help = BigButton(words("top_bar.help"), kind=Kind.QUIET, icon="help")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._home)
        self._row.addWidget(self._back)
        self._row.addStretch(1)
        self._row.addWidget(self._help)
        self._home.chosen.connect(self.home_wanted)
        self._back.chosen.connect(self.back_wanted)
        self._help.chosen.connect(self.help_wanted)
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._back.setSizePolicy(policy)
        self._dress()

    def show_back(self, *, can_go_back: bool) -> None:
        """Show Back where it leads somewhere. Its place stays empty otherwise."""
        self._back.setVisible(can_go_back)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        scale = current_look().scale
        self._row.setContentsMargins(scale.gap(2), scale.gap(), scale.gap(2), 0)
        self._row.setSpacing(scale.gap())
