"""Main window: the bar that never moves, banners, and the screen of the present place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from resources.declared import Problem
from ui.navigation import Place, Visit
from ui.notices.notices import NoticeBanner
from ui.screens.registry import screen_class
from ui.widgets.bottom_bar import BottomBar
from ui.widgets.let_go import let_go
from ui.widgets.roles import hushed, set_role, tell_name
from ui.widgets.tab_order import tab_as_read
from ui.widgets.top_bar import TopBar
from ui.window_size import USUAL_PX

if TYPE_CHECKING:
    from ui.captions.whole_screen import WholeScreenCaptions
    from ui.captions.window import CaptionsWindow
    from ui.practice_window import PracticeWindow
    from ui.screens.base import Screen
    from ui.services import Services
    from ui.widgets.banner import Banner

SMALLEST = (480, 360)
"""Pixels, wide and high, of the smallest window: with its frame it fits on 640 × 480."""


class Window(QWidget):
    """Follows the navigator. Closing it emits `closing`; the app then ends in order."""

    closing = Signal()
    first_painted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        set_role(self, QAccessible.Role.Window)
        self._services = services
        self._screen: Screen | None = None
        self.setMinimumSize(*SMALLEST)
        self.resize(USUAL_PX)
        self._bar = TopBar(services.words)
        self._bar.home_wanted.connect(self._go_home)
        self._bar.back_wanted.connect(services.navigator.back)
        self._bar.settings_wanted.connect(lambda: services.navigator.go(Place.SETTINGS))
        self._bar.help_wanted.connect(lambda: services.navigator.go(Place.HELP))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._bar)
        self._notices = NoticeBanner(services)
        self._banners: list[Banner] = [self._notices]
        self._column.addWidget(self._notices)
        self._notices.outgrown.connect(self._fit_banners)
        self._is_painted = False
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, services.navigator.back)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, lambda: services.navigator.go(Place.HELP))
        self._captions: CaptionsWindow | WholeScreenCaptions | None = None
        services.own_window.watch(self._show_own_window)
        self._practice: PracticeWindow | None = None
        services.practice_room.watch(self._close_practice)
        services.practice_room.come_forward = self._show_practice
        services.navigator.watch(self.show_visit)
        self.show_visit(services.navigator.here)

    @property
    def screen_shown(self) -> Screen:
        """Return the screen of the present place."""
        assert self._screen is not None
        return self._screen

    def show_visit(self, visit: Visit) -> None:
        """Build the screen of a place in place of the one before, and move the focus there."""
        before = self._screen
        self._screen = screen_class(visit.place)(self._services, visit.detail)
        self._column.addWidget(self._screen, 1)
        self._screen.show()
        self._focus_first()
        if before is not None:  # only now: the focus of what is hidden would fall on Home
            before.leave()
            self._column.removeWidget(before)
            let_go(before)
        self._bar.show_back(can_go_back=self._services.navigator.can_go_back)
        self._screen.retitled.connect(self._name)
        self._name()
        self._fit_banners()
        tab_as_read(self)

    # What any part of the app may have to say, above every screen

    def add_banner(self, banner: Banner) -> None:
        """Put a banner below the bar, above those that are there."""
        self._column.insertWidget(1, banner)
        for below in (*self._banners, self.screen_shown):
            below.raise_()  # Tab and screen readers go by this
        self._banners.insert(0, banner)
        banner.outgrown.connect(self._fit_banners)
        self._fit_banners()
        tab_as_read(self)

    def show_problem(self, problem: Problem) -> None:
        """Say what happened and what to do next, until the person has read it."""
        self._notices.show_notice(self._services.words.explain(problem))

    def show_sentence(self, text: str) -> None:
        """Say one thing, until the person has read it."""
        self._notices.show_notice(text)

    # Coming and going

    async def painted(self) -> None:
        """Wait until the first screen stands there and the window answers."""
        if not self._is_painted:
            import asyncio

            painted = asyncio.Event()
            self.first_painted.connect(painted.set)
            await painted.wait()

    def come_forward(self) -> None:
        """Show the window above others: it was asked for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def ask_for_attention(self) -> None:
        """Let the desktop point to the window, as it does; nothing moves and no focus goes."""
        QApplication.alert(self)

    def appear(self) -> None:
        """Be seen above others, and leave the focus where it is: nobody asked for it."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    def take_down(self) -> None:
        """Let go of the present screen; nothing is shown after this."""
        self._services.own_window.close()
        self._services.practice_room.leave()
        self.screen_shown.leave()

    def _show_own_window(self) -> None:
        """Open or close the captions' own window, as the person wishes."""
        whole = self._services.own_window.is_whole
        if not self._services.own_window.is_open:
            self._close_captions()
            return
        if self._captions is not None and self._captions.is_whole != whole:
            self._close_captions()
        if self._captions is None:
            self._captions = self._make_captions()
        self._captions.come_forward()

    def _show_practice(self) -> None:
        """Open the practice meeting, or bring it to the front."""
        if self._practice is None:
            from ui.practice_window import PracticeWindow

            self._practice = PracticeWindow(self._services)
            self._practice.parlour_wanted.connect(self.come_forward)
        self._practice.come_forward()

    def _close_practice(self) -> None:
        """Take its window away, once the person has left it."""
        if self._practice is not None and not self._services.practice_room.has_window:
            self._practice.take_down()
            let_go(self._practice)
            self._practice = None

    def _make_captions(self) -> CaptionsWindow | WholeScreenCaptions:
        if self._services.own_window.is_whole:
            from ui.captions.whole_screen import WholeScreenCaptions

            return WholeScreenCaptions(self._services)
        from ui.captions.window import CaptionsWindow

        made = CaptionsWindow(self._services)
        made.parlour_wanted.connect(self.come_forward)
        made.outdated.connect(self._renew_captions)
        return made

    def _renew_captions(self) -> None:
        """Put a fresh window in its place; the focus stays where the choice was made."""
        self._close_captions()
        self._captions = self._make_captions()
        self._captions.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._captions.show()

    def _close_captions(self) -> None:
        if self._captions is not None:
            self._captions.take_down()
            self._captions.hide()
            self._captions.deleteLater()
            self._captions = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note the first paint, as soon as what waits behind it has been answered."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let banners take their share of the new size."""
        self._fit_banners()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the app end everything in order; it closes the window itself."""
        event.ignore()
        self.closing.emit()

    def _fit_banners(self) -> None:
        """Give banners the height they need, as far as the screen below keeps what it needs."""
        if self._screen is None:
            return
        width, height = self.width(), self.height()
        room = height - self._bar.needs(width) - self._screen.needs(width)
        for banner in self._banners:
            room -= banner.fit_into(width, height, room)

    def _name(self) -> None:
        """Name the window, also for screen readers, but only as long as they are elsewhere.

        One that is told a new name of the window it is in stops in its sentence for it.
        """
        title = self.screen_shown.title
        with hushed(self):
            self.setWindowTitle(self._services.words("app.window", screen=title))
        self.screen_shown.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the screen with Page Up and Page Down, wherever the focus is."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.screen_shown.scroll_with(event)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell the name that the window has by now, once it is left."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            QTimer.singleShot(0, self, lambda: tell_name(self))

    def _go_home(self) -> None:
        self._services.navigator.go(Place.HOME)

    def _focus_first(self) -> None:
        screen = self.screen_shown
        screen.begin_at(screen.first or _first_to_focus(screen) or self._bar.first)


def _first_to_focus(screen: QWidget) -> QWidget | None:
    """Return the first thing on a screen that the Tab key would reach; of its foot the main one."""
    for thing in screen.findChildren(QWidget):
        if thing.focusPolicy() & Qt.FocusPolicy.TabFocus and thing.isVisibleTo(screen):
            beside = thing.parentWidget()
            return beside.first if isinstance(beside, BottomBar) else thing
    return None
