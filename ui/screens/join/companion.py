"""The Session screen beside the meeting: captions, and three big buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.captions.panel import CaptionPanel
from ui.screens.help.practice import PracticeStrip
from ui.screens.join.leaving import begin_to_leave
from ui.session_captions import take_to_captions
from ui.widgets.button import BigButton, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services
    from ui.widgets.room import RoomPage


class SessionScreen(Screen):
    """The companion: captions, Pause captions, I need help, I am leaving, the group's rules.

    In a strip what else there is stands behind More; as a window it offers to be one again.
    """

    is_beside = True

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        room = self.room()
        if services.join.is_practising:
            strip = PracticeStrip(services)
            room.add(strip)
            self.until_left(strip.close_strip)
        self._panel = CaptionPanel(
            services, room, is_low=self.shape == "strip", also=self._way_back()
        )
        self._add_ways(room)
        self.until_left(self._panel.close_panel)
        services.captioning.start_if_possible()
        QTimer.singleShot(0, self, lambda: take_to_captions(services))
        self._see_if_slim()
        self.until_left(services.captioning.watch(self._see_if_slim))

    def _see_if_slim(self) -> None:
        """Be no higher than the buttons where there are no captions to read."""
        captioning = self.services.captioning
        self.be_slim(not captioning.is_turned_on and not captioning.blocks)

    @property
    def title(self) -> str:
        """Say that this is the session, or the rehearsal."""
        practising = self.services.join.is_practising
        return self.words("in_session.practice_title" if practising else "in_session.title")

    @property
    def first(self) -> QWidget:
        """Begin at the button that pauses captions."""
        return self._panel.toggle

    def _add_ways(self, room: RoomPage) -> None:
        help_me = BigButton(self.words("in_session.help"), icon="help", compact=True)
        help_me.chosen.connect(self.go(Place.NEED_HELP))
        leave = BigButton(self.words("in_session.leave"), icon="leave", compact=True)
        leave.chosen.connect(lambda: begin_to_leave(self.services))
        ways = [self._panel.toggle, help_me, leave, *self._way_to_rules()]
        if self.shape == "strip":
            more = BigButton(self.words("beside.more"), kind=Kind.QUIET, compact=True)
            more.chosen.connect(self.go(Place.BESIDE))
            ways.append(more)
        self.bar(*ways, room=room)

    def _way_to_rules(self) -> list[BigButton]:
        """Return the button that leads to the rules of this session's group, if it has some."""
        group = self.services.calendars.group_of(self.services.join.current)
        if group is None or not group.rules:
            return []
        rules = BigButton(self.words("agreement.in_session"), kind=Kind.QUIET, compact=True)
        rules.chosen.connect(self.go(Place.AGREEMENT, group.id))
        return [rules]

    def _way_back(self) -> BigButton | None:
        """Return the button that puts Parlour beside the meeting again, where it was before."""
        beside = self.services.beside
        if not (beside.is_open and beside.is_large):
            return None
        button = BigButton(self.words("beside.smaller"), kind=Kind.QUIET)
        button.chosen.connect(lambda: beside.make_large(False))
        return button
