"""Applies a theme and a text size to the app: palette, font, style sheet.

Widgets that paint themselves ask `current_look()` and paint again on the
`StyleChange` event that Qt sends to every widget when the sheet is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from accessibility.look.text_size import Scale
from accessibility.look.themes import LIGHT, Theme, choose_theme
from accessibility.qt.style_sheet import style_sheet
from accessibility.qt.system_wishes import SystemWishes
from resources.typefaces import FAMILIES, font_files

_PROPERTY = "parlour_look"


@dataclass(frozen=True)
class Look:
    """What the app wears: colours, sizes, and whether things should keep still."""

    theme: Theme = LIGHT
    scale: Scale = field(default_factory=Scale)
    still: bool = False


def current_look() -> Look:
    """Return what the app wears now; the light theme at 100 % before it was dressed."""
    app = QGuiApplication.instance()
    look = app.property(_PROPERTY) if app is not None else None
    return look if isinstance(look, Look) else Look()


class AppLook:
    """Keeps the app dressed as the person chose, and as the computer wishes.

    `app` must be the QApplication, with the Fusion style set.
    """

    def __init__(self, app: QGuiApplication, wishes: SystemWishes) -> None:
        self._app = app
        self._wishes = wishes
        self._choice = "computer"
        self._percent = 100
        for font in font_files():
            QFontDatabase.addApplicationFontFromData(font)
        wishes.changed.connect(self._dress)

    def wear(self, theme_choice: str, percent: int) -> None:
        """Put on a choice of `themes.THEME` and of `text_size.TEXT_SIZE`."""
        self._choice, self._percent = theme_choice, percent
        theme = self._theme()
        self._wishes.follow_scheme(dark=None if theme_choice == "computer" else theme.is_dark)
        self._dress()

    def _theme(self) -> Theme:
        return choose_theme(
            self._choice, dark=self._wishes.is_dark, more_contrast=self._wishes.wants_contrast
        )

    def _dress(self) -> None:
        look = Look(self._theme(), Scale(self._percent), self._wishes.wants_stillness)
        if look == self._app.property(_PROPERTY):
            return
        self._app.setProperty(_PROPERTY, look)
        self._app.setFont(body_font(look))
        self._app.setPalette(palette(look.theme))
        self._app.setProperty("styleSheet", style_sheet(look.theme, look.scale))


def body_font(look: Look) -> QFont:
    """Return the font of ordinary text."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(look.scale.body)
    return font


def palette(theme: Theme) -> QPalette:
    """Return a theme as Qt's own roles, for what we do not paint ourselves."""
    role = QPalette.ColorRole
    result = QPalette()
    for which, colour in (
        (role.Window, theme.page),
        (role.WindowText, theme.text),
        (role.Base, theme.card),
        (role.AlternateBase, theme.calm),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.quiet_text),
        (role.Button, theme.button),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.on_main),
        (role.Highlight, theme.main),
        (role.HighlightedText, theme.on_main),
        (role.Accent, theme.main),
        (role.Link, theme.heading),
        (role.LinkVisited, theme.heading),
        (role.ToolTipBase, theme.card),
        (role.ToolTipText, theme.text),
        (role.Light, theme.card),
        (role.Mid, theme.edge),
        (role.Dark, theme.edge),
        (role.Shadow, theme.edge),
    ):
        result.setColor(which, QColor(colour))
    return result
