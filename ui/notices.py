"""What any part of the app has to say: above every screen, until the person has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.button import BigButton
from ui.widgets.card import Tone
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from resources.words import Explained
    from ui.parts import Parts


class Notices(QWidget):
    """At most one notice; a newer one takes its place. It never goes away by itself."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._body = QVBoxLayout(self)
        self._shown: Notice | None = None
        self.hide()

    def show_notice(self, what: str | Explained) -> None:
        """Show a notice with a button that puts it away."""
        self.put_away()
        gap = current_look().scale.gap
        self._body.setContentsMargins(gap(3), gap(1), gap(3), 0)
        self._shown = Notice(what, tone=Tone.ASK)
        read = BigButton(self._parts.words("notice.read"), icon="check")
        read.chosen.connect(self.put_away)
        self._shown.add(read)
        self._body.addWidget(self._shown)
        self.show()
        self._parts.say(str(what))

    def put_away(self) -> None:
        """Take the notice away."""
        if self._shown is not None:
            self._body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.hide()
