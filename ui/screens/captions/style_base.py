"""Base of the style screens: a sample of captions on top, settings below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent

from accessibility.captions.text.stream import Block
from accessibility.look.captions import CaptionStyle, caption_style
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
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout, QWidget

    from resources.declared import Setting
    from resources.words import Words
    from ui.services import Services
    from ui.widgets.choice_row import Choice, Value
    from ui.widgets.page import Page

PART_FOR_SAMPLE = 0.36
"""The part of the screen's height that the sample may take."""

MOST_SAMPLE_PX = 420
"""Pixels of the highest sample: on a tall screen more would be an empty place."""

LEAST_BELOW = 5
"""The sample scrolls with the choices where they would have less room, in sizes of the text."""


class StyleHead(Column):
    """The title, and captions as they are now: as many lines of them as there is room for."""

    def __init__(self, title: str, words: Words) -> None:
        self.sample = CaptionView(words)
        super().__init__([Heading(title), self.sample], gaps=1)
        self.body.addStretch(1)
        self.sample.setAccessibleName(words("caption_style.sample_name"))
        self.sample.show_blocks(sample_blocks(words))

    def fit(self, width: int, most: int, style: CaptionStyle) -> int:
        """Give the sample at most so many pixels, the rest stays free; return the whole height.

        So what is below does not move when another number of lines is chosen.
        """
        gap = current_look().scale.gap
        wish = style.lines * style.line_height + 4 * gap(1)
        self.sample.setFixedHeight(min(most, wish))
        high = self.body.heightForWidth(width) - min(most, wish) + most
        self.setFixedHeight(high)
        return high


class StyleScreen(Screen):
    """Settings with a sample of captions that shows them at once, and stays in sight.

    A screen adds its `SettingCard`s with `ask`, then calls `finish`.
    """

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._cards: list[SettingCard[Any]] = []
        self._settings: list[Setting[Any]] = []
        self._above = StyleHead(self.title, self.words)
        self._inside = StyleHead(self.title, self.words)
        self.body.addWidget(self._above)
        self._page: Page = self.page(heading=False)
        self._page.add(self._inside)
        self._inside.hide()
        self._unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        self._page.add(self._unsaved)
        self.until_left(services.settings.watch(self._follow))
        self._show()

    @property
    def first(self) -> QWidget | None:
        """Begin at the first question."""
        return self._cards[0].chosen

    def begin_group(self, key: str) -> None:
        """Add a heading above the cards that come next."""
        self._page.add(Heading(self.words(key), level=2))

    def ask(
        self,
        setting: Setting[Any],
        *,
        columns: int = 2,
        make: Callable[[Value, str], Choice] | None = None,
    ) -> None:
        """Add the card of a setting."""
        card = SettingCard(self.services, setting, columns=columns, make=make, says_now=True)
        self._settings.append(setting)
        self._cards.append(card)
        self._page.add(card)

    def finish(self, *more: QWidget | QLayout) -> None:
        """Add what undoes everything, and what else there is."""
        reset = BigButton(self.words("caption_style.reset"), kind=Kind.QUIET)
        reset.chosen.connect(self._reset)
        self._answer = Replaceable()
        self._page.add(*more, reset, self._answer)
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
        """Let the sample stay above the choices wherever they have room left below it."""
        scale = current_look().scale
        style = caption_style(self.services.settings)
        most = min(MOST_SAMPLE_PX, round(self.height() * PART_FOR_SAMPLE))
        self._above.body.setContentsMargins(scale.gap(3), scale.gap(1), scale.gap(3), scale.gap(1))
        high = self._above.fit(self.width(), most, style)
        stays = self.height() - high >= LEAST_BELOW * scale.body
        self._above.setVisible(stays)
        self._inside.setVisible(not stays)
        if not stays:
            self._inside.fit(self._page.viewport().width(), most, style)

    def _follow(self, key: str) -> None:
        """Show a choice at once, also one that was made elsewhere."""
        for setting, card in zip(self._settings, self._cards, strict=True):
            if setting.key == key:
                card.show_choice()
        self._show()

    def _show(self) -> None:
        for head in (self._above, self._inside):
            head.sample.set_style(caption_style(self.services.settings))
            head.sample.show_newest()
        self._fit()
        self._unsaved.setVisible(self.services.settings.unsaved)

    # The usual choices

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
        for setting, value in zip(self._settings, values, strict=True):
            self.services.settings[setting] = value


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
