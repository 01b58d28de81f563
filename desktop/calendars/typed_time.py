"""Parses a time of day as people type it: "2pm", "14:00", "2.30 pm", "half past 7".

A time that could be in the morning or in the evening is not guessed: both are returned.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import time

MORNING = re.compile(r"a\.?\s?m\.?|in the morning|am morning")
LATER = re.compile(r"p\.?\s?m\.?|in the (?:afternoon|evening)|at night")
WHOLE = {"midday": 12, "noon": 12, "midnight": 0}
PARTS = {"half past": 30, "quarter past": 15, "quarter to": -15}

_NUMBERS = re.compile(r"(\d{1,2})(?:\s?[:.h,\s-]\s?(\d{2})|(\d{2})|\s?h)?")
_NOISE = re.compile(r"\b(?:at|o['’]?clock|hours|hrs|uhr)\b")


@dataclass(frozen=True)
class EitherHalf:
    """A time that may be meant before noon or after it."""

    morning: time
    later: time


def read_time(text: str) -> time | EitherHalf | None:
    """Return the time that was typed, both that it could be, or None for what is none."""
    said = unicodedata.normalize("NFKC", text).casefold().strip()
    whole = WHOLE.get(said.removeprefix("at ").removeprefix("12 "))
    if whole is not None:
        return time(whole)
    said, is_morning, is_later = _half(said)
    said, shift = _part(said)
    found = _NUMBERS.fullmatch(" ".join(_NOISE.sub(" ", said).split()))
    if found is None or (is_morning and is_later):
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if shift is not None:
        if minute or not 1 <= hour <= 12:
            return None
        hour, minute = (hour, shift) if shift > 0 else ((hour - 2) % 12 + 1, 60 + shift)
    return _placed(hour, minute, is_morning=is_morning, is_later=is_later)


def _half(said: str) -> tuple[str, bool, bool]:
    """Take "am", "in the evening" and the like off the end."""
    for kind, pattern in enumerate((MORNING, LATER)):
        found = re.search(rf"(?<=[\d\s])(?:{pattern.pattern})$|\b(?:{pattern.pattern})$", said)
        if found:
            return said[: found.start()].strip(), kind == 0, kind == 1
    return said, False, False


def _part(said: str) -> tuple[str, int | None]:
    """Take "half past" and the like off the beginning; return its minutes too."""
    said = said.removeprefix("at ").removeprefix("a ")
    for words, minutes in PARTS.items():
        if said.startswith(words):
            return said.removeprefix(words).strip(), minutes
    return said, None


def _placed(
    hour: int, minute: int, *, is_morning: bool, is_later: bool
) -> time | EitherHalf | None:
    """Return the time in its half of the day, as far as that was said."""
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if hour > 12 or hour == 0:
        # On a clock of 24 hours: "14:00 pm" is said twice, "14:00 am" makes no sense.
        wrong = is_morning and hour not in (0, 24)
        return None if wrong or (is_later and hour in (0, 24)) else time(hour % 24, minute)
    morning, later = time(hour % 12, minute), time(hour % 12 + 12, minute)
    if is_morning:
        return morning
    return later if is_later else EitherHalf(morning, later)
