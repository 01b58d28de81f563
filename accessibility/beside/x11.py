"""Reserves space on X11 by `_NET_WM_STRUT_PARTIAL`, as the window managers' standard says.

The X server takes the property away with its window, so a program that was killed reserves
nothing. Qt has its own connection; this one only writes and reads properties.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from accessibility.beside.geometry import Claim, Strut, free_area, placed, strut_for, whole_strut

if TYPE_CHECKING:
    from accessibility.beside.geometry import Keeps
    from accessibility.look.own_window import Rect

log = logging.getLogger(__name__)

CLIENTS = "_NET_CLIENT_LIST"
PARTIAL, WHOLE = "_NET_WM_STRUT_PARTIAL", "_NET_WM_STRUT"
SUPPORTED, ABOVE = "_NET_SUPPORTED", "_NET_WM_STATE_ABOVE"


class X11Space:
    """Struts on the windows of this program; the struts of others are left alone."""

    def __init__(self, display: str | None = None) -> None:
        self._name = display
        self._connection: Any = None
        self._windows = 0
        self._keeps: Keeps = "free"

    @property
    def keeps(self) -> Keeps:
        """Say that other windows stay off the place, unless the last one could not be reserved."""
        return self._keeps

    def claim(self, window: int, claim: Claim) -> Rect:
        """Reserve a place above the panels that are there."""
        try:
            free = free_area(claim.screen, claim.desktop, self._others(window, claim.desktop))
            place = placed(claim.edge, claim.size, free)
            strut = strut_for(place, claim)
            self._write(window, strut)
        except _errors() as error:
            log.warning("no space could be reserved: %s", type(error).__name__)
            self._keeps = "covered"
            return placed(claim.edge, claim.size, claim.free)
        self._keeps = "free" if strut is not None else "covered"
        return place

    def give_back(self, window: int) -> None:
        """Take the struts from the window; the connection is opened anew for the next claim."""
        if self._connection is None:
            return
        try:
            self._write(window, None)
            self._connection.close()
        except _errors() as error:
            log.warning("no space could be given back: %s", type(error).__name__)
        self._connection = None

    def has_changed(self) -> bool:
        """Say whether windows have come or gone; panels are among them."""
        if self._connection is None:
            return False
        try:
            waiting = [self._display.next_event() for _ in range(self._display.pending_events())]
        except _errors():
            return False
        return any(getattr(event, "atom", None) == self._windows for event in waiting)

    def _write(self, window: int, strut: Strut | None) -> None:
        target = self._display.create_resource_object("window", window)
        from Xlib import Xatom

        for name, numbers in ((PARTIAL, strut), (WHOLE, strut and strut[:4])):
            atom = self._display.intern_atom(name)
            if numbers is None:
                target.delete_property(atom)
            else:
                target.change_property(atom, Xatom.CARDINAL, 32, list(numbers))
        self._display.sync()

    def _others(self, window: int, desktop: Rect) -> Iterator[Strut]:
        """Read what the other windows reserve: panels, above all."""
        from Xlib.error import BadWindow

        root = self._display.screen().root
        for other in self._numbers(root, CLIENTS):
            target = self._display.create_resource_object("window", other)
            try:
                partial = self._numbers(target, PARTIAL)
                whole = self._numbers(target, WHOLE)
            except BadWindow:  # it has just gone
                continue
            if other != window and len(partial) == len(Strut._fields):
                yield Strut(*partial)
            elif other != window and len(whole) == len(Strut._fields) // 3:
                yield whole_strut(whole, desktop)

    def _numbers(self, target: Any, name: str) -> list[int]:
        from Xlib import X

        found = target.get_full_property(self._display.intern_atom(name), X.AnyPropertyType)
        return list(found.value) if found is not None else []

    @property
    def _display(self) -> Any:
        if self._connection is None:
            from Xlib import X
            from Xlib.display import Display

            self._connection = Display(self._name)
            self._connection.set_error_handler(_not_there)
            self._windows = self._connection.intern_atom(CLIENTS)
            root = self._connection.screen().root
            root.change_attributes(event_mask=X.PropertyChangeMask)
        return self._connection


def keeps_above(display: str | None = None) -> bool:
    """Say whether the window manager can keep a window above others; yes if nobody can say."""
    from Xlib import X
    from Xlib.display import Display

    try:
        with closing(Display(display)) as connection:
            root, above = connection.screen().root, connection.intern_atom(ABOVE)
            found = root.get_full_property(connection.intern_atom(SUPPORTED), X.AnyPropertyType)
    except _errors() as error:
        log.warning("the window manager could not be asked: %s", type(error).__name__)
        return True
    return found is not None and above in found.value


def _not_there(*_: object) -> None:
    """Take no notice of a window that is gone: nothing has to be given back for it."""


def _errors() -> tuple[type[Exception], ...]:
    """Return what a connection to an X server may end with."""
    from Xlib.error import ConnectionClosedError, DisplayError, XError

    return (ConnectionClosedError, DisplayError, XError, OSError)
