"""The window beside a meeting: a strip at the foot of the screen, or one half of it.

It asks `services.space` for its place and gives it back when it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QScreen,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from accessibility.beside.geometry import (
    LEAST_SHARE,
    MOST_SHARE,
    SHARE,
    STEP,
    Claim,
    Shape,
    edge_of,
    in_device,
    in_logical,
    share_at,
    size_of,
)
from accessibility.look.own_window import Rect
from accessibility.qt.palette import current_look
from ui.navigation import Place
from ui.widgets.button import BigButton, Kind
from ui.widgets.roles import set_role
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from ui.screens.base import Screen
    from ui.services import Services

GRIP_PX = 14
"""Pixels of the edge that is pulled to make the strip higher or lower."""

GRIP_LINE_PX = 60
"""Pixels of the line that marks it."""

LOOK_AGAIN_MS = 1000
"""Milliseconds between two looks at whether panels have come or gone."""

SETTLED_MS = 50
"""Milliseconds after a change of the screens in which others of the same change follow."""


class Grip(QWidget):
    """The upper edge of the strip: pulled, it tells where the mouse is."""

    pulled = Signal(int)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(GRIP_PX)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the edge is pulled to."""
        self.pulled.emit(round(event.globalPosition().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it stays there."""
        self.let_go.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line as a sign that it can be pulled."""
        painter = QPainter(self)
        theme = current_look().theme
        painter.fillRect(0, 0, self.width(), 2, theme.edge)
        painter.fillRect((self.width() - GRIP_LINE_PX) // 2, 6, GRIP_LINE_PX, 3, theme.edge)
        painter.end()


class StripWindow(QWidget):
    """Has one screen in it. `outdated` says that the desktop has changed: look for a shape again.

    To X11 it is a dock: others stay off it, and the mouse alone would not give it the keyboard.
    """

    closing = Signal()
    outdated = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        set_role(self, QAccessible.Role.Window)
        self._services = services
        self.shape: Shape = "window"
        self._screen = self.screen()
        self._on: Rect | None = None
        self._needed = -1
        self._holds: Screen | None = None
        keeps = services.space.keeps
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, keeps != "unplaced")
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, keeps == "covered")
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeDock, keeps == "free")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._news = BigButton(services.words("beside.news"), kind=Kind.QUIET, compact=True)
        self._news.chosen.connect(lambda: services.beside.make_large(True))
        self._add_edge()
        self._settling = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self.outdated)
        self._looking = QTimer(self, interval=LOOK_AGAIN_MS)
        self._looking.timeout.connect(self._look_again)
        self._watch_screens()
        self._keys()

    def take(self, screen: Screen, shape: Shape, on: QScreen) -> None:
        """Have this screen in it, in that shape, on a screen of the computer."""
        if not self.isVisible():
            self._screen = on
        self.shape = shape
        words = self._services.words
        self.setWindowTitle(words("app.window", screen=words(f"beside.at.{shape}")))
        self._grip.setVisible(shape == "strip")
        self._holds = screen
        self._column.addWidget(screen, 1)

    def come_up(self) -> None:
        """Stand in its place and take the keyboard."""
        self.stand()
        self.show()
        self._looking.start()
        self.raise_()
        self.activateWindow()

    def go_away(self) -> None:
        """Give the place back, and be seen no more."""
        self._settling.stop()
        self._looking.stop()
        self._holds = None
        self._services.space.give_back(int(self.winId()))
        self.hide()

    def show_news(self, there_are: bool) -> None:
        """Say that the large window has something to tell, or no more."""
        self._news.setVisible(there_are)

    # Its place

    def stand(self) -> None:
        """Take the place that is right for this screen, text size and share."""
        screen, ratio = self._there, self._screen.devicePixelRatio()
        free = self._on or _rect_of(self._screen.availableGeometry())
        wide = screen.width if self.shape == "strip" else screen.width // 2
        self.resize(wide, self.height())
        share = 0 if self._is_slim else int(self._services.settings[SHARE])
        self._needed = self._needs(wide)
        size = size_of(self.shape, screen, share=share, needs=self._needed)
        claim = Claim(
            edge_of(self.shape),
            round(size * ratio),
            in_device(screen, screen, ratio),
            tuple(self._others()),
            in_device(free, screen, ratio),
        )
        window = int(self.winId())
        QCursor.pos()  # the X server answers: the window is there, and may be named to it
        place = self._services.space.claim(window, claim)
        self.setGeometry(*in_logical(place, screen, ratio))
        self._say_what_is_so()

    def stand_on(self, screen: Rect) -> None:
        """Stand as on a screen of that size."""
        self._on = screen
        self.stand()

    @property
    def _is_slim(self) -> bool:
        return self._holds is not None and self._holds.is_slim

    @property
    def _there(self) -> Rect:
        return self._on or _rect_of(self._screen.geometry())

    def _others(self) -> Iterator[Rect]:
        """Return all screens, this one too, in pixels of the device."""
        if self._on is not None:
            yield self._on
            return
        for each in QGuiApplication.screens():
            rect = _rect_of(each.geometry())
            yield in_device(rect, rect, each.devicePixelRatio())

    def _needs(self, width: int) -> int:
        self._column.activate()
        return self._column.totalMinimumHeightForWidth(width)

    def _watch_screens(self) -> None:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for signal in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            signal.connect(self._settle)
        app.screenAdded.connect(self._watch_screen)
        for screen in QGuiApplication.screens():
            self._watch_screen(screen)

    def _watch_screen(self, screen: QScreen) -> None:
        for signal in (screen.geometryChanged, screen.availableGeometryChanged):
            signal.connect(self._settle)

    def _look_again(self) -> None:
        if self._services.space.has_changed():
            self.stand()

    def _settle(self) -> None:
        if self._screen not in QGuiApplication.screens():
            self._screen = QGuiApplication.primaryScreen()
        if self.isVisible():
            self._settling.start()

    # Its height

    def _add_edge(self) -> None:
        gap = current_look().scale.gap(3)
        self._grip = Grip()
        self._grip.pulled.connect(self._pull)
        self._grip.let_go.connect(lambda: self._step(0))
        self._column.addWidget(self._grip)
        top = QVBoxLayout()
        top.setContentsMargins(gap, 0, gap, 0)
        self._honest = Paragraph("", quiet=True)
        top.addWidget(self._honest)
        top.addWidget(self._news)
        self._news.hide()
        self._column.addLayout(top)
        self._say_what_is_so()

    def _say_what_is_so(self) -> None:
        """Say what the desktop cannot do, if anything; it may differ from place to place."""
        keeps = self._services.space.keeps
        text = self._services.words(f"beside.{keeps}") if keeps in SAID else ""
        if text != self._honest.text():
            self._honest.setText(text)
        self._honest.setVisible(bool(text))

    def _pull(self, edge: int) -> None:
        bottom = self.geometry().bottom()
        share = share_at(bottom - edge, self._there)
        high = size_of(self.shape, self._there, share=share, needs=self._needs(self.width()))
        self.setGeometry(self.x(), bottom + 1 - high, self.width(), high)

    def _step(self, more: int) -> None:
        """Become so much higher; the nearest share is found from how high it really is."""
        if self.shape == "strip":
            share = share_at(self.height(), self._there) + more
            self._services.settings[SHARE] = str(min(max(share, LEAST_SHARE), MOST_SHARE))

    def _keys(self) -> None:
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        navigator = self._services.navigator
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, navigator.back)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, lambda: navigator.go(Place.HELP))
        for key, more in ((Qt.Key.Key_Up, STEP), (Qt.Key.Key_Down, -STEP)):
            shortcut = QShortcut(QKeySequence(control | key), self)
            shortcut.activated.connect(partial(self._step, more))

    # What Qt tells it

    def event(self, event: QEvent) -> bool:
        """Follow what is in it: with a new look, or other words, it may need another height."""
        answer = super().event(event)
        is_other = event.type() == QEvent.Type.LayoutRequest and self._holds is not None
        if is_other and self._needs(self.width()) != self._needed:
            self.stand()
        return answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the screen with Page Up and Page Down, wherever the focus is."""
        if self._holds is not None and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._holds.scroll_with(event)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard at a press of the mouse: a dock is not given it by itself."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keyboard when the mouse is pressed anywhere in it."""
        if event.type() == QEvent.Type.MouseButtonPress and not self.isActiveWindow():
            self.activateWindow()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the app end everything in order."""
        event.ignore()
        self.closing.emit()


SAID = ("covered", "unplaced")
"""What a desktop cannot do is said, in the words of that name."""


def _rect_of(rect: QRect) -> Rect:
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())
