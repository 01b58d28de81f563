"""Screen: live captions by themselves, for any meeting, opened by Parlour or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.captions.panel import CaptionPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services


class CaptionsScreen(Screen):
    """The words of whatever the computer plays."""

    title_key = "captions_screen.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        room = self.room()
        self._panel = CaptionPanel(services, room, ("pack.title", Place.LANGUAGE_PACK))
        self.bar(self._panel.toggle, room=room)
        self.until_left(self._panel.close_panel)

    @property
    def first(self) -> QWidget:
        """Begin at the button that starts captions."""
        return self._panel.toggle
