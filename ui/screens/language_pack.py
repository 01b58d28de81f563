"""Caption languages."""

from __future__ import annotations

from ui.screens.base import Screen


class LanguagePackScreen(Screen):
    """x"""

    title_key = "pack.title"
