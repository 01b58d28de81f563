"""Settings and geometry of Parlour beside a meeting: its shape, its place, the space it reserves.

Rectangles are in pixels of the whole desktop, from its top left corner: logical ones where a
shape is chosen, those of the device where space is reserved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from accessibility.look.own_window import Rect
from resources.declared import Setting, StoredText

STANDS = Setting("look.beside", "strip", ("strip", "left", "right", "window"))
"""Where Parlour stands while a meeting is open."""

LEAST_SHARE, MOST_SHARE = 15, 60
"""Per cent of the screen's height that the strip takes at least, and at most."""

SHARE = StoredText("look.strip_share", "25", r"1[5-9]|[2-5]\d|60")
"""How much of the screen's height the strip takes, in per cent."""

STEP = 5
"""Per cent of the screen by which one press of a key changes the strip."""

LEAST_HALF_PX = 480
"""Logical pixels of width below which half a screen is too narrow for Parlour."""

LARGEST_TEXT = 200
"""The largest text size, in per cent, at which the buttons of a strip stay in sight."""

SIDE_FROM = 50
"""The width of a strip from which its buttons stand beside the rest, in sizes of the text."""

MOST_NEEDED = 75
"""Per cent of the height that a strip takes at most, if its buttons need so much."""

Shape = Literal["window", "strip", "left", "right"]
Edge = Literal["bottom", "left", "right"]


def shape_for(stands: str, free: Rect, *, body: int, percent: int) -> Shape:
    """Return the shape that the person wished for, or the one that this screen has room for.

    `body` is the size of ordinary text in logical pixels, `percent` the text size.
    """
    needs = _rough_need(free.width, body)
    has_strip = percent <= LARGEST_TEXT and needs <= free.height * MOST_SHARE // 100
    has_half = free.width // 2 >= LEAST_HALF_PX
    if stands == "window" or not (has_strip or has_half):
        return "window"
    if has_half and (stands != "strip" or not has_strip):
        return "left" if stands == "left" else "right"
    return "strip"


