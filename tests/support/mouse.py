"""The mouse of a desk, and the room that a window has there: on X11, and on Wayland."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.support import sway
from tests.support.needs import program
from tests.support.until import until

LEFT_BUTTON = 0x110
"""What Linux calls it."""

DISPLAY = 1
"""The number by which every program calls the Wayland compositor itself."""

POINTERS = b"zwlr_virtual_pointer_manager_v1"
"""The part of a compositor that takes orders for a pointer."""

HEADER_BYTES = 8
"""Before the words of each message: whose it is, how long, and what kind."""


class Mouse(Protocol):
    """Presses what stands at a spot, as Qt counts spots."""

    def room(self, window: QWidget) -> QRect:
        """Return where this window may be seen; nothing, until the desktop has placed it."""
        ...

    async def press(self, window: QWidget, spot: QPoint) -> None:
        """Go to a spot of a window, and press the left button there."""
        ...


def mouse_here() -> Mouse:
    """Return the mouse of the desk that this program runs on. It must be there before Qt is."""
    return WaylandMouse() if "WAYLAND_DISPLAY" in os.environ else X11Mouse()


class X11Mouse:
    """Moved by xdotool; Qt knows where on the screen its windows are."""

    def room(self, window: QWidget) -> QRect:
        """Return what panels and bars leave of the screen."""
        return window.screen().availableGeometry()

    async def press(self, window: QWidget, spot: QPoint) -> None:
        """Go there on the screen's own pixels."""
        ratio = window.devicePixelRatioF()
        where = (str(round(spot.x() * ratio)), str(round(spot.y() * ratio)))
        line = [program("xdotool", "xdotool"), "mousemove", *where, "click", "1"]
        clicking = await asyncio.create_subprocess_exec(*line)
        await clicking.wait()


class WaylandMouse:
    """A virtual pointer of the compositor's; only sway knows where on the screen a window is."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(os.environ["WAYLAND_DISPLAY"])
        self._last = DISPLAY
        registry = self._new()
        self._say(DISPLAY, 1, registry)  # get_registry
        number, maker = self._waits(registry)[POINTERS], self._new()
        self._say(registry, 0, number, _text(POINTERS), 1, maker)  # bind, version 1
        self._pointer = self._new()
        self._say(maker, 0, 0, self._pointer)  # create_virtual_pointer
        self._waits(registry)

    def room(self, window: QWidget) -> QRect:
        """Return the tile of the window, which for Qt begins where the window does."""
        tile = _tile()
        return QRect(window.frameGeometry().topLeft(), tile.size()) if tile else QRect()

    async def press(self, window: QWidget, spot: QPoint) -> None:
        """Go there on the screen, from where sway says that the window begins.

        It presses once the pointer has come: sway shows a window when it has the time, and
        tells it of no pointer that came before and stands still.
        """
        tile, inside = _tile(), window.mapFromGlobal(spot)
        assert tile, "the window has no place on the screen"
        there, screen = tile.topLeft() + inside, window.screen().size()
        below = window.childAt(inside) or window

        def has_come() -> bool:
            for step in (1, 0):
                self._go(there + QPoint(step, 0), screen)
            QApplication.processEvents()
            return below.underMouse()

        await until(has_come, what=f"the mouse to come to {inside}")
        for is_down in (1, 0):
            self._say(self._pointer, 2, 0, LEFT_BUTTON, is_down)
            self._say(self._pointer, 4)

    def _go(self, there: QPoint, screen: QSize) -> None:
        self._say(self._pointer, 1, 0, there.x(), there.y(), screen.width(), screen.height())
        self._say(self._pointer, 4)  # that was all of this event

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _say(self, whom: int, request: int, *words: int | bytes) -> None:
        body = b"".join(w if isinstance(w, bytes) else struct.pack("=I", w) for w in words)
        kind = (HEADER_BYTES + len(body)) << 16 | request
        self._socket.sendall(struct.pack("=II", whom, kind) + body)

    def _waits(self, registry: int) -> dict[bytes, int]:
        """Wait until all was done that was asked for; return what parts were told of meanwhile."""
        done = self._new()
        parts: dict[bytes, int] = {}
        self._say(DISPLAY, 0, done)  # sync
        while True:
            whose, event, body = self._hear()
            if whose == done:
                return parts
            assert (whose, event) != (DISPLAY, 0), body  # an error
            if (whose, event) == (registry, 0):
                number, length = struct.unpack_from("=II", body)
                parts[body[8 : 7 + length]] = number

    def _hear(self) -> tuple[int, int, bytes]:
        whose, kind = struct.unpack("=II", self._take(HEADER_BYTES))
        return whose, kind & 0xFFFF, self._take((kind >> 16) - HEADER_BYTES)

    def _take(self, size: int) -> bytes:
        taken = self._socket.recv(size, socket.MSG_WAITALL)
        assert len(taken) == size, "the compositor is gone"
        return taken


def _text(said: bytes) -> bytes:
    """Return a text as Wayland writes it: how long, its end, and zeros to whole words."""
    ended = said + b"\0"
    return struct.pack("=I", len(ended)) + ended + b"\0" * (-len(ended) % 4)


def _tile() -> QRect | None:
    """Return where on the screen the one window there is stands, without its frame."""
    there = sway.windows()
    if len(there) != 1:
        return None
    outer, inner = there[0]["rect"], there[0]["window_rect"]
    left, top = outer["x"] + inner["x"], outer["y"] + inner["y"]
    return QRect(left, top, inner["width"], inner["height"])
