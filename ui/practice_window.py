"""Window of the practice meeting: drawn like a meeting, with two people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QShowEvent

from ui.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.person_tile import PersonTile
from ui.widgets.roles import set_role
from ui.widgets.rows import Rows
from ui.widgets.tab_order import tab_as_read
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services
    from ui.widgets.page import Page

PEOPLE = {"sam": "sky", "mary": "rose"}
"""Who is in the meeting, as the script calls them, each with the colour behind the picture."""

USUAL_PX = QSize(900, 560)
"""Its first size: Parlour's own main buttons stay in sight below it, where there is room."""

SMALLEST = (440, 340)
"""Pixels, wide and high, of the smallest window: with its frame it fits on 640 × 480."""


class PracticeWindow(Screen):
    """A window of its own, with a door, people, and a red button that truly closes it.

    `parlour_wanted` says that the person wants to see the main window.
    """

    title_key = "practice_room.title"
    parlour_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        set_role(self, QAccessible.Role.Window)
        self._room = services.practice_room
        self._shown = ""
        self._tiles: dict[str, PersonTile] = {}
        self._you: PersonTile | None = None
        self._hint: Paragraph | None = None
        self._sound: BigButton | None = None
        self._camera: BigButton | None = None
        self._begin: QWidget | None = None
        self.setWindowTitle(self.words("app.window", screen=self.title))
        self.setMinimumSize(*SMALLEST)
        self._show()
        self.until_left(self._room.watch(self._show))
        self.until_left(services.rehearsing.watch(self._show))
        self.until_left(services.captioning.watch(self._show))

    def come_forward(self) -> None:
        """Show it above others, beside the head of the main window: it was asked for."""
        if not self.isVisible():
            free = self.screen().availableGeometry()
            if free.width() < USUAL_PX.width() * 1.2 or free.height() < USUAL_PX.height() * 1.4:
                self.setWindowState(Qt.WindowState.WindowMaximized)
            else:
                self.resize(USUAL_PX)
                self.move(free.right() - USUAL_PX.width() - 24, free.top() + 24)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self._arrive()

    def take_down(self) -> None:
        """Let go of everything that could call back; the window goes away next."""
        self.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go through it as one reads it."""
        super().showEvent(event)
        tab_as_read(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with Page Up and Page Down, wherever the focus is."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.scroll_with(event)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the meeting, as its red button does."""
        event.ignore()
        self._room.leave()

    # What stands there

    def _show(self) -> None:
        is_new = self._room.has_window and self._room.stage != self._shown
        if is_new:
            self._shown = self._room.stage
            self.clear()
            page = self._show_door() if self._shown == "door" else self._show_meeting()
            page.show()  # at once, for what is hidden is not told on arrival
        if self._shown == "inside":
            self._follow()
        if is_new:
            tab_as_read(self)
            self._arrive()

    def _arrive(self) -> None:
        if self._begin is not None:
            self.begin_at(self._begin)

    def _show_door(self) -> Page:
        page = self.page()
        page.add(Paragraph(self.words("practice_room.nobody"), strong=True))
        page.add(Paragraph(self.words("practice_room.about")))
        page.draw_in_rest("door")
        self._begin = join = self._button("service.practice.press", "join", kind=Kind.MAIN)
        join.chosen.connect(self._room.enter)
        self.bar(join, self._to_parlour())
        return page

    def _show_meeting(self) -> Page:
        page = self.page(heading=False)
        page.add(Heading(self.title))
        self._hint = Paragraph("", strong=True)
        page.add(self._hint, self._people())
        page.add_stretch()
        self._sound = self._button("practice_room.sound_on", "microphone")
        self._sound.chosen.connect(self._room.turn_sound)
        self._camera = self._button("practice_room.camera_on", "camera")
        self._camera.chosen.connect(self._room.turn_camera)
        leave = self._button("service.practice.leave_word", "leave", kind=Kind.LEAVE)
        leave.chosen.connect(self._room.leave)
        self._begin = self._sound
        self.bar(self._sound, self._camera, self._to_parlour(), leave)
        return page

    def _people(self) -> Rows:
        rows = Rows(columns=3, tight=True)
        for who, colour in PEOPLE.items():
            self._tiles[who] = PersonTile(self.words(f"practice_room.name.{who}"), (who,), colour)
            rows.addWidget(self._tiles[who])
        name = self.words("practice_room.name.you")
        self._you = PersonTile(name, ("camera-off", "you"), "leaf")
        rows.addWidget(self._you)
        return rows

    def _button(self, key: str, icon: str, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        return BigButton(self.words(key), kind=kind, icon=icon, compact=True)

    def _to_parlour(self) -> BigButton:
        button = self._button("practice_room.parlour", "home")
        button.chosen.connect(self.parlour_wanted)
        return button

    # What goes on

    def _follow(self) -> None:
        """Show who speaks, and what one's own buttons have done."""
        speaker = self.services.rehearsing.speaker
        for who, tile in self._tiles.items():
            speaks = who == speaker
            key = "practice_room.speaks" if speaks else "practice_room.listens"
            tile.show_state(self.words(key), is_speaking=speaks)
        room = self._room
        assert self._you and self._sound and self._camera and self._hint
        sound = "practice_room.is_muted" if room.is_muted else "practice_room.is_heard"
        camera = "practice_room.is_seen" if room.has_camera else "practice_room.is_unseen"
        drawing = "you" if room.has_camera else "camera-off"
        state = f"{self.words(sound)} {self.words(camera)}"
        self._you.show_state(state, drawing=drawing)
        turn_sound = "practice_room.sound_on" if room.is_muted else "practice_room.sound_off"
        self._sound.setText(self.words(turn_sound))
        turn = "practice_room.camera_off" if room.has_camera else "practice_room.camera_on"
        self._camera.setText(self.words(turn))
        is_awaited = self.services.navigator.here.place is Place.OPENING
        self._hint.setText(
            self.words("practice_room.go_back" if is_awaited else "practice_room.nobody")
        )
