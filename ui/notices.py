"""What any part of the app has to say: above every screen, until the person has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from accessibility.qt.palette import current_look
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.column import Replaceable
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.painting import is_new_look

if TYPE_CHECKING:
    from resources.words import Explained
    from ui.parts import Parts

SHARE = 0.4
"""A notice takes at most so much of the window's height; a longer one scrolls."""


class Notices(Page):
    """At most one notice; a newer one takes its place. It never goes away by itself."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(wide=True)
        self._parts = parts
        self._place = Replaceable()
        self.add(self._place)
        self.hide()

    def show_notice(self, what: str | Explained) -> None:
        """Show a notice with a button that puts it away."""
        notice = Notice(what, tone=Tone.ASK)
        read = BigButton(self._parts.words("notice.read"), kind=Kind.QUIET, icon="check")
        read.chosen.connect(self.put_away)
        notice.add(read)
        self.show()
        self._place.show_instead(notice)
        self._fit_again()
        self._parts.say(str(what))

    def put_away(self) -> None:
        """Take the notice away."""
        self._place.show_nothing()
        self.hide()

    def fit_into(self, width: int, height: int) -> None:
        """Take the height of the notice, and leave the most of the window to the screen."""
        if not self._place.isHidden():
            needed = self.body.totalHeightForWidth(width)
            self.setFixedHeight(min(needed, round(height * SHARE)))

    def _fit(self) -> None:
        gap = current_look().scale.gap
        self.body.setContentsMargins(gap(3), 0, gap(3), gap(1))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        super().changeEvent(event)
        if is_new_look(event):
            self._fit_again()

    def _fit_again(self) -> None:
        self.fit_into(self.window().width(), self.window().height())
