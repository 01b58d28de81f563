"""Reads `resources/invitations.toml`: the words that invitations use, ready for patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from desktop.sessions.weekly import Weekday


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands around a time of day."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    clock_24: tuple[str, ...]
    clock_24_first: tuple[str, ...]
    oclock: tuple[str, ...]
    at: tuple[str, ...]
    to: tuple[str, ...]
    noon: tuple[str, ...]


class LengthWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands around a length."""

    lasts: tuple[str, ...]
    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    one: tuple[str, ...]


class RepeatWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often something is."""

    every: tuple[str, ...]
    weekly: tuple[str, ...]
    fortnight: tuple[str, ...]
    fortnight_day: tuple[str, ...]
    seldom: tuple[str, ...]


class LabelWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before a colon and a fact."""

    title: tuple[str, ...]
    passcode: tuple[str, ...]
    code: tuple[str, ...]
    meeting: tuple[str, ...]
    zone: tuple[str, ...]


class InvitationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them; what each part is for stands at the top of the file."""

    weekdays: dict[Weekday, tuple[str, ...]]
    short: dict[Weekday, tuple[str, ...]]
    months: dict[str, tuple[str, ...]]
    time: TimeWords
    length: LengthWords
    repeats: RepeatWords
    labels: LabelWords
    zones: dict[str, tuple[str, ...]]

    def month(self, word: str) -> int:
        """Return the number of the month that a word names."""
        return next(int(number) for number, names in self.months.items() if word in names)

    def weekday(self, word: str) -> Weekday:
        """Return the day of the week that a word names."""
        every = (*self.weekdays.items(), *self.short.items())
        return next(day for day, names in every if word in names)


def one_of(words: Iterable[str]) -> str:
    """Return the pattern for any of these words, the longest first, blanks being any blanks."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


@cache
def invitation_words() -> InvitationWords:
    """Return the words, read once."""
    text = files("resources").joinpath("invitations.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), InvitationWords)
