"""Push button: large, wraps its words, pressed by Enter and Space, never disabled."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from accessibility.look.text_size import TEXT_SIZE, Scale
from accessibility.qt.palette import current_look
from ui.widgets.button_face import ButtonFace, Condition, Kind
from ui.widgets.painting import is_new_look

__all__ = ["BigButton", "Kind"]

ROOMY_UNTIL = 150
"""The largest text size, in per cent, at which a compact button is like every other."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BigButton(QPushButton):
    """A button with words, perhaps an icon beside them and a short line below them.

    Connect `chosen`, not `clicked`. While `why_not` holds a sentence the button
    stays in place, shows that sentence, and a press emits `asked_why` with it
    instead of `chosen`. The second press of a double click does nothing. A `compact`
    one gives up its icon and its wide edges when the text is large. `picture` names a
    drawing that stands there instead of the icon, until the text is large; on a `tall` one
    it stands above the words. `tone` is the theme's colour behind its lines, such as that
    of a group.
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
        compact: bool = False,
        picture: str = "",
        tone: str = "tone",
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._kind = kind
        self._compact = compact
        self._icon = icon
        self._picture = picture
        self._tone = tone
        self._tall = tall
        self._hint = hint
        self._why_not = ""
        self._largest = TEXT_SIZE.choices[-1]
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

    @property
    def kind(self) -> Kind:
        """Return how much it stands out."""
        return self._kind

    @property
    def has_picture(self) -> bool:
        """Say whether a drawing stands there instead of an icon."""
        return bool(self._picture)

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

    def grow_to(self, percent: int) -> None:
        """Follow the text size of the app as far as `percent`, and no further."""
        if percent != self._largest:
            self._largest = percent
            self.updateGeometry()
            self.update()

    def set_icon(self, name: str) -> None:
        """Change the picture beside the words; empty for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self._why_not or self._hint)
        self.updateGeometry()
        self.update()

    def _pressed(self) -> None:
        if self._why_not:
            self.asked_why.emit(self._why_not)
        else:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down on Enter as on Space; holding the key does nothing more."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.setDown(True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Be pressed when Enter comes up, if it went down here."""
        if event.key() not in _ENTER:
            super().keyReleaseEvent(event)
        elif self.isDown() and not event.isAutoRepeat():
            self.setDown(False)
            self.click()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take no notice: a trembling hand meant one press."""
        event.accept()

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height it needs at `width`."""
        return self._face().height(width)

    def sizeHint(self) -> QSize:
        """Return its size with the words on one line, if that is not too wide."""
        return self._face().wish()

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the longest word wide."""
        return self._face().narrowest()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face, the words, and the ring when it has the focus."""
        now = Condition(
            rect=self.rect(),
            is_down=self.isDown(),
            is_pointed_at=self.underMouse(),
            has_focus=self.hasFocus(),
            is_refused=bool(self._why_not),
            is_mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )
        painter = QPainter(self)
        self._face().paint(painter, now)
        painter.end()

    def _face(self) -> ButtonFace:
        look = current_look()
        if self._largest < look.scale.percent:
            look = replace(look, scale=Scale(self._largest))
        is_roomy = look.scale.percent <= ROOMY_UNTIL
        small = self._compact and not is_roomy
        return ButtonFace(
            self._kind,
            self.text(),
            self._why_not or self._hint,
            "" if small else self._icon,
            look,
            is_small=small,
            picture=self._picture if is_roomy else "",
            tone=self._tone,
            is_tall=self._tall and is_roomy,
        )
