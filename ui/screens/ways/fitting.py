"""Screens of 3 plain questions, one at a time, and of the ways that fit; nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.groups.fitting_ways import NEEDS, fitting_ways
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.ways.ways import AT_ONCE, find_group, way_tile, ways_in_order
from ui.widgets.button import BigButton, Kind
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from desktop.groups.fitting_ways import Need
    from desktop.groups.group import Group
    from ui.services import Services

DRAWINGS: Mapping[Need, str] = {"connection": "link", "room": "door", "time": "clock"}
"""The drawing of what each question is about."""


class FittingScreen(Screen):
    """The questions, then the ways of a group that fit; `detail` is its id.

    The answers are on this screen alone: they are gone when the person leaves it.
    """

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._answers: list[bool] = []
        self._main: BigButton | None = None
        self._group = find_group(services, detail)
        self._show()

    @property
    def title(self) -> str:
        """Return the question, or what was found."""
        if len(self._answers) < len(NEEDS):
            return self.words(f"fitting.ask.{NEEDS[len(self._answers)]}")
        return self.words("fitting.found")

    @property
    def first(self) -> QWidget | None:
        """Begin at the main button."""
        return self._main

    def _show(self) -> None:
        if self._group is None:
            page = self.page()
            page.add(Paragraph(self.words("ways.none")))
            page.draw_in_rest("people")
        elif len(self._answers) < len(NEEDS):
            self._ask(NEEDS[len(self._answers)])
        else:
            self._show_fitting(self._group)

    def _ask(self, about: Need) -> None:
        page = self.page()
        step = self.words("fitting.step", number=len(self._answers) + 1, of=len(NEEDS))
        page.add(Paragraph(step, quiet=True), Paragraph(self.words(f"fitting.help.{about}")))
        page.add(Paragraph(self.words("fitting.kept"), quiet=True))
        page.draw_in_rest(DRAWINGS[about])
        no = BigButton(self.words("fitting.no"), icon="cross")
        no.chosen.connect(lambda: self._answer(is_there=False))
        self._main = BigButton(self.words("fitting.yes"), kind=Kind.MAIN, icon="check")
        self._main.chosen.connect(lambda: self._answer(is_there=True))
        self.bar(no, self._main)

    def _answer(self, *, is_there: bool) -> None:
        self._answers.append(is_there)
        self.clear()
        self._show()
        self.retitled.emit()
        self.begin_anew()

    def _show_fitting(self, group: Group) -> None:
        there = [need for need, is_there in zip(NEEDS, self._answers, strict=True) if is_there]
        kinds = fitting_ways(there)
        ways = [pair for pair in ways_in_order(group) if pair[1].kind in kinds]
        ways.sort(key=lambda pair: kinds.index(pair[1].kind))
        page = self.page()
        page.add(Paragraph(self.words("fitting.choose" if ways else "fitting.nothing")))
        tiles = Rows(columns=2)
        for number, (at, way) in enumerate(ways):
            is_quiet = number >= AT_ONCE - 1
            tile = way_tile(self, group, at, way, is_quiet=is_quiet)
            tile.hint = self.words(f"fitting.why.{way.kind}")
            tiles.addWidget(tile)
        page.add(tiles)
        page.draw_in_rest("people")
        self._main = BigButton(self.words("fitting.all"), kind=Kind.MAIN, icon="person")
        self._main.chosen.connect(lambda: self.services.navigator.replace(Place.WAYS, group.id))
        self.bar(self._main)
