"""What a group's card does for captions: said, with a way to its language, and to put it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.packs.languages import CODES
from ui.navigation import Place
from ui.screens.base import run_for
from ui.screens.packs.pack_words import language_name
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.column import Column
from ui.widgets.notice import Notice
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from desktop.groups.group import Group
    from ui.services import Services

CHOICES = {
    True: ("group_captions.start", "group_captions.start.change"),
    False: ("group_captions.left", "group_captions.left.change"),
}
"""The words for whether a group's captions start by themselves, and for the button."""


def missing_captions(services: Services, group: Group) -> Notice | None:
    """Say that there are no captions in a group's language, and lead to them; else None."""
    code = group.language.partition("-")[0]
    if not code or any(pack.language == code for pack in services.packs.packs):
        return None
    words = services.words
    if code not in CODES:
        return Notice(words("group_captions.no_pack"), tone=Tone.ASK)
    language = language_name(words, code)
    notice = Notice(words("group_captions.none", language=language), tone=Tone.ASK)
    get = BigButton(words("group_captions.get", language=language), kind=Kind.QUIET)
    get.chosen.connect(lambda: services.navigator.go(Place.GET_PACK, code))
    notice.add(get)
    return notice


class GroupCaptionsChoice(Column):
    """Says whether a group's captions start by themselves; one button changes it, and back."""

    def __init__(self, services: Services, group: Group) -> None:
        super().__init__(gaps=1)
        self._services = services
        self._group = group
        self._said = Paragraph("")
        self._change = BigButton("", kind=Kind.QUIET)
        self._change.chosen.connect(self._follow)
        self.add(self._said, self._change)
        self._show()

    @property
    def _starts(self) -> bool:
        return self._services.calendars.group_captions.start(self._group)

    def _show(self) -> None:
        said, change = CHOICES[self._starts]
        self._said.setText(self._services.words(said, name=self._group.name))
        self._change.setText(self._services.words(change))

    def _follow(self) -> None:
        def done(_: None) -> None:
            self._show()
            self._services.say(self._said.text())

        choice = self._services.calendars.group_captions
        work = choice.follow_card(self._group.id, follow=not self._starts)
        run_for(self, self._services, work, done=done)
