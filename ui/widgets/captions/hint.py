"""Example line where captions will be: in their size, letters and colours."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from accessibility.look.captions import CaptionStyle
from accessibility.qt.caption_font import caption_font
from accessibility.qt.palette import Look, current_look
from ui.widgets.text import Paragraph


class CaptionHint(Paragraph):
    """A quiet sentence on the sheet of the captions, which shows what they will look like."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._style = CaptionStyle()
        super().__init__(text, parent=parent)

    def set_style(self, style: CaptionStyle) -> None:
        """Stand there as captions of this style do."""
        self._style = style
        self.leading = style.leading
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return its height among captions, which have a gap above and below."""
        return super().heightForWidth(width) + 2 * self._top()

    def style_of(self, look: Look) -> tuple[QFont, str]:
        """Return the font of the captions, and the quieter colour of their sheet."""
        words = caption_font(self._style, self._style.pixels, self.text())
        return words, self._style.sheet(look.theme).caption_draft

    def _top(self) -> int:
        return current_look().scale.gap(1)

    def _indent(self) -> int:
        """Begin where the captions will begin."""
        return 2 * current_look().scale.gap(1)
