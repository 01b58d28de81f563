"""The QApplication and its event loop (qasync): start, look, first paint, signals, exit."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from PySide6.QtCore import QByteArray, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from accessibility.look.on_top import OLD_WAY, platform_to_start
from accessibility.look.text_size import TEXT_SIZE
from accessibility.look.themes import THEME
from accessibility.qt.palette import AppLook
from accessibility.qt.system_wishes import SystemWishes
from resources.pictures import app_icon_svg
from ui.widgets.roles import say_what_it_is

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from desktop.storage.settings import Settings
    from ui.window import Window

DESKTOP_FILE = "parlour"
LONGEST_WAIT_MS = 2000
"""Milliseconds that a start waits at most for its first paint."""


def make_application(
    name: str, settings: Settings | None = None, *, about: str = ""
) -> QApplication:
    """Make the one application object; the last window does not end it, `run_app` does.

    Where `settings` wish for windows that stay on top, it may have to start through XWayland.
    `about` says to assistive tools in a sentence what it is.
    """
    platform = platform_to_start(os.environ, old_way=bool(settings and settings[OLD_WAY]))
    if platform is not None:
        os.environ["QT_QPA_PLATFORM"] = platform
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setApplicationName(DESKTOP_FILE)
    app.setApplicationDisplayName(name)
    app.setDesktopFileName(DESKTOP_FILE)
    app.setQuitOnLastWindowClosed(False)
    say_what_it_is(app, about)
    return app


def platform_name() -> str:
    """Return Qt's name for what draws windows here."""
    return QGuiApplication.platformName()


def apply_look(app: QApplication, settings: Settings) -> AppLook:
    """Apply the chosen theme and text size to the app, now and whenever the choice changes."""
    look = AppLook(app, SystemWishes(app))

    def setting_changed(key: str) -> None:
        if key in (THEME.key, TEXT_SIZE.key):
            look.wear(settings[THEME], settings[TEXT_SIZE])

    setting_changed(THEME.key)
    settings.watch(setting_changed)
    return look


def draw_window(window: QWidget, picture: Path) -> None:
    """Draw a window to a PNG file, as it would stand on a screen."""
    window.show()
    for _ in range(3):  # a layout may need a second round once it knows its width
        QApplication.processEvents()
    picture.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(picture))
    window.close()


def set_app_icon() -> None:
    """Set the app's icon. Not needed for the first paint."""
    picture = QPixmap(256, 256)
    picture.fill("transparent")
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(app_icon_svg())).render(painter)
    painter.end()
    QApplication.setWindowIcon(QIcon(picture))


def run_app(app: QApplication, life: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run `life` on the event loop until it ends; return its answer."""
    import asyncio

    with asyncio.Runner(loop_factory=lambda: _event_loop(app)) as runner:
        return runner.run(life())


def leave(status: int) -> NoReturn:
    """End the process at once, when everything has been let go of in order.

    On Python's own way out, threads end wherever they are. One of asyncio's that is inside
    Qt just then, telling the loop of a child's end, aborted the whole program.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a window without a terminal has none on Windows
            with contextlib.suppress(OSError):
                stream.flush()
    os._exit(status)


def _event_loop(app: QApplication) -> AbstractEventLoop:
    """Make the loop; what blocks runs in Python's own threads, which end before Python does.

    The threads that qasync makes by itself are Qt's: one that lived too long ended
    the whole process with "terminate called without an active exception".
    """
    from concurrent.futures import ThreadPoolExecutor

    import qasync

    loop: AbstractEventLoop = qasync.QEventLoop(app)
    loop.set_default_executor(ThreadPoolExecutor(thread_name_prefix="parlour"))
    return loop


def paint_first(window: Window, *, minimised: bool = False) -> None:
    """Show the window and wait until its first screen stands there and answers.

    Only then is anything slow read. A window that is never painted is not waited for
    long, and one that starts `minimised` not at all.
    """
    if minimised:
        window.showMinimized()
        return
    waiting = QEventLoop()
    window.first_painted.connect(waiting.quit)
    QTimer.singleShot(LONGEST_WAIT_MS, waiting.quit)
    window.show()
    waiting.exec()


def on_goodbye(end: Callable[[], None]) -> None:
    """Call `end` when the computer asks the program to close (shutdown, Ctrl+C)."""
    if sys.platform == "win32":
        return
    import asyncio

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, end)
