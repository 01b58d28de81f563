"""Side by side screen: what a helper does with somebody, step by step; done steps have a tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from ui.services import Services


class SetUpStep(NamedTuple):
    """One step: its words, its picture until it is done, where it is done, and what is so far."""

    key: str
    icon: str
    place: Place
    done: str = ""


class SideBySideScreen(Screen):
    """The steps in the order in which they are best done; each leads to where it is done."""

    title_key = "side_by_side.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("side_by_side.intro")))
        for step in self._steps():
            icon = "check" if step.done else step.icon
            button = BigButton(self.words(step.key), icon=icon, hint=step.done)
            button.chosen.connect(self.go(step.place))
            page.add(button)
        more = BigButton(self.words("side_by_side.page"), kind=Kind.QUIET, icon="help")
        more.chosen.connect(self.go(Place.PAGE, "help-setting-up"))
        page.add(more)
        page.draw_in_rest("friends")

    def _steps(self) -> list[SetUpStep]:
        helper, agenda = self.services.agenda.helper, self.services.agenda
        named = ""
        if helper is not None:
            named = self.words("side_by_side.named", name=helper.name)
        following = agenda.outlook.next
        coming = agenda.next_in_words(None) if following is not None else ""
        place = Place.CALENDAR if agenda.has_calendars else Place.ADD_LINK
        return [
            SetUpStep("side_by_side.sessions", "calendar", place, coming),
            SetUpStep("side_by_side.helper", "person", Place.HELPER_CONTACT, named),
            SetUpStep("side_by_side.look", "settings", Place.SETTINGS),
            SetUpStep("side_by_side.sound", "sound", Place.SOUND_CHECK),
            SetUpStep("side_by_side.practise", "play", Place.PRACTICE),
        ]
