"""Shortcuts and buttons for marks in the captions (my place, stars), and for the size of words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from accessibility.look.captions import caption_style
from accessibility.look.text_size import CAPTION_SIZE, next_caption_size
from ui.widgets.button import BigButton, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.services import Services
    from ui.widgets.captions.view import CaptionView

MARK, BACK, STAR, NEWEST = "Ctrl+L", "Ctrl+B", "Ctrl+D", "Ctrl+End"
BIGGER, SMALLER = ("Ctrl++", "Ctrl+="), ("Ctrl+-",)
"""Keys that no screen reader keeps for itself; they work wherever the focus is."""


class Marking:
    """The keys, a click on a line, and `make_buttons` for where there is room for buttons."""

    def __init__(self, services: Services, view: CaptionView) -> None:
        self._services = services
        self._words = services.words
        self._captioning = services.captioning
        self._view = view
        self._buttons: tuple[BigButton, BigButton, BigButton] | None = None
        view.clicked.connect(self._clicked)
        view.passed.connect(self._captioning.marks.pass_by)
        self._on_key(MARK, lambda: self._mark(view.to_mark))
        self._on_key(BACK, self._go_back)
        self._on_key(STAR, self._star)
        self._on_key(NEWEST, view.show_newest)
        for keys, step in ((BIGGER, 1), (SMALLER, -1)):
            for key in keys:
                self._on_key(key, partial(self._resize, step))

    def make_buttons(self) -> tuple[BigButton, BigButton, BigButton]:
        """Return new buttons that do what the keys do; the last says how many stars there are."""
        self._buttons = (
            self._button("caption_panel.mark", lambda: self._mark(self._view.to_mark)),
            self._button("caption_panel.back", self._go_back),
            self._button("caption_panel.star", self._star),
        )
        return self._buttons

    def show_marks(self, *, has_words: bool = True) -> None:
        """Show what is marked; without words there is nothing to mark."""
        marks = self._captioning.marks
        self._view.show_marks(marks.place, frozenset(marks.stars), waits=marks.waits)
        if self._buttons is None:
            return
        mark, back, star = self._buttons
        mark.setVisible(has_words)
        back.setVisible(has_words and marks.place is not None)
        star.setVisible(has_words)
        count = len(marks.stars)
        stars = self._words("caption_panel.stars", count=count)
        star.setText(stars if count else self._words("caption_panel.star"))

    def _button(self, key: str, act: Callable[[], None]) -> BigButton:
        button = BigButton(self._words(key), kind=Kind.QUIET)
        button.chosen.connect(act)
        return button

    def _on_key(self, key: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(key), self._view).activated.connect(act)

    def _resize(self, step: int) -> None:
        settings = self._services.settings
        settings[CAPTION_SIZE] = next_caption_size(caption_style(settings).pixels, step)

    def _mark(self, line: int | None) -> None:
        if line is None:
            return
        self._captioning.mark(line)
        is_marked = self._captioning.marks.place is not None
        self._services.say(self._words(f"caption_panel.{'marked' if is_marked else 'unmarked'}"))

    def _clicked(self, line: int) -> None:
        """Mark the line; a second click (a trembling hand) takes nothing away."""
        if line != self._captioning.marks.place:
            self._mark(line)

    def _go_back(self) -> None:
        self._captioning.marks.come_back()
        self._view.go_to_place()

    def _star(self) -> None:
        line = self._view.current
        if line is not None:
            has_star = self._captioning.star(line)
            self._services.say(
                self._words(f"caption_panel.{'starred' if has_star else 'unstarred'}")
            )
