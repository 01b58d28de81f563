"""Prepares text for speech: phone numbers digit by digit, everything else as it stands."""

from __future__ import annotations

import re

# A number one can call: it starts with + or 0 or has 5 digits or more, perhaps in groups.
_LONG = re.compile(r"(?<![\w.,:/])(?:\+\d|0\d|\d(?=(?:[ -]?\d){4}))(?:[ -]?\d)+(?![\w:/])")
# A short one stands behind a word that says what it is for.
_SHORT = re.compile(
    r"(?i)\b((?:call|phone|text|dial|then|to)\s+)(\d{2,5})\b(?![\d:.,]\d|\s*(?:am|pm))"
)


def for_speaking(text: str) -> str:
    """Return `text` with a space between the digits of phone numbers, a comma between groups."""
    text = _LONG.sub(lambda found: _digits(found[0]), text)
    return _SHORT.sub(lambda found: found[1] + _digits(found[2]), text)


def _digits(number: str) -> str:
    groups = re.split(r"[ -]", number)
    return ", ".join(" ".join(group) for group in groups)
