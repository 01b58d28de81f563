"""Placeholder text where captions will be, in the colours of their sheet."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from accessibility.look.captions import CaptionStyle
from accessibility.qt.palette import Look
from ui.widgets.text import Paragraph


class CaptionHint(Paragraph):
    """A quiet sentence on the sheet of the captions."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._style = CaptionStyle()
        super().__init__(text, parent=parent)

    def set_style(self, style: CaptionStyle) -> None:
        """Stand on the sheet of this style."""
        self._style = style
        self.update()

    def style_of(self, look: Look) -> tuple[QFont, str]:
        """Return the font of ordinary text, and the quieter colour of the sheet."""
        return super().style_of(look)[0], self._style.sheet(look.theme).caption_draft
