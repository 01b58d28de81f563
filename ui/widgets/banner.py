"""Base of the banners above every screen: as high as needed, never more than its share."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal

from accessibility.look.text_size import MAIN_TARGET
from accessibility.qt.palette import current_look
from ui.widgets.page import Page
from ui.widgets.painting import is_new_look


class Banner(Page):
    """Hidden until there is something in it; what is longer than its share scrolls.

    `share` is the most it takes of the window's height, from 0 to 1. `outgrown` says
    that what is in it has another size.
    """

    outgrown = Signal()

    def __init__(self, share: float) -> None:
        super().__init__(wide=True)
        self._share = share
        self.hide()

    def fit_into(self, width: int, height: int, room: int) -> int:
        """Take the height of what is in it, or what there is; return how much it took.

        `width` and `height` are those of the window, `room` what the screen can spare.
        """
        if self.isHidden():
            return 0
        needed = self.body.totalHeightForWidth(width)
        taken = max(MAIN_TARGET, min(needed, round(height * self._share), room))
        self.setFixedHeight(taken)
        return taken

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        super().changeEvent(event)
        if is_new_look(event):
            self.outgrown.emit()

    def _fit(self) -> None:
        gap = current_look().scale.gap
        self.body.setContentsMargins(gap(3), 0, gap(3), gap(1))
        self.body.setSpacing(gap(1.5))
