"""Help screens: short pages, a person to call, help in the middle of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.pages import page_names
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.safety import page_button
from ui.screens.tile import Tile, tile_button
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services

MORE = "more"

HELPERS = "help-setting-up"
"""The page for somebody who sets Parlour up with another."""


class HelpScreen(Screen):
    """Who to call, somebody who is upset first, and the first answers; "more" shows the rest.

    Without a calendar Home shows neither captions nor safety: the ways there are here.
    """

    title_key = "help.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        card = helper_card(services)
        if card is not None:
            page.add(card)
        elif not detail:
            add = BigButton(self.words("helper_contact.add"), kind=Kind.QUIET, icon="person")
            add.chosen.connect(self.go(Place.HELPER_CONTACT))
            page.add(add)
        for thing in self._more() if detail == MORE else self._answers():
            page.add(thing)
        page.add_stretch()

    def _answers(self) -> list[QWidget]:
        pages = [page_button(self, name, "help") for name in self._pages()[:2]]
        if not self.services.agenda.has_calendars:
            pages = [
                self._way("home.captions", "captions", "captions", Place.CAPTIONS),
                self._way("home.safety", "shield", "shield", Place.SAFETY),
            ]
        return [
            self._way("need_help.upset", "shield", "heart", Place.UPSET),
            *pages,
            self._way("help.sound", "sound", "microphone", Place.SOUND_CHECK),
            self._way("help.more", "folder", "file", Place.HELP, MORE),
        ]

    def _more(self) -> list[QWidget]:
        last = ["about", "whats-new"]
        if not self.services.agenda.has_calendars:  # a helper's page and practice are on Home
            names = [one for one in self._pages() if one != HELPERS]
            return [*(page_button(self, name, "help") for name in (*names, *last)), self._leading()]
        pages = [page_button(self, name, "help") for name in (*self._pages()[2:], *last)]
        practise = self._way("help.practise", "play", "practice", Place.PRACTICE)
        return [*pages, self._leading(), practise]

    def _leading(self) -> BigButton:
        button = BigButton(self.words("leading.title"), kind=Kind.QUIET, icon="person")
        button.chosen.connect(self.go(Place.LEADING))
        return button

    def _pages(self) -> list[str]:
        return page_names("help-", self.words.language)

    def _way(self, key: str, icon: str, picture: str, place: Place, detail: str = "") -> BigButton:
        button = BigButton(self.words(key), icon=icon, picture=picture)
        button.chosen.connect(self.go(place, detail))
        return button


TROUBLES = (
    Tile("need_help.hear", "sound", "ear", Place.HELP_ANSWER, "hear"),
    Tile("need_help.unseen", "camera", "eye", Place.HELP_ANSWER, "unseen"),
    Tile("need_help.captions", "captions", "captions", Place.HELP_ANSWER, "captions"),
    Tile("need_help.upset", "shield", "heart", Place.UPSET),
)
"""What may be wrong in a session."""


class NeedHelpScreen(Screen):
    """What would help, in the middle of a session: one press to the answer."""

    title_key = "need_help.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        rows = Rows(columns=2)
        for trouble in TROUBLES:
            rows.addWidget(tile_button(self, trouble))
        page.add(rows)
        if services.join.current is not None and not services.join.is_by_phone:
            what = self.words("meeting_buttons.title")
            buttons = BigButton(what, kind=Kind.QUIET, icon="microphone")
            buttons.chosen.connect(self.go(Place.MEETING_BUTTONS))
            page.add(buttons)
        page.add(Paragraph(self.words("need_help.away"), quiet=True))
        helper = helper_card(services)
        if helper is not None:
            page.add(helper)
        page.draw_in_rest("hands")
        back = BigButton(self.words("need_help.back"), kind=Kind.MAIN, icon="back")
        back.chosen.connect(services.navigator.back)
        self.bar(back)


def helper_card(services: Services) -> Card | None:
    """Return the helper's name and number, large; None where no helper is known."""
    helper = services.agenda.helper
    if helper is None or not helper.phone:
        return None
    card = Card(Tone.CALM)
    card.add(Heading(services.words("help.call", name=helper.name, phone=helper.phone), level=2))
    return card
