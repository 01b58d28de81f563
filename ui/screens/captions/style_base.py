"""Base of the style screens: a sample of captions on top, settings below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent

from accessibility.captions.text.stream import Block
from accessibility.look.captions import caption_style
from accessibility.qt.palette import current_look
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton, Kind
from ui.widgets.captions.view import CaptionView
from ui.widgets.card import Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.painting import is_new_look
from ui.widgets.text import Heading

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout, QWidget

    from resources.declared import Setting
    from resources.words import Words
    from ui.services import Services
    from ui.widgets.page import Page

PART_FOR_SAMPLE = 0.36
"""The part of the screen's height that the sample takes."""

LARGEST_FIXED = 200
"""With larger text, in per cent, the sample scrolls with the choices: both need the room."""


class StyleScreen(Screen):
    """Settings with a sample of captions that shows them at once.

    A screen adds its `SettingCard`s with `ask`, then calls `finish`.
    """

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._cards: list[SettingCard[Any]] = []
        self._settings: list[Setting[Any]] = []
        self._sample = CaptionView(self.words)
        self._sample.setAccessibleName(self.words("caption_style.sample_name"))
        self._sample.show_blocks(sample_blocks(self.words))
        self._head = Column([Heading(self.title, level=2), self._sample], gaps=1)
        self._stays = current_look().scale.percent <= LARGEST_FIXED
        if self._stays:
            self.body.addWidget(self._head)
        self._page: Page = self.page(heading=False)
        if not self._stays:
            self._page.add(self._head)
        self._unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        self._page.add(self._unsaved)
        self._show()

    @property
    def first(self) -> QWidget | None:
        """Begin at the first question."""
        return self._cards[0].chosen

    def ask(self, setting: Setting[Any], *, columns: int = 2) -> None:
        """Add the card of a setting."""
        card = SettingCard(self.services, setting, columns=columns)
        card.changed.connect(self._show)
        self._settings.append(setting)
        self._cards.append(card)
        self._page.add(card)

    def finish(self, *more: QWidget | QLayout) -> None:
        """Add what undoes everything, and what else there is."""
        reset = BigButton(self.words("caption_style.reset"), kind=Kind.QUIET)
        reset.chosen.connect(self._reset)
        self._answer = Replaceable()
        self._page.add(reset, self._answer, *more)
        self._page.add_stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sample its part of the new height."""
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        gap = current_look().scale.gap
        if self._stays:
            self._head.body.setContentsMargins(gap(3), gap(0.5), gap(3), gap(1))
        self._sample.setFixedHeight(round(self.height() * PART_FOR_SAMPLE))

    def _show(self) -> None:
        self._sample.set_style(caption_style(self.services.settings))
        self._sample.show_newest()
        self._unsaved.setVisible(self.services.settings.unsaved)

    # Back to how it was

    def _reset(self) -> None:
        before = [self.services.settings[setting] for setting in self._settings]
        self._choose([setting.default for setting in self._settings])
        notice = Notice(self.words("caption_style.was_reset"), tone=Tone.CALM)
        undo = BigButton(self.words("caption_style.undo"))
        undo.chosen.connect(lambda: self._undo(before))
        notice.add(undo)
        self._answer.show_instead(notice)
        self._page.bring_into_sight(notice)
        self.services.say(self.words("caption_style.was_reset"))

    def _undo(self, before: list[Any]) -> None:
        self._choose(before)
        self._answer.show_nothing()
        self.services.say(self.words("caption_style.undone"))

    def _choose(self, values: list[Any]) -> None:
        for setting, card, value in zip(self._settings, self._cards, values, strict=True):
            self.services.settings[setting] = value
            card.show_choice()
        self._show()


def sample_blocks(words: Words) -> list[Block]:
    """Return a little talk with everything in it that captions can show."""
    settled, doubt = words("caption_style.sample_settled"), words("caption_style.sample_unsure")
    draft = words("caption_style.sample_draft")
    at = settled.find(doubt)
    unsure = ((at, at + len(doubt)),) if at >= 0 else ()
    return [
        Block(1, "group", 0, 4, words("caption_style.sample_group")),
        Block(2, "group", 4, 7, kind="missed"),
        Block(3, "me", 7, 9, words("caption_style.sample_me")),
        Block(4, "group", 9, 12, settled, draft, unsure=unsure),
    ]
