"""Words of the status line: what is listened to, how it goes, how late it is."""

from __future__ import annotations

from accessibility.captions.events import STATES
from resources.words import Words

LISTENING = frozenset({"listening", "quiet", "no_sound", "no_words", "own_voice"})
"""States in which words come as soon as there are any."""

TROUBLE = frozenset({"moved", "no_device", "bad_pack", "restarting", "gave_up"})
"""States in which no words come though they should."""

PASSING = frozenset({"loading", "ready"})
"""States that are over in a moment."""

WORTH_SAYING_MS = 1000
"""Behind from which the line says so."""


def status_line(words: Words, state: str, *, device: str = "", lag_ms: int = 0) -> str:
    """Say in words what captions do now. `state` is one of `STATES`, `device` its name in words."""
    if state not in STATES:
        raise ValueError(f"{state} is not a state of captions")
    line = words(f"captions.state.{state}", device=device or words("captions.computer"))
    return f"{line} {behind(words, state, lag_ms)}".strip()


def steady_line(words: Words, state: str, device: str = "") -> str:
    """Say what a state is to somebody who only hears of changes; empty where it soon passes.

    People pause, and sound comes and goes: all that is listening.
    """
    if state in PASSING:
        return ""
    return status_line(words, "listening" if state in LISTENING else state, device=device)


def behind(words: Words, state: str, lag_ms: int) -> str:
    """Say how late the words are, if that is worth saying."""
    if state not in {"listening", "no_words"} or lag_ms <= WORTH_SAYING_MS:
        return ""
    return words("captions.behind", count=round(lag_ms / 1000))


def missed(words: Words, seconds: float) -> str:
    """Return the mark that stands in the text where sound was lost."""
    return words("captions.missed", count=max(1, round(seconds)))
