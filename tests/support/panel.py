"""A panel along the foot of the screen, as desktops have: run on a `Desk`, it stays until killed.

`python -m tests.support.panel HEIGHT`: it reserves so many pixels, and prints `ready`.
"""

from __future__ import annotations

import sys

from Xlib import X, Xatom
from Xlib.display import Display


def main() -> int:
    """Put the panel there and wait."""
    high = int(sys.argv[1])
    display = Display()
    screen = display.screen()
    wide, top = screen.width_in_pixels, screen.height_in_pixels - high
    panel = screen.root.create_window(
        0, top, wide, high, 0, screen.root_depth, X.InputOutput, background_pixel=0x7F7F7F
    )
    panel.set_wm_name("A panel")
    kind = display.intern_atom("_NET_WM_WINDOW_TYPE_DOCK")
    panel.change_property(display.intern_atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, [kind])
    strut = [0, 0, 0, high, 0, 0, 0, 0, 0, 0, 0, wide - 1]
    name = display.intern_atom("_NET_WM_STRUT_PARTIAL")
    panel.change_property(name, Xatom.CARDINAL, 32, strut)
    panel.map()
    display.sync()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        display.next_event()


if __name__ == "__main__":
    sys.exit(main())
