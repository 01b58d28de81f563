"""Screen: the web page of a human captioner: keep its address, open it, remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.field import LabelledField
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from desktop.links.policy import LinkVerdict
    from resources.declared import Problem
    from ui.services import Services


class CaptionerScreen(Screen):
    """Give the address, see where it goes, open it, remove it."""

    title_key = "captioner.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._captioner = services.captioner
        self._field: LabelledField | None = None
        self._main: BigButton | None = None
        page = self.page()
        page.add(Paragraph(self.words("captioner.what")))
        self._place = Replaceable()
        page.add(self._place)
        page.draw_in_rest("friends")
        self._show()

    @property
    def first(self) -> QWidget | None:
        """Begin at the address, where there is none yet; else at what opens it."""
        return self._field.line if self._field is not None else self._main

    def _show(self, told: Notice | None = None) -> None:
        """Show the address as it is stored, or the place for one; `told` comes first."""
        link = self._captioner.verdict
        things = self._empty() if link is None else self._kept(link)
        self._place.show_instead(Column([*([told] if told else []), *things]))
        self._keep_main()

    def _keep_main(self) -> None:
        """Let the main button that is there now stay at the foot."""
        every = self._place.findChildren(BigButton)
        shown = (one for one in every if one.isVisibleTo(self._place))
        self._main = next((one for one in shown if one.kind is Kind.MAIN), None)
        self.keep_below(self._main)

    def _show_anew(self, text: str, told: Notice | None = None) -> None:
        """Show what is so after a press; the focus goes to what can be done then."""
        self._show(told)
        offered = told.findChild(BigButton) if told is not None else None
        there = offered or self.first
        if there is not None:
            self.begin_at(there, told=text)

    # Where there is none

    def _empty(self) -> list[QWidget]:
        self._field = LabelledField(
            self.words("captioner.field"), hint=self.words("captioner.hint")
        )
        self._field.accepted.connect(self._give)
        keep = self._button("captioner.keep", "check", kind=Kind.MAIN)
        keep.chosen.connect(self._give)
        return [self._field, keep]

    def _give(self) -> None:
        assert self._field is not None
        text = self._field.text()
        link = self._captioner.check(text)
        if link.verdict == "allow":
            self._change(self._captioner.save(text))
        elif link.rule == "unknown":
            self._place.show_instead(self._question(text, link))
            self._keep_main()
            if self._main is not None:
                self.begin_at(self._main, told=f"{self.words('captioner.unknown')} {link.host}")
        else:
            self._field.show_error(self.words(link.reason, **link.details))
            self._field.line.setFocus()

    def _question(self, text: str, link: LinkVerdict) -> Card:
        """Ask whether the website is the right one, by its exact name."""
        card = Card(Tone.ASK)
        card.add(
            Paragraph(self.words("captioner.unknown")),
            Heading(link.host or "", level=2),
            Paragraph(self.words("captioner.question"), strong=True),
        )
        yes = self._button("captioner.yes", "check", kind=Kind.MAIN)
        yes.chosen.connect(lambda: self._change(self._captioner.save(text, said_yes=True)))
        no = self._button("captioner.no", "cross")
        no.chosen.connect(lambda: self._show_anew(""))
        card.add(yes, no)
        return card

    # Where there is one

    def _kept(self, link: LinkVerdict) -> list[QWidget]:
        self._field = None
        card = Card()
        card.add(Paragraph(self.words("captioner.goes_to")), Heading(link.host or "", level=2))
        if not self.services.calendars.is_kept:
            card.add(Paragraph(self.words("captioner.this_run"), quiet=True))
        things: list[QWidget] = [card]
        if link.opens is None:
            things.append(Notice(self.words(link.reason, **link.details)))
        else:
            things.append(open_button(self, failed=self._failed))
        remove = self._button("captioner.remove", "cross")
        remove.chosen.connect(self._remove)
        return [*things, remove]

    def _remove(self) -> None:
        work = self._captioner.remove()
        self.run(work, done=lambda _: self._removed(), failed=self._failed)

    def _removed(self) -> None:
        text = self.words("captioner.removed")
        notice = Notice(text, tone=Tone.CALM)
        back = self._button("captioner.put_back", "back")
        back.chosen.connect(lambda: self._change(self._captioner.put_back()))
        notice.add(back)
        self._show_anew(text, notice)

    def _change(self, work: Coroutine[Any, Any, object]) -> None:
        self.run(work, done=lambda _: self._changed(), failed=self._failed)

    def _changed(self) -> None:
        link = self._captioner.verdict
        text = f"{self.words('captioner.goes_to')} {link.host}" if link is not None else ""
        self._show_anew(text)

    def _failed(self, problem: Problem) -> None:
        explained = self.words.explain(problem)
        self._show_anew(str(explained), Notice(explained, tone=Tone.ASK))

    def _button(self, key: str, icon: str, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        return BigButton(self.words(key), kind=kind, icon=icon)


def open_button(
    screen: Screen, *, kind: Kind = Kind.MAIN, failed: Callable[[Problem], None] | None = None
) -> BigButton:
    """Return the button that opens the captioner's page, and says so."""
    services = screen.services
    button = BigButton(screen.words("captioner.open"), kind=kind, icon="captions")

    def opened(_: None) -> None:
        button.hint = screen.words("captioner.opened")
        services.say(button.hint)

    button.chosen.connect(lambda: screen.run(services.captioner.open(), done=opened, failed=failed))
    return button


def captioner_ways(screen: Screen) -> list[QWidget]:
    """Return the way to a human captioner for another screen: one press, once there is one."""
    place = BigButton(screen.words("captioner.title"), kind=Kind.QUIET, icon="person")
    place.chosen.connect(screen.go(Place.CAPTIONER))
    link = screen.services.captioner.verdict
    if link is None or link.opens is None:
        return [place]
    return [open_button(screen, kind=Kind.ORDINARY), place]