def _rough_need(width: int, body: int) -> int:
    """Return about the height of a line of captions and five buttons, beside or below it."""
    if width >= SIDE_FROM * body:
        return 9 * body
    lines = -(-5 // max(1, width // (7 * body)))
    return (8 + 4 * lines) * body


def size_of(shape: Shape, screen: Rect, *, share: int, needs: int) -> int:
    """Return how high the strip is, or how wide the half. `needs` is what its buttons need."""
    if shape != "strip":
        return screen.width // 2
    return max(screen.height * share // 100, min(needs, screen.height * MOST_NEEDED // 100))


def share_at(height: int, screen: Rect) -> int:
    """Return the share of the screen's height, as near to `height` as there is one."""
    wished = round(100 * height / screen.height)
    return min(max(wished, LEAST_SHARE), MOST_SHARE)


def edge_of(shape: Shape) -> Edge:
    """Return the edge of the screen that a shape stands at."""
    return "left" if shape == "left" else "right" if shape == "right" else "bottom"


# Space, in pixels of the device

Keeps = Literal["free", "covered", "unplaced", "nothing"]
"""What a desktop does for Parlour beside a meeting.

`free`: other windows stay off its place. `covered`: it has its place, in front of others.
`unplaced`: only the person may move it. `nothing`: there is no desktop.
"""


class Strut(NamedTuple):
    """What a window reserves at the edges of the desktop, as `_NET_WM_STRUT_PARTIAL` says it."""

    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0
    left_start: int = 0
    left_end: int = 0
    right_start: int = 0
    right_end: int = 0
    top_start: int = 0
    top_end: int = 0
    bottom_start: int = 0
    bottom_end: int = 0


class Claim(NamedTuple):
    """What is to be reserved: so much at an edge of `screen`, one of `screens`.

    `free` is what the desktop says is free of it; it may know only of some panels.
    """

    edge: Edge
    size: int
    screen: Rect
    screens: tuple[Rect, ...]
    free: Rect

    @property
    def desktop(self) -> Rect:
        """Return the smallest rectangle round all screens."""
        return around(self.screens)


def around(screens: Sequence[Rect]) -> Rect:
    """Return what holds all screens; a desktop begins at its own top left corner."""
    width = max(screen.left + screen.width for screen in screens)
    return Rect(0, 0, width, max(screen.bottom for screen in screens))


def whole_strut(four: Sequence[int], desktop: Rect) -> Strut:
    """Return the strut of a window that names but four widths (`_NET_WM_STRUT`)."""
    high, wide = desktop.height - 1, desktop.width - 1
    left, right, top, bottom = four
    return Strut(left, right, top, bottom, 0, high, 0, high, 0, wide, 0, wide)


def free_area(screen: Rect, desktop: Rect, struts: Iterable[Strut]) -> Rect:
    """Return what panels leave of a screen. A panel that would leave nothing is not on it."""
    left, top, right, bottom = screen.left, screen.top, _right(screen), screen.bottom
    for each in struts:
        if _meet(each.left_start, each.left_end, screen.top, screen.bottom):
            left = _cut(each.left, left, right)
        if _meet(each.right_start, each.right_end, screen.top, screen.bottom):
            right = -_cut(each.right - desktop.width, -right, -left)
        if _meet(each.top_start, each.top_end, screen.left, _right(screen)):
            top = _cut(each.top, top, bottom)
        if _meet(each.bottom_start, each.bottom_end, screen.left, _right(screen)):
            bottom = -_cut(each.bottom - desktop.height, -bottom, -top)
    return Rect(left, top, right - left, bottom - top)


def _right(rect: Rect) -> int:
    return rect.left + rect.width


def _meet(start: int, end: int, first: int, after: int) -> bool:
    return start < after and end >= first


def _cut(reaches: int, begin: int, end: int) -> int:
    """Return where what is free begins, once something reaches so far into it."""
    return reaches if begin < reaches < end else begin


def placed(edge: Edge, size: int, free: Rect) -> Rect:
    """Return the place of that size at an edge of what is free."""
    if edge == "bottom":
        return Rect(free.left, free.bottom - size, free.width, size)
    left = free.left if edge == "left" else free.left + free.width - size
    return Rect(left, free.top, size, free.height)


def strut_for(place: Rect, claim: Claim) -> Strut | None:
    """Return the strut that keeps a place free, or None where that would reach another screen.

    Struts are counted from the edges of the whole desktop, not of one screen.
    """
    desktop = claim.desktop
    right, last_x, last_y = place.left + place.width, place.left + place.width - 1, place.bottom - 1
    if claim.edge == "bottom":
        reach = Rect(place.left, place.top, place.width, desktop.height - place.top)
        strut = Strut(bottom=reach.height, bottom_start=place.left, bottom_end=last_x)
    elif claim.edge == "left":
        reach = Rect(0, place.top, right, place.height)
        strut = Strut(left=right, left_start=place.top, left_end=last_y)
    else:
        reach = Rect(place.left, place.top, desktop.width - place.left, place.height)
        strut = Strut(right=reach.width, right_start=place.top, right_end=last_y)
    others = (each for each in claim.screens if each != claim.screen)
    return None if any(_overlap(reach, each) for each in others) else strut


def _overlap(one: Rect, other: Rect) -> bool:
    return _meet(one.left, one.left + one.width - 1, other.left, other.left + other.width) and (
        _meet(one.top, one.bottom - 1, other.top, other.bottom)
    )


# Between logical pixels and those of the device: screens begin where they do, and grow from there


def in_device(rect: Rect, screen: Rect, ratio: float) -> Rect:
    """Return a rectangle on a logical `screen` in pixels of the device."""
    return _scaled(rect, screen, ratio)


def in_logical(rect: Rect, screen: Rect, ratio: float) -> Rect:
    """Return a rectangle of the device on `screen` in logical pixels."""
    return _scaled(rect, screen, 1 / ratio)


def _scaled(rect: Rect, screen: Rect, factor: float) -> Rect:
    return Rect(
        screen.left + round((rect.left - screen.left) * factor),
        screen.top + round((rect.top - screen.top) * factor),
        round(rect.width * factor),
        round(rect.height * factor),
    )
