"""Caption panel of a screen: status lines, the caption view and one row of buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.captions.captioning import CAPTIONS_ON, Captioning
from accessibility.look.captions import CaptionStyle, caption_style
from accessibility.qt.palette import current_look
from ui.captions.marking import Marking
from ui.captions.status_lines import StatusLines
from ui.captions.title_row import TitleRow
from ui.navigation import Place
from ui.widgets.button import BigButton, Kind
from ui.widgets.captions.view import CaptionView
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from ui.services import Services
    from ui.widgets.room import RoomPage

LEAST_LINES = 4
"""Where the lines that were chosen have no room, the tools below scroll out of sight first.

So many lines of the usual size, or 1 of a huge one: with more, its end would be out of sight.
"""

START_KEYS = {
    "gave_up": "captions_screen.try_again",
    "bad_pack": "captions_screen.try_again",
    "no_device": "captions_screen.try_again",
    "moved": "captions_screen.listen_again",
}


class CaptionPanel(QWidget):
    """Live captions; it fills `room`. `toggle` is the button that starts and pauses.

    `more` are further tools below the words: the words of each, and where it leads; `also` is
    the last. A low one, in a strip, has none of them.
    """

    def __init__(
        self,
        services: Services,
        room: RoomPage,
        *more: tuple[str, Place],
        is_low: bool = False,
        also: BigButton | None = None,
    ) -> None:
        super().__init__()
        self._is_low = is_low
        self._also = also
        self._services = services
        self._room = room
        self._more = more
        self._words = services.words
        self._captioning: Captioning = services.captioning
        self.toggle = BigButton("", kind=Kind.MAIN, icon="captions", compact=True)
        self.toggle.chosen.connect(self._toggled)
        self._lines = StatusLines(services)
        self._why = Paragraph(f"{self._words('pack.what')} {self._words('pack.private')}")
        self._view = CaptionView(self._words)
        self._marking = Marking(services, self._view)
        self._body = QVBoxLayout(self)
        self._lay_out()
        room.body.addWidget(self, 1)
        self._dress_words()
        self._show()
        self._stops = [
            self._lines.close_lines,
            self._captioning.watch(self._show),
            services.settings.watch(lambda _: self._dress_words()),
        ]

    def close_panel(self) -> None:
        """Stop following; captions go on or not as they are."""
        while self._stops:
            self._stops.pop()()

    def _lay_out(self) -> None:
        gap = current_look().scale.gap
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(gap(1))
        self._body.addWidget(
            TitleRow(self._room.title, self._lines) if self._is_low else self._lines
        )
        self._body.addWidget(self._why)
        self._body.addWidget(self._view, 1)
        if not self._is_low:
            tools = QWidget()
            rows = Rows(tools)
            for tool in self._tool_buttons():
                rows.addWidget(tool)
            self._body.addWidget(tools)
        self._body.addStretch(0)

    def _tool_buttons(self) -> list[BigButton]:
        """Return the buttons below the words: few, in one row also with large text."""
        return [
            *self._marking.make_buttons(),
            self._tool("caption_panel.cards", Place.SHOW_CARDS),
            *(self._tool(key, place) for key, place in self._more),
            self._tool("caption_panel.more", Place.CAPTION_TOOLS),
            *([self._also] if self._also is not None else []),
        ]

    def _tool(self, key: str, place: Place) -> BigButton:
        button = BigButton(self._words(key), kind=Kind.QUIET)
        button.chosen.connect(lambda: self._services.navigator.go(place))
        return button

    def _dress_words(self) -> None:
        style = caption_style(self._services.settings)
        self._view.set_style(style)
        few = min(style.lines, LEAST_LINES) * min(style.line_height, CaptionStyle().line_height)
        if self._is_low:  # there is nothing below that could give way
            high = style.line_height + 4 * current_look().scale.gap(1)
            self._room.fill_with(self._view, wish=high, least=high)
        else:
            least = max(few, style.line_height)
            self._room.fill_with(self._view, wish=style.lines * style.line_height, least=least)

    def _show(self) -> None:
        captioning = self._captioning
        pack = captioning.pack
        has_words = pack is not None or bool(captioning.blocks)
        self._why.setVisible(pack is None and captioning.is_turned_on)
        self._view.setVisible(has_words)
        self._view.show_blocks(captioning.blocks)
        self._marking.show_marks(has_words=has_words)
        self._show_toggle()

    def _show_toggle(self) -> None:
        captioning = self._captioning
        if not captioning.is_turned_on:
            key = "captions_screen.turn_on"
        elif captioning.pack is None:
            key = "captions_screen.get"
        elif captioning.lead.is_on:
            key = "captions_screen.pause"
        else:
            key = START_KEYS.get(captioning.lead.condition, "captions_screen.start")
        text = self._words(key)
        if self.toggle.text() != text:
            self.toggle.setText(text)
            self.toggle.set_icon("pause" if captioning.lead.is_on else "captions")

    def _toggled(self) -> None:
        captioning = self._captioning
        if not captioning.is_turned_on:
            self._services.settings[CAPTIONS_ON] = True
        elif captioning.pack is None:
            self._services.navigator.go(Place.LANGUAGE_PACK)
        elif captioning.lead.is_on:
            captioning.pause()
        else:
            captioning.start()
