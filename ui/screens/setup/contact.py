"""Helper contact screen: who helps and on which number, typed, changed, removed and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.groups.typed_contact import HelperPhoneWrong
from ui.screens.base import Screen
from ui.screens.setup.adding import only_this_run
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Replaceable
from ui.widgets.field import LabelledField
from ui.widgets.notice import Notice
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from resources.declared import Problem
    from ui.services import Services


class HelperContactScreen(Screen):
    """A name and a telephone number. They are offered wherever somebody to call is."""

    title_key = "helper_contact.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._helper = services.calendars.typed_contact
        page = self.page()
        page.add(Paragraph(self.words("helper_contact.intro")), *only_this_run(services))
        self._name = LabelledField(self.words("helper_contact.name"))
        self._phone = LabelledField(
            self.words("helper_contact.phone"), hint=self.words("helper_contact.phone_hint")
        )
        self._phone.accepted.connect(self._save)
        card = Card()
        card.add(self._name, self._phone)
        self._answer = Replaceable()
        self._remove = BigButton(self.words("helper_contact.remove"), kind=Kind.QUIET, icon="cross")
        self._remove.chosen.connect(self._take_away)
        page.add(card, self._answer, self._remove)
        page.draw_in_rest("friends")
        keep = BigButton(self.words("helper_contact.keep"), kind=Kind.MAIN, icon="check")
        keep.chosen.connect(self._save)
        self.bar(keep)
        self._show()

    @property
    def first(self) -> QWidget:
        """Begin at the name."""
        return self._name.line

    def _show(self) -> None:
        contact = self._helper.contact
        self._name.set_text(contact.name if contact else "")
        self._phone.set_text(contact.phone if contact else "")
        self._remove.setVisible(contact is not None)

    def _save(self) -> None:
        self._name.show_error("")
        self._phone.show_error("")

        def done(_: object) -> None:
            contact = self._helper.contact
            assert contact is not None
            kept = self.words("helper_contact.kept", name=contact.name, phone=contact.phone)
            self._tell(kept)

        work = self._helper.save(self._name.text(), self._phone.text())
        self.run(work, done=done, failed=self._refuse)

    def _refuse(self, problem: Problem) -> None:
        wrong = self._phone if isinstance(problem, HelperPhoneWrong) else self._name
        wrong.show_error(str(self.words.explain(problem)))
        wrong.line.setFocus()

    def _take_away(self) -> None:
        removed = self.words("helper_contact.removed")
        self.run(self._helper.remove(), done=lambda _: self._tell(removed))

    def _undo(self) -> None:
        as_before = self.words("helper_contact.as_before")
        self.run(self._helper.undo(), done=lambda _: self._tell(as_before))

    def _tell(self, text: str) -> None:
        """Say what has changed, and offer to take it back."""
        notice = Notice(text, tone=Tone.CALM)
        undo = BigButton(self.words("helper_contact.undo"), kind=Kind.QUIET, icon="back")
        undo.chosen.connect(self._undo)
        notice.add(undo)
        self._show()
        self._answer.show_instead(notice)
        self.services.say(text)
        self.services.agenda.tell()
