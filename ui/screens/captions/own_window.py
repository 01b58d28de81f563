"""Screen: opens the separate captions window, and its settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from accessibility.look.on_top import OLD_WAY, has_old_way
from accessibility.look.own_window import (
    BACKGROUND,
    FRAME,
    ON_TOP,
    WHERE,
    may_be_bare,
    may_move_itself,
)
from accessibility.qt.compositing import can_be_seen_through
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.session_captions import captions_place, put_captions
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.notice import Notice
from ui.widgets.on_top import stays_on_top
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from resources.declared import Setting
    from ui.services import Services
    from ui.widgets.page import Page


class CaptionWindowScreen(Screen):
    """One button that opens and closes it; what this desktop cannot do is said, with the reason."""

    title_key = "captions_window.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        platform = QGuiApplication.platformName()
        self._page: Page = self.page()
        self._page.add(Paragraph(self.words("captions_window.what")))
        self._turn = BigButton("", kind=Kind.MAIN, icon="captions")
        self._turn.chosen.connect(self._turned)
        self._unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        self._unsaved.setVisible(services.settings.unsaved)
        self._page.add(self._unsaved)
        self._ask_what_is_possible(platform)
        self._tell_keys(platform)
        self._page.add_stretch()
        self.bar(self._turn)
        self.until_left(services.own_window.watch(self._show))
        self._show()

    @property
    def first(self) -> QWidget:
        """Begin at the button that opens it."""
        return self._turn

    def _ask_what_is_possible(self, platform: str) -> None:
        on_top = stays_on_top()
        if on_top == "yes":
            self._ask(ON_TOP)
        elif on_top == "no":
            self._page.add(Paragraph(self.words("in_session.on_top_cannot")))
        if has_old_way(os.environ):
            self._ask(OLD_WAY, columns=1)
        if can_be_seen_through():
            self._ask(BACKGROUND)
        else:
            self._page.add(Paragraph(self.words("captions_window.always_solid")))
        if may_be_bare(platform):
            self._ask(FRAME)
        else:
            self._page.add(Paragraph(self.words("captions_window.always_framed")))

    def _ask(self, setting: Setting[Any], *, columns: int = 2) -> None:
        card = SettingCard(self.services, setting, columns=columns, says_now=True)
        card.changed.connect(lambda: self._unsaved.setVisible(self.services.settings.unsaved))
        self._page.add(card)

    def _tell_keys(self, platform: str) -> None:
        keys = ["captions_window.keys_size", "captions_window.keys_close"]
        if may_move_itself(platform):
            keys.insert(0, "captions_window.keys_move")
        self._page.add(Paragraph(" ".join(self.words(key) for key in keys)))

    def _turned(self) -> None:
        if captions_place(self.services) == "window":
            self.services.own_window.close()
        else:
            self.services.settings[WHERE] = "window"
            put_captions(self.services)

    def _show(self) -> None:
        is_open = captions_place(self.services) == "window"
        self._turn.setText(
            self.words("captions_window.shut" if is_open else "captions_window.open")
        )
