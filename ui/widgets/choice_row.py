"""Exclusive choice: a question with a few large answers, one of which is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from accessibility.announcer import Announcement, Urgency
from accessibility.look.text_size import LEAST_TARGET
from accessibility.qt.palette import Look, current_look
from ui.widgets.painting import font, is_new_look, paint_face, paint_focus
from ui.widgets.roles import set_role
from ui.widgets.rows import Rows
from ui.widgets.spoken import tell
from ui.widgets.text import Paragraph
from ui.widgets.wrapping import TIGHT, longest_word, set_lines, text_size

Value = str | int | bool


class Choice(QPushButton):
    """One answer: a dot and its words, perhaps a picture above. Enter chooses it, as Space does.

    To assistive tools it is a radio button of its full size. Qt's own radio button
    would tell them a rectangle as small as the one it paints itself.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be chosen on Enter too; Orca tells of what Space chooses only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            tell(self.window(), Announcement(self.text(), Urgency.POLITE, 0.0))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave every answer a stop of the Tab key: Qt would leave only the one in focus.

        Somebody who has but two keys, or scans with one switch, comes to each with Tab alone.
        """
        super().focusInEvent(event)
        row = self.parentWidget()
        for answer in row.findChildren(Choice) if row is not None else []:
            answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on the face."""
        return True

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height it needs at `width`."""
        look = current_look()
        high = text_size(self.text(), self._font(look), width - self._around(look), TIGHT)[1]
        return max(LEAST_TARGET + 8, high + look.scale.gap(3)) + self._above(look)

    def picture_height(self, look: Look) -> int:
        """Return the height of what stands above the words; 0 for nothing."""
        return 0

    def paint_picture(self, painter: QPainter, rect: QRect, look: Look) -> None:
        """Paint what stands above the words."""

    def sizeHint(self) -> QSize:
        """Return the size with the words on one line."""
        look = current_look()
        wide = text_size(self.text(), self._font(look), 1 << 16, TIGHT)[0] + self._around(look)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the longest word wide."""
        look = current_look()
        wide = longest_word(self.text(), self._font(look)) + self._around(look)
        return QSize(max(LEAST_TARGET, wide), LEAST_TARGET + 8)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face, the dot, the words, and the ring when it has the focus."""
        look = current_look()
        theme = look.theme
        face = theme.chosen if self.isChecked() or self.underMouse() else theme.button
        edge = theme.main if self.isChecked() else theme.edge
        painter = QPainter(self)
        paint_face(painter, self.rect(), face, edge, width=3 if self.isChecked() else 2)
        self._paint_dot(painter, look)
        lines = set_lines(
            self.text(), self._font(look), self.width() - self._around(look), leading=TIGHT
        )
        after = look.scale.gap(2) + self._dot(look) + look.scale.gap(1.5)
        spot = self._placed(after, lines.width)
        above = self._above(look)
        lines.paint(painter, spot, (self.height() + above - lines.height) // 2, theme.text)
        if above:
            side = look.scale.gap(2)
            high = self.picture_height(look)
            place = QRect(side, look.scale.gap(1.5), self.width() - 2 * side, high)
            self.paint_picture(painter, place, look)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme)
        painter.end()

    def _paint_dot(self, painter: QPainter, look: Look) -> None:
        size = self._dot(look)
        left = self._placed(look.scale.gap(2), size)
        rect = QRect(left, (self.height() + self._above(look) - size) // 2, size, size)
        middle = QPointF(rect.x() + size / 2, rect.y() + size / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(look.theme.main if self.isChecked() else look.theme.edge)
        painter.setPen(QPen(ink, 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, size / 2 - 1.5, size / 2 - 1.5)
        if self.isChecked():
            painter.setBrush(ink)
            painter.drawEllipse(middle, size / 4.5, size / 4.5)

    def _placed(self, left: int, width: int) -> int:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return self.width() - left - width
        return left

    def _above(self, look: Look) -> int:
        """Return the height down to where the words begin."""
        high = self.picture_height(look)
        return high + look.scale.gap(1.5) if high else 0

    def _font(self, look: Look) -> QFont:
        return font(look, look.scale.body, bold=False)

    def _dot(self, look: Look) -> int:
        return round(look.scale.body * 1.2)

    def _around(self, look: Look) -> int:
        return 2 * look.scale.gap(2) + self._dot(look) + look.scale.gap(1.5)


class ChoiceRow(QWidget):
    """A question and its answers. `picked` is emitted with the value a person chooses.

    `choices` holds each value with its words. With `columns`, so many stand side by
    side where they fit. `make` makes an answer of a value and its words.
    """

    picked = Signal(object)

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[Value, str]],
        chosen: Value | None = None,
        *,
        columns: int = 2,
        make: Callable[[Value, str], Choice] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Paragraph(label, strong=True))
        answers = Rows(columns=columns)
        self._column.addLayout(answers)
        self._choices: dict[Value, Choice] = {}
        for answer, text in choices:
            choice = make(answer, text) if make is not None else Choice(text, self)
            choice.setParent(self)
            choice.setChecked(answer == chosen)
            choice.toggled.connect(partial(self._toggled, answer))
            self._choices[answer] = choice
            answers.addWidget(choice)
        self._dress()

    @property
    def value(self) -> Value | None:
        """Return what is chosen now, or None."""
        return next((value for value, each in self._choices.items() if each.isChecked()), None)

    @property
    def chosen_answer(self) -> Choice | None:
        """Return the answer that is chosen now, or None."""
        return next((each for each in self._choices.values() if each.isChecked()), None)

    def choose(self, value: Value) -> None:
        """Show `value` as chosen, without telling anybody."""
        with QSignalBlocker(self):
            self._choices[value].setChecked(True)

    def _toggled(self, value: Value, on: bool) -> None:
        """Tell of a new choice; a screen reader toggles without a click."""
        if on:
            self.picked.emit(value)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._column.setSpacing(current_look().scale.gap(1))
