"""Text field with its label above and any error message below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.button import BigButton, Kind
from ui.widgets.notice import Picture
from ui.widgets.painting import is_new_look, paint_face, paint_focus
from ui.widgets.text import Paragraph

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class _LineEdit(QLineEdit):
    """One line of writing with our focus ring, and an edge that shows a mistake."""

    is_wrong = False
    described = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark what is written a moment later than Qt does.

        Qt tells of the mark before it tells of the focus. Screen readers take the one for
        the other, and say nothing at all.
        """
        super().focusInEvent(QFocusEvent(event.type(), Qt.FocusReason.OtherFocusReason))
        if event.reason() in _BY_KEY and self.text():
            QTimer.singleShot(0, self, self.selectAll)

    def describe(self, text: str, *, is_news: bool) -> None:
        """Describe the field. What is no news waits until the focus goes: it would be told."""
        self.described = text
        if is_news or not self.hasFocus():
            self.setAccessibleDescription(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be described as it is now, once screen readers are elsewhere."""
        super().focusOutEvent(event)
        QTimer.singleShot(0, self, lambda: self.setAccessibleDescription(self.described))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring over what Qt paints."""
        super().paintEvent(event)
        theme = current_look().theme
        painter = QPainter(self)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme)
        elif self.is_wrong:
            paint_face(painter, self.rect(), None, theme.danger_edge, width=4)
        painter.end()


class Mistake(QWidget):
    """Says what is wrong, below the field that it is about; nothing takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._said = Paragraph("")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(Picture("warning"), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._said, 1)
        self.hide()
        self._space()

    def say(self, mistake: str) -> None:
        """Say what is wrong; empty for nothing."""
        self._said.setText(mistake)
        self.setVisible(bool(mistake))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        self._row.setSpacing(current_look().scale.gap(1))


class LabelledField(QWidget):
    """`accepted` is emitted on Enter, `edited` with the text whenever a person changes it."""

    accepted = Signal()
    edited = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self._line = _LineEdit(text)
        name = Paragraph(label, strong=True)
        name.setBuddy(self._line)
        self._mistake = Mistake()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(name)
        if hint:
            self._column.addWidget(Paragraph(hint, quiet=True))
        self._column.addWidget(self._line)
        self._column.addWidget(self._mistake)
        self._line.returnPressed.connect(self.accepted)
        self._line.textEdited.connect(self.edited)
        self.show_error("")
        self._dress()

    @property
    def line(self) -> QLineEdit:
        """Return the line itself: what takes the focus.

        The field is no focus proxy for it: Qt would keep that in its chain, and Tab would
        turn in a circle there.
        """
        return self._line

    def text(self) -> str:
        """Return what is written."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Write `text` in place of what is there.

        Only what differs: a screen reader that is told of the same text again misses the focus.
        """
        if text != self._line.text():
            self._line.setText(text)

    def clear(self) -> None:
        """Take away what is written, and any mistake."""
        self._line.clear()
        self.show_error("")

    def show_error(self, mistake: str) -> None:
        """Say what is wrong below the field; empty for nothing. What is written stays.

        The field has the focus then, so that what is wrong is heard too.
        """
        self._mistake.say(mistake)
        self._line.is_wrong = bool(mistake)
        self._line.describe(mistake or self._hint, is_news=bool(mistake))
        self._line.update()
        if mistake:
            self._line.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._column.setSpacing(current_look().scale.gap(0.75))


class SecretField(LabelledField):
    """A field whose letters are hidden until the person asks to see them.

    `show` and `hide` are the words of the button that does so.
    """

    def __init__(self, label: str, show: str, hide: str, *, parent: QWidget | None = None) -> None:
        super().__init__(label, parent=parent)
        self._words = {True: hide, False: show}
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._button = BigButton(show, kind=Kind.QUIET)
        self._button.chosen.connect(self._turn)
        self._column.addWidget(self._button)

    def _turn(self) -> None:
        """Show the letters, or hide them again."""
        is_shown = self._line.echoMode() != QLineEdit.EchoMode.Normal
        modes = QLineEdit.EchoMode
        self._line.setEchoMode(modes.Normal if is_shown else modes.Password)
        self._button.setText(self._words[is_shown])

    def _dress(self) -> None:
        super()._dress()
        self._column.setSpacing(current_look().scale.gap(1.5))  # a button stands below
