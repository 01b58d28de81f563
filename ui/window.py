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
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from accessibility.beside.geometry import SHARE, STANDS, shape_for
from accessibility.look.own_window import Rect
from accessibility.look.text_size import TEXT_SIZE
from accessibility.qt.palette import current_look
from resources.declared import Problem
from ui.navigation import Place, Visit
from ui.notices.notices import NoticeBanner
from ui.other_windows import OtherWindows
from ui.screens.registry import screen_class
from ui.widgets.bottom_bar import BottomBar
from ui.widgets.let_go import let_go, let_go_once_left
from ui.widgets.roles import hushed, set_role, tell_name
from ui.widgets.tab_order import tab_as_read
from ui.widgets.top_bar import TopBar
from ui.window_size import USUAL_PX

if TYPE_CHECKING:
    from accessibility.beside.geometry import Shape
    from ui.screens.base import Screen
    from ui.services import Services
    from ui.strip_window import StripWindow
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
        self._strip: StripWindow | None = None
        self._made_strip: StripWindow | None = None
        self._on: Rect | None = None
        self._others = OtherWindows(services, self.come_forward)
        services.navigator.watch(self.show_visit)
        services.beside.watch(self._stand)
        services.settings.watch(self._setting_changed)
        self.show_visit(services.navigator.here)

    @property
    def screen_shown(self) -> Screen:
        """Return the screen of the present place."""
        assert self._screen is not None
        return self._screen

    def show_visit(self, visit: Visit) -> None:
        """Build the screen of a place in place of the one before, and move the focus there."""
        self._services.beside.shape = self._shape_beside()
        self._show_screen(screen_class(visit.place)(self._services, visit.detail))

    def _show_screen(self, screen: Screen) -> None:
        before, self._screen = self._screen, screen
        screen.retitled.connect(self._name)
        screen.moved.connect(self._stand)
        self._seat()
        if before is not None:  # only now: the focus of what is hidden would fall on Home
            before.leave()
            let_go_once_left(before, self.seen)
        self._bar.show_back(can_go_back=self._services.navigator.can_go_back)
        self._name()
        self._fit_banners()
        tab_as_read(self.seen)

    # Beside a meeting

    @property
    def seen(self) -> QWidget:
        """Return the window with the present screen: this one, or the one beside a meeting."""
        return self._strip or self

    def stand_on(self, screen: Rect) -> None:
        """Have the shape beside a meeting that a screen of that size has room for."""
        self._on = screen
        self._stand()

    def _stand(self) -> None:
        """Go beside the meeting, or be a window again, as it is wished for now.

        For another window a screen is built anew: a screen reader goes by the one it first saw
        it in.
        """
        shape = self._services.beside.shape = self._shape_beside()
        screen = self.screen_shown
        if screen.shape == (shape if screen.is_beside else "window"):
            if self._strip is not None:
                self._strip.stand()
        else:
            self._show_screen(screen.anew())

    def _shape_beside(self) -> Shape:
        """Return the shape that a screen beside the meeting has now, on this one's screen."""
        services = self._services
        beside = services.beside
        if not beside.is_open or beside.is_large or services.space.keeps == "nothing":
            return "window"
        if services.join.is_by_phone or services.join.is_practising:
            return "window"
        scale, screen = current_look().scale, self.screen().geometry()
        return shape_for(
            services.settings[STANDS],
            self._on or Rect(0, 0, screen.width(), screen.height()),
            body=scale.body,
            percent=scale.percent,
        )

    def _seat(self) -> None:
        """Put the screen where it belongs, and the focus on it."""
        screen = self.screen_shown
        # anew, for the screen may have opened a meeting
        found = self._services.beside.shape = self._shape_beside()
        shape = found if screen.is_beside else "window"
        strip = self._strip
        if shape == "window":
            self._column.addWidget(screen, 1)
            self._strip = None
        else:
            self._strip = self._made_strip = self._made_strip or self._make_strip()
            self._strip.take(screen, shape, self.screen())
        screen.stand_in(shape)
        screen.show()
        if self._strip is not None:
            self._strip.come_up()
        if strip is not None and self._strip is None:
            self.come_forward()
            strip.go_away()
        elif strip is None and self._strip is not None:
            self._go_down()
        self._focus_first()

    def _make_strip(self) -> StripWindow:
        from ui.strip_window import StripWindow

        made = StripWindow(self._services)
        made.closing.connect(self.closing)
        made.outdated.connect(self._stand)
        return made

    def _go_down(self) -> None:
        """Leave the desktop to the meeting; the list of windows still leads back to this one."""
        if self._services.space.keeps == "unplaced":
            self.hide()
        elif self.isVisible():
            self.showMinimized()

    def _setting_changed(self, key: str) -> None:
        if key in (STANDS.key, TEXT_SIZE.key, SHARE.key) and self._services.beside.is_open:
            self._stand()

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
        if self._strip is not None:
            self._strip.come_up()
            return
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def ask_for_attention(self) -> None:
        """Let the desktop point to the window, as it does; nothing moves and no focus goes."""
        QApplication.alert(self)

    def appear(self) -> None:
        """Be seen above others, and leave the focus where it is: nobody asked for it."""
        if self._strip is not None:
            return
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
        self.vanish()
        if self._made_strip is not None:
            let_go(self._made_strip)

    def vanish(self) -> None:
        """Be seen no more, and give back the place beside a meeting."""
        self.hide()
        if self._strip is not None:
            self._strip.go_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note the first paint, as soon as what waits behind it has been answered."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

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
        if self._strip is not None:
            self._strip.show_news(any(not banner.isHidden() for banner in self._banners))
            return
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
        """Tell the name that the window has by now, once it is left.

        Somebody who comes to it from the list of windows, while all is in the strip, has it large.
        """
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        if not self.isActiveWindow():
            QTimer.singleShot(0, self, lambda: tell_name(self))
        elif self._strip is not None and not self.isMinimized():
            self._services.beside.make_large(True)

    def _go_home(self) -> None:
        self._services.navigator.go(Place.HOME)

    def _focus_first(self) -> None:
        screen = self.screen_shown
        first = screen.first or _first_to_focus(screen)
        if first is None and self._strip is None:
            first = self._bar.first
        if first is not None:  # a screen that has just come into the strip finds its own
            screen.begin_at(first)


def _first_to_focus(screen: QWidget) -> QWidget | None:
    """Return the first thing on a screen that the Tab key would reach.

    Of its foot that is the main one, and of answers the one that is chosen.
    """
    for thing in screen.findChildren(QWidget):
        if thing.focusPolicy() & Qt.FocusPolicy.TabFocus and thing.isVisibleTo(screen):
            beside = thing.parentWidget()
            return beside.first if isinstance(beside, BottomBar) else _chosen_beside(thing)
    return None


def _chosen_beside(thing: QWidget) -> QWidget:
    """Return the answer that is chosen where `thing` is one of several, of which one can be."""
    beside = thing.parentWidget()
    if beside is None or not isinstance(thing, QAbstractButton) or not thing.autoExclusive():
        return thing
    answers = beside.findChildren(QAbstractButton)
    return next((one for one in answers if one.isChecked()), thing)
