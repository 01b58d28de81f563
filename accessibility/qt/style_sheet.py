"""Makes the app's style sheet from a theme: only what Qt itself paints."""

from __future__ import annotations

from string import Template

from accessibility.look.text_size import LEAST_TARGET, Scale
from accessibility.look.themes import Theme

_SHEET = Template(
    """
/* $name $percent */
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QLineEdit {
  background: $card; color: $text; border: 2px solid $edge; border-radius: 10px;
  padding: ${pad}px; margin: 0; min-height: ${field}px;
  selection-background-color: $main; selection-color: $on_main;
}
QPlainTextEdit {
  background: $card; color: $text; border: 2px solid $edge; border-radius: 10px; margin: 0;
  selection-background-color: $main; selection-color: $on_main;
}
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; border: none; }
QScrollBar::handle:vertical {
  background: $edge; border-radius: ${bar_round}px; margin: 3px; min-height: ${handle}px;
}
QScrollBar::handle:vertical:hover { background: $text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $card; color: $text; border: 2px solid $edge; padding: ${pad}px; }
"""
)


def style_sheet(theme: Theme, scale: Scale) -> str:
    """Return the app's style sheet for a theme at a text size."""
    bar = 18 + (scale.gap() - 8)
    return _SHEET.substitute(
        name=theme.name,
        percent=scale.percent,
        card=theme.card,
        text=theme.text,
        edge=theme.edge,
        main=theme.main,
        on_main=theme.on_main,
        pad=scale.gap(),
        field=max(scale.body + 8, LEAST_TARGET - 2 * scale.gap() - 4),
        bar=bar,
        bar_round=(bar - 6) // 2,
        handle=LEAST_TARGET,
    )
