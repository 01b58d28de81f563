"""Whether this desktop has a compositor, so that a window can be translucent."""

from __future__ import annotations

import ctypes
from ctypes.util import find_library

from PySide6.QtGui import QGuiApplication


def can_be_seen_through() -> bool:
    """Say whether what is below a window may shine through it now.

    Only X11 has desktops that cannot: there a running compositor owns the selection
    `_NET_WM_CM_S<screen>` (freedesktop.org, Extended Window Manager Hints).
    """
    if QGuiApplication.platformName() != "xcb":
        return True
    name = find_library("X11")
    return name is not None and _has_compositor(ctypes.CDLL(name))


def _has_compositor(x11: ctypes.CDLL) -> bool:
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return False
    try:
        selection = f"_NET_WM_CM_S{x11.XDefaultScreen(display)}".encode()
        atom = ctypes.c_ulong(x11.XInternAtom(display, selection, 0))
        return bool(x11.XGetSelectionOwner(display, atom))
    finally:
        x11.XCloseDisplay(display)
