"""The one button of the app: large, its words wrap, Enter and Space press it, it is never dead."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from accessibility.look.text_size import LEAST_TARGET, MAIN_TARGET
from accessibility.qt.palette import Look, current_look
from ui.widgets.painting import font, is_new_look, paint_face, paint_focus, paint_icon
from ui.widgets.wrapping import TIGHT, longest_word, measure, set_lines


class Kind(Enum):
    """How much a button stands out. A screen has one `MAIN` at most."""

    MAIN = "main"
    ORDINARY = "ordinary"
    QUIET = "quiet"
    DANGER = "danger"


class BigButton(QPushButton):
    """A button with words, perhaps an icon beside them and a short line below them.

    Connect `chosen`, not `clicked`. While `why_not` holds a sentence the button
    stays in place, shows that sentence, and a press emits `asked_why` with it
    instead of `chosen`. The second press of a double click does nothing.
    """

    chosen = Signal()
    asked_why = Signal(str)

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = Kind.ORDINARY,
        icon: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._kind = kind
        self._icon = icon
        self._hint = hint
        self._why_not = ""
        super().__init__(parent)
        self.setText(text)
        wide = QSizePolicy.Policy.Maximum if kind is Kind.QUIET else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(wide, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("is_choice", kind is not Kind.QUIET)
        self.clicked.connect(self._pressed)
        self._describe()

    # What it says

    @property
    def kind(self) -> Kind:
        """Return how much it stands out."""
        return self._kind

    @property
    def hint(self) -> str:
        """Return the short line below the words."""
        return self._hint

    @hint.setter
    def hint(self, text: str) -> None:
        self._hint = text
        self._describe()

    @property
    def why_not(self) -> str:
        """Return why it cannot be used now; empty when it can."""
        return self._why_not

    @why_not.setter
    def why_not(self, reason: str) -> None:
        self._why_not = reason
        self._describe()

    def set_icon(self, name: str) -> None:
        """Change the picture beside the words; empty for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self._below())
        self.updateGeometry()
        self.update()

    def _below(self) -> str:
        return self._why_not or self._hint

    # What a press does

    def _pressed(self) -> None:
        if self._why_not:
            self.asked_why.emit(self._why_not)
        else:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down on Enter as on Space; holding the key does nothing more."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.setDown(True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Be pressed when Enter comes up, if it went down here."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyReleaseEvent(event)
        elif self.isDown() and not event.isAutoRepeat():
            self.setDown(False)
            self.click()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take no notice: a trembling hand meant one press."""
        event.accept()

    # How large it is

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height it needs at `width`."""
        look = current_look()
        room = width - self._around(look)
        words, below = self._fonts(look)
        content = measure(self.text(), words, room, TIGHT)[1]
        if self._below():
            content += look.scale.gap(0.5) + measure(self._below(), below, room, TIGHT)[1]
        least = LEAST_TARGET if self._kind is Kind.QUIET else MAIN_TARGET
        return max(least, content + 2 * self._padding(look)[1])

    def sizeHint(self) -> QSize:
        """Return the size with the words on one line, if that is not too wide."""
        look = current_look()
        words, below = self._fonts(look)
        widest = 24 * look.scale.body
        width = max(
            measure(self.text(), words, widest, TIGHT)[0],
            measure(self._below(), below, widest, TIGHT)[0] if self._below() else 0,
        )
        width = max(LEAST_TARGET, width + self._around(look))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the longest word wide."""
        look = current_look()
        words, below = self._fonts(look)
        word = max(longest_word(self.text(), words), longest_word(self._below(), below))
        least = LEAST_TARGET if self._kind is Kind.QUIET else MAIN_TARGET
        return QSize(max(least, word + self._around(look)), least)

    def _fonts(self, look: Look) -> tuple[QFont, QFont]:
        size = look.scale.heading(3) + 2 if self._kind is Kind.MAIN else look.scale.body
        return font(look, size, bold=True), font(look, look.scale.body)

    def _padding(self, look: Look) -> tuple[int, int]:
        quiet = self._kind is Kind.QUIET
        return look.scale.gap(1.5 if quiet else 2.5), look.scale.gap(1 if quiet else 1.75)

    def _icon_room(self, look: Look) -> int:
        return self._icon_size(look) + look.scale.gap(1.5) if self._icon else 0

    def _icon_size(self, look: Look) -> int:
        return round(self._fonts(look)[0].pixelSize() * 1.3)

    def _around(self, look: Look) -> int:
        return 2 * self._padding(look)[0] + self._icon_room(look)

    # How it looks

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face, the words, and the ring when it has the focus."""
        look = current_look()
        face, edge, ink = self._colours(look)
        painter = QPainter(self)
        paint_face(painter, self.rect(), face, edge, dashed=bool(self._why_not))
        self._paint_words(painter, look, ink)
        if self.hasFocus():
            paint_focus(painter, self.rect(), look.theme)
        painter.end()

    def _colours(self, look: Look) -> tuple[str | None, str | None, str]:
        theme, down = look.theme, self.isDown()
        if self._kind is Kind.QUIET and not self._why_not:
            face = theme.button_down if down else theme.chosen if self.underMouse() else None
            return face, None, theme.heading
        if self._kind is Kind.MAIN and not self._why_not:
            face = theme.main_down if down or self.underMouse() else theme.main
            return face, None, theme.on_main
        if self._kind is Kind.DANGER and not self._why_not:
            face = theme.danger_down if down or self.underMouse() else theme.danger_button
            return face, None, theme.on_danger
        face = theme.button_down if down else theme.chosen if self.underMouse() else theme.button
        return face, theme.edge, theme.text

    def _paint_words(self, painter: QPainter, look: Look, ink: str) -> None:
        words, below = self._fonts(look)
        room = self.width() - self._around(look)
        blocks = [set_lines(self.text(), words, room, leading=TIGHT)]
        if self._below():
            blocks.append(set_lines(self._below(), below, room, leading=TIGHT))
        gap = look.scale.gap(0.5)
        wide = max(block.width for block in blocks)
        high = sum(block.height for block in blocks) + gap * (len(blocks) - 1)
        left = self._padding(look)[0]
        if self._is_centred():
            left = (self.width() - wide - self._icon_room(look)) // 2
        if self._icon:
            size = self._icon_size(look)
            middle = (self.height() - size) // 2
            paint_icon(painter, self._placed(left, size, middle, size), self._icon, ink)
        top = (self.height() - high) // 2
        for block in blocks:
            spot = self._placed(left + self._icon_room(look), block.width, top, block.height)
            block.paint(painter, spot.x(), spot.y(), ink)
            top += block.height + gap

    def _is_centred(self) -> bool:
        return not self._icon or self._kind in (Kind.MAIN, Kind.DANGER)

    def _placed(self, left: int, width: int, top: int, height: int) -> QRect:
        """Return a place given for reading from the left, mirrored where one reads leftwards."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - width
        return QRect(left, top, width, height)
