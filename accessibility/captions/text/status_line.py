"""Words of the status line: what is listened to, how it goes, how late it is."""

from __future__ import annotations

from accessibility.captions.events import STATES
from resources.words import Words

WORTH_SAYING_MS = 1000
"""Behind from which the line says so."""


def status_line(words: Words, state: str, *, device: str = "", lag_ms: int = 0) -> str:
    """Say in words what captions do now. `state` is one of `STATES`, `device` its name in words."""
    if state not in STATES:
        raise ValueError(f"{state} is not a state of captions")
    line = words(f"captions.state.{state}", device=device or words("captions.computer"))
    return f"{line} {behind(words, state, lag_ms)}".strip()


def behind(words: Words, state: str, lag_ms: int) -> str:
    """Say how late the words are, if that is worth saying."""
    if state not in {"listening", "no_words"} or lag_ms <= WORTH_SAYING_MS:
        return ""
    return words("captions.behind", count=round(lag_ms / 1000))


def missed(words: Words, seconds: float) -> str:
    """Return the mark that stands in the text where sound was lost."""
    return words("captions.missed", count=max(1, round(seconds)))
