"""Layout and painting of a button: an icon or drawing, bold words, and a plain hint below."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter

from accessibility.look.text_size import LEAST_TARGET, MAIN_TARGET
from accessibility.look.themes import Theme
from accessibility.qt.palette import Look
from ui.widgets.painting import font, paint_drawing, paint_face, paint_focus, paint_icon
from ui.widgets.wrapping import TIGHT, longest_word, set_lines, text_size

WIDEST = 24
"""A button wishes to be no wider than so many times the size of ordinary text."""

PICTURE = 2.6
"""The size of a drawing on a button, in sizes of the ordinary text: 49 pixels at 100 %."""

TALL_PICTURE = 3.6
"""The size of a drawing above the words, in sizes of the ordinary text: 68 pixels at 100 %."""


class Kind(Enum):
    """How much a button stands out. A screen has one `MAIN` at most.

    `LEAVE` is the red one that leaves a meeting; its words say so, too.
    """

    MAIN = "main"
    ORDINARY = "ordinary"
    QUIET = "quiet"
    LEAVE = "leave"


@dataclass(frozen=True)
class Condition:
    """What goes on with a button while it is painted."""

    rect: QRect
    is_down: bool
    is_pointed_at: bool
    has_focus: bool
    is_refused: bool
    is_mirrored: bool


@dataclass(frozen=True)
class ButtonFace:
    """What a button shows at one look of the app; `is_small` where room is dear.

    On a `is_tall` one the drawing stands above the words, in the middle.
    """

    kind: Kind
    text: str
    below: str
    icon: str
    look: Look
    is_small: bool = False
    picture: str = ""
    tone: str = "tone"
    is_tall: bool = False

    @property
    def least(self) -> int:
        """Return the least height."""
        return LEAST_TARGET if self.kind is Kind.QUIET else MAIN_TARGET

    def height(self, width: int) -> int:
        """Return the height it needs at `width`."""
        room = width - self._around()
        words, below = self._fonts()
        content = text_size(self.text, words, room, TIGHT)[1]
        if self.below:
            content += self._gap() + text_size(self.below, below, room, TIGHT)[1]
        edges = 2 * self._padding()[1]
        if self.is_tall:
            return self._icon_size() + self._gap() + content + edges
        pictured = self._icon_size() + edges if self.picture else 0
        return max(self.least, content + edges, pictured)

    def wish(self) -> QSize:
        """Return its size with the words on one line, if that is not too wide."""
        words, below = self._fonts()
        widest = WIDEST * self.look.scale.body
        wide = max(
            text_size(self.text, words, widest, TIGHT)[0],
            text_size(self.below, below, widest, TIGHT)[0] if self.below else 0,
        )
        wide = max(LEAST_TARGET, wide + self._around())
        return QSize(wide, self.height(wide))

    def narrowest(self) -> QSize:
        """Return the least room: the longest word wide."""
        words, below = self._fonts()
        word = max(longest_word(self.text, words), longest_word(self.below, below))
        return QSize(max(self.least, word + self._around()), self.least)

    def paint(self, painter: QPainter, now: Condition) -> None:
        """Paint the face, the icon and the words, and the ring when it has the focus."""
        face, edge, ink = self._colours(now)
        paint_face(painter, now.rect, face, edge, dashed=now.is_refused)
        self._paint_words(painter, now, ink)
        if now.has_focus:
            paint_focus(painter, now.rect, self.look.theme)

    def _paint_words(self, painter: QPainter, now: Condition, ink: str) -> None:
        words, below = self._fonts()
        room = now.rect.width() - self._around()
        side = Qt.AlignmentFlag.AlignHCenter if self.is_tall else Qt.AlignmentFlag.AlignLeading
        blocks = [set_lines(self.text, words, room, leading=TIGHT, align=side)]
        if self.below:
            blocks.append(set_lines(self.below, below, room, leading=TIGHT, align=side))
        wide = max(block.width for block in blocks)
        high = sum(block.height for block in blocks) + self._gap() * (len(blocks) - 1)
        left = self._left(now.rect.width(), wide)
        above = self._icon_size() + self._gap() if self.is_tall else 0
        top = (now.rect.height() - high) // 2
        if above:  # from the top: in a row of tiles all drawings stand on one line
            top = self._padding()[1]
            self._paint_icon(painter, now, (now.rect.width() - self._icon_size()) // 2, top, ink)
        elif self._icon_room():
            beside = (now.rect.height() - self._icon_size()) // 2
            self._paint_icon(painter, now, left, beside, ink)
        top += above
        for block in blocks:
            if self.is_tall:  # its lines stand in the middle of the room
                spot = QRect(self._padding()[0], top, room, block.height)
            else:
                spot = _placed(now, left + self._icon_room(), block.width, top, block.height)
            block.paint(painter, spot.x(), spot.y(), ink)
            top += block.height + self._gap()

    def _paint_icon(self, painter: QPainter, now: Condition, left: int, top: int, ink: str) -> None:
        size = self._icon_size()
        spot = _placed(now, left, size, top, size)
        if self.picture:
            theme = self.look.theme
            is_plain = self.tone == "tone" and _touched(theme, now) is not None
            tone = theme.card if is_plain else theme.colour(self.tone)
            paint_drawing(painter, spot, self.picture, ink, tone)
        else:
            paint_icon(painter, spot, self.icon, ink, is_mirrored=now.is_mirrored)

    def _left(self, width: int, words: int) -> int:
        """Return where icon and words begin: at the side for lists, else in the middle."""
        if self._icon_room() and self.kind in (Kind.ORDINARY, Kind.QUIET):
            return self._padding()[0]
        return (width - words - self._icon_room()) // 2

    def _colours(self, now: Condition) -> tuple[str | None, str | None, str]:
        theme = self.look.theme
        kind = Kind.ORDINARY if now.is_refused else self.kind
        if kind is Kind.MAIN:
            darker = now.is_down or now.is_pointed_at
            return (theme.main_down if darker else theme.main), None, theme.on_main
        if kind is Kind.LEAVE:
            darker = now.is_down or now.is_pointed_at
            return (theme.leave_down if darker else theme.leave), theme.danger_edge, theme.on_leave
        touched = _touched(theme, now)
        if kind is Kind.QUIET:
            return touched, None, theme.heading
        return touched or theme.button, theme.edge, theme.text

    def _fonts(self) -> tuple[QFont, QFont]:
        scale = self.look.scale
        is_larger = self.kind is Kind.MAIN and not self.is_small
        size = scale.heading(3) + 2 if is_larger else scale.body
        return font(self.look, size, bold=True), font(self.look, scale.body)

    def _gap(self) -> int:
        return self.look.scale.gap(0.5)

    def _padding(self) -> tuple[int, int]:
        quiet = self.kind is Kind.QUIET
        gap = self.look.scale.gap
        if self.is_small and not quiet:
            return gap(1.25), gap(1)
        return gap(1.5 if quiet else 2.5), gap(1 if quiet else 1.75)

    def _icon_size(self) -> int:
        if self.picture:
            return round(self.look.scale.body * (TALL_PICTURE if self.is_tall else PICTURE))
        return round(self._fonts()[0].pixelSize() * 1.3)

    def _icon_room(self) -> int:
        has_any = (self.icon or self.picture) and not self.is_tall
        return self._icon_size() + self.look.scale.gap(1.5) if has_any else 0

    def _around(self) -> int:
        return 2 * self._padding()[0] + self._icon_room()


def _touched(theme: Theme, now: Condition) -> str | None:
    if now.is_down:
        return theme.button_down
    return theme.chosen if now.is_pointed_at else None


def _placed(now: Condition, left: int, width: int, top: int, height: int) -> QRect:
    """Return a place given for reading from the left, mirrored where one reads leftwards."""
    if now.is_mirrored:
        left = now.rect.width() - left - width
    return QRect(left, top, width, height)
