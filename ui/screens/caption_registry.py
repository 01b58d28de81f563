"""The screens about captions, for the table of all screens (`registry.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screens.base import Screen


def _caption_style() -> type[Screen]:
    from ui.screens.captions.style import CaptionStyleScreen

    return CaptionStyleScreen


def _caption_colours() -> type[Screen]:
    from ui.screens.captions.style import CaptionColoursScreen

    return CaptionColoursScreen


def _caption_pace() -> type[Screen]:
    from ui.screens.captions.style import CaptionPaceScreen

    return CaptionPaceScreen


def _caption_window() -> type[Screen]:
    from ui.screens.captions.own_window import CaptionWindowScreen

    return CaptionWindowScreen


def _caption_tools() -> type[Screen]:
    from ui.screens.captions.tools import CaptionToolsScreen

    return CaptionToolsScreen


def _captioner() -> type[Screen]:
    from ui.screens.captions.human_captioner import CaptionerScreen

    return CaptionerScreen


def _save_words() -> type[Screen]:
    from ui.screens.captions.export import SaveWordsScreen

    return SaveWordsScreen


CAPTION_SCREENS: dict[Place, Callable[[], type[Screen]]] = {
    Place.CAPTION_STYLE: _caption_style,
    Place.CAPTION_COLOURS: _caption_colours,
    Place.CAPTION_PACE: _caption_pace,
    Place.CAPTION_WINDOW: _caption_window,
    Place.CAPTION_TOOLS: _caption_tools,
    Place.CAPTIONER: _captioner,
    Place.SAVE_WORDS: _save_words,
}
