"""Screens on which a group writes its rules together: a question each, and the card they make."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from desktop.groups.agreement_draft import is_rule
from desktop.groups.cards import write
from desktop.groups.group import SUBJECTS
from desktop.storage.saved_page import save_page
from desktop.system.start_options import CARD_SUFFIX
from ui.navigation import Place
from ui.screens.agreement_text import DRAFT, AgreementText
from ui.screens.base import Screen
from ui.screens.setup.adding import only_this_run
from ui.screens.setup.result_area import ResultArea
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.field import LabelledField
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.groups.group import Subject
    from resources.declared import Problem
    from ui.services import Services

CHECK = "check"
"""The step after the last question: all rules together."""

LEAST_FIELDS = 2
"""So many fields a question has, however few rules there are."""

DRAWINGS: dict[Subject, str] = {
    "cameras": "camera",
    "names": "you",
    "turns": "speech",
    "chat": "letter",
    "stays": "shield",
    "recording": "captions",
    "lateness": "clock",
    "outside": "phone",
    "leads": "people",
    "broken": "heart",
    "other": "hands",
}
"""The drawing of what each question is about."""


class WriteAgreementScreen(Screen):
    """The group's name, a question, or all rules; `detail` is what the question is about."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._draft = services.calendars.agreement_draft
        self._first: QWidget | None = None
        self._fields: list[LabelledField] = []
        about = next((one for one in SUBJECTS if one == detail), None)
        if about is not None:
            self._ask(about)
        elif detail == CHECK:
            self._show_all()
        else:
            self._ask_name()

    @property
    def title(self) -> str:
        """Return the question."""
        if self.detail in SUBJECTS:
            return self.words(f"write_agreement.ask.{self.detail}")
        return self.words(
            "write_agreement.done" if self.detail == CHECK else "write_agreement.title"
        )

    @property
    def first(self) -> QWidget | None:
        """Begin at what is to be written."""
        return self._first

    # The name

    def _ask_name(self) -> None:
        page = self.page()
        page.add(Paragraph(self.words("write_agreement.intro")))
        page.add(Paragraph(self.words("write_agreement.kept"), quiet=True))
        page.add(*only_this_run(self.services))
        groups = self.services.calendars.groups
        known = self._draft.name or (groups[0].name if len(groups) == 1 else "")
        self._add_fields([(self.words("write_agreement.name"), known)], self._keep_name)
        page.draw_in_rest("hands")
        go_on = BigButton(self.words("write_agreement.next"), kind=Kind.MAIN, icon="check")
        go_on.chosen.connect(self._keep_name)
        self.bar(go_on)

    def _keep_name(self) -> None:
        name = self._fields[0].text()
        work = self._draft.begin(name, self.services.calendars.card_named(name))
        self.run(work, done=lambda _: self._go_after(None), failed=self._refuse)

    # A question

    def _ask(self, about: Subject) -> None:
        page = self.page()
        number = SUBJECTS.index(about) + 1
        step = self.words("write_agreement.step", number=number, of=len(SUBJECTS))
        page.add(Paragraph(step, quiet=True))
        ready = self._ready(about)
        page.add(Paragraph(self.words(f"write_agreement.{'change' if any(ready) else 'own'}")))

        def keep() -> None:
            self._keep(about, tuple(field.text() for field in self._fields))

        fields = [(self._label(number), line) for number, line in enumerate(ready, 1)]
        self._add_fields(fields, keep)
        page.draw_in_rest(DRAWINGS[about])
        skip = BigButton(self.words("write_agreement.skip"), icon="cross")
        skip.chosen.connect(lambda: self._keep(about, ()))
        go_on = BigButton(self.words("write_agreement.next"), kind=Kind.MAIN, icon="check")
        go_on.chosen.connect(keep)
        self.bar(skip, go_on)

    def _ready(self, about: Subject) -> list[str]:
        """Return what was answered before, or sentences to begin with; one line more is free."""
        if about in self._draft.answers:
            lines = [*self._draft.answers[about], ""]
        else:
            keys = f"write_agreement.ready.{about}", f"write_agreement.more.{about}"
            lines = [self.words(key) for key in keys if self.words.has(key)]
        return [*lines, *[""] * (LEAST_FIELDS - len(lines))]

    def _label(self, number: int) -> str:
        """Return what stands above a field; no two are alike."""
        if number > LEAST_FIELDS:
            return self.words("write_agreement.further", number=number)
        return self.words("write_agreement.first" if number == 1 else "write_agreement.second")

    def _add_fields(self, fields: list[tuple[str, str]], enter: Callable[[], None]) -> None:
        card = Card()
        for label, text in fields:
            field = LabelledField(label, text=text)
            field.accepted.connect(enter)
            self._fields.append(field)
            card.add(field)
        assert self._scrolled is not None
        self._scrolled.add(card)
        self._first = self._fields[0].line

    def _keep(self, about: Subject, lines: tuple[str, ...]) -> None:
        work = self._draft.answer(about, lines)
        self.run(work, done=lambda _: self._go_after(about), failed=self._refuse)

    def _refuse(self, problem: Problem) -> None:
        for field in self._fields:
            field.show_error("")
        wrong = next((one for one in self._fields if not is_rule(one.text())), self._fields[0])
        wrong.show_error(str(self.words.explain(problem)))

    def _go_after(self, about: Subject | None) -> None:
        following = (*SUBJECTS, CHECK)[0 if about is None else SUBJECTS.index(about) + 1]
        self.services.navigator.go(Place.WRITE_AGREEMENT, following)

    # All of them

    def _show_all(self) -> None:
        page = self.page()
        self._result = ResultArea(self.services)
        group = self._draft.group
        again = BigButton(self.words("write_agreement.from_start"), kind=Kind.QUIET, icon="again")
        again.chosen.connect(self.go(Place.WRITE_AGREEMENT, SUBJECTS[0]))
        if not group.rules or not group.name:
            page.add(Paragraph(self.words("write_agreement.nothing")), again)
            page.draw_in_rest("hands")
            return
        page.add(AgreementText(self.services, group, is_told=False), again, self._result)
        page.draw_in_rest("hands")
        paper = BigButton(self.words("print_page.title"), icon="print")
        paper.chosen.connect(self.go(Place.PRINT_AGREEMENT, DRAFT))
        card = BigButton(self.words("write_agreement.card"), kind=Kind.MAIN, icon="check")
        card.chosen.connect(self._make_card)
        self.bar(paper, card)
        self._first = card

    def _make_card(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.save_card_in(Path(QStandardPaths.writableLocation(place)))

    def save_card_in(self, folder: Path) -> None:
        """Write the group's card into a folder, and offer to use it here too."""
        today = self.services.clock.now().date()
        card = self._draft.card(today, self.services.calendars.card_named(self._draft.name))
        work = asyncio.to_thread(
            lambda: save_page(folder, card.group.name, write(card), ending=CARD_SUFFIX)
        )
        self._result.wait_for(work, self.words("write_agreement.saving"), self._saved)

    def _saved(self, path: Path) -> None:
        names = {"name": path.name, "folder": path.parent.name}
        add = BigButton(self.words("write_agreement.add"), icon="calendar")
        add.chosen.connect(self.go(Place.ADD_FILE, str(path)))
        self._result.tell(self.words("write_agreement.saved", **names), add)
