"""Capitals for engines that write none. Nothing else is added: a full stop would be a guess."""

from __future__ import annotations

import re

I_ALONE = re.compile(r"\bi(?=$|\s|'(?:m|d|ll|ve|s)\b)")
DOTTED_I = ("tr", "az")


def is_bare(text: str) -> bool:
    """Say whether an engine wrote neither capitals nor punctuation (Vosk); scripts without
    capitals are bare too, and come out as they were."""
    return text == text.lower() and not re.search(r"[.,?!…]", text)


def dressed(text: str, *, language: str, begins: bool) -> str:
    """Give bare text the capitals that are certain: "I" in English, a block's first letter."""
    if not is_bare(text):
        return text
    if language.startswith("en"):
        text = I_ALONE.sub("I", text)
    return _capital(text, language) if begins else text


def _capital(text: str, language: str) -> str:
    if language.startswith(DOTTED_I) and text.startswith("i"):
        return f"İ{text[1:]}"
    return text[:1].upper() + text[1:]
