"""Repetition rules (RRULE): refuse the ones that would freeze us, repair the others.

A rule that repeats by the minute since 1970 would take minutes of work for one
afternoon. A support group meets at most a few times a day.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from desktop.ical.dates import Moment, day_of
from desktop.ical.written_dates import LAST_YEAR, read_written

MOST_A_DAY = 24
MOST_STEPS = 150_000
"""Dates that are walked of one rule: a daily COUNT since 1900 is fine, six times a day is not."""
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_CLOCK = "BYHOUR", "BYMINUTE", "BYSECOND"
_WEEKDAYS = "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"
_RANGES = {
    "INTERVAL": (1, 9999),
    "COUNT": (1, 10**9),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 59),
}
"""The least and the highest number of each part; 0 is none where there are negative ones."""
_LAST_DAY_OF_ALL = 28
"""The day of the month that no month is too short for."""
_KNOWN = frozenset({"FREQ", "UNTIL", "WKST", "BYDAY", "RSCALE", "SKIP", *_RANGES})
_BYDAY = re.compile(r"(?:[+-]?[1-9]\d?)?(?:MO|TU|WE|TH|FR|SA|SU)", re.A)


class TooOften(ValueError):
    """The rule repeats more often than any group meets."""


def repaired(rule: str, start: Moment) -> str:
    """Return `rule` as the expander can take it, for a series that begins at `start`.

    An UNTIL that is a date means the end of that day where the session is: people
    expect the last day to be included. Raises `TooOften`, or ValueError for a rule
    that makes no sense or counts in another calendar than ours.
    """
    parts = _parts(rule)
    if parts["FREQ"] in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise TooOften(parts["FREQ"])
    _check(parts)
    if _times_a_day(parts) > MOST_A_DAY:
        raise TooOften("times of day")
    _without_skip(parts, start)
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], start)
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def cost(rule: str, start: Moment, end: datetime) -> int:
    """Return how many dates must be walked before `end` (of the window).

    That is 0 unless the rule counts: only then it has to be walked from its first date.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if "COUNT" not in parts:
        return 0
    return max(0, (end.date() - day_of(start)).days + 1) * _times_a_day(parts)


def _parts(rule: str) -> dict[str, str]:
    plain = rule.replace("\\", "").strip(" \t\"'")  # some programs escape and quote as in a text
    found = [part.strip().upper().partition("=") for part in plain.split(";") if part.strip()]
    if len(found) > len(_KNOWN):
        raise ValueError("not a rule")
    parts = {name.strip(): value.replace(" ", "").strip(",") for name, _, value in found if value}
    unknown = parts.keys() - _KNOWN
    if "FREQ" not in parts or any(name.startswith("BY") for name in unknown):
        raise ValueError("not a rule")
    return {name: value for name, value in parts.items() if name in _KNOWN}


def _check(parts: dict[str, str]) -> None:
    """Raise ValueError for a part that the expander would fail on, or take for another."""
    if parts["FREQ"] not in FREQUENCIES or parts.pop("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise ValueError("FREQ or RSCALE")
    for name, (least, highest) in _RANGES.items():
        numbers = [int(number) for number in parts[name].split(",")] if name in parts else []
        if any(not least <= number <= highest or number == 0 > least for number in numbers):
            raise ValueError(name)
    for name in {"BYDAY", "WKST"} & parts.keys():
        if not all(_BYDAY.fullmatch(day) for day in parts[name].split(",")):
            raise ValueError(name)


def _without_skip(parts: dict[str, str], start: Moment) -> None:
    """Say SKIP=BACKWARD (RFC 7529: the last day of a shorter month) in parts that are known.

    Raises ValueError where it cannot be said, for then the dates would be wrong.
    """
    skip = parts.pop("SKIP", "OMIT")
    if skip == "OMIT" or parts["FREQ"] in ("DAILY", "WEEKLY") or parts.keys() & set(_WEEKDAYS):
        return
    days = parts.get("BYMONTHDAY", str(day_of(start).day)).split(",")
    if all(abs(int(day)) <= _LAST_DAY_OF_ALL for day in days):
        return
    if parts["FREQ"] == "YEARLY":
        parts.setdefault("BYMONTH", str(day_of(start).month))
    months = parts.get("BYMONTH", "") if parts["FREQ"] == "YEARLY" else ""
    if skip != "BACKWARD" or len(days) > 1 or "," in months or int(days[0]) < 0:
        raise ValueError("SKIP")
    parts["BYMONTHDAY"] = ",".join(map(str, range(_LAST_DAY_OF_ALL, int(days[0]) + 1)))
    parts["BYSETPOS"] = "-1"


def _times_a_day(parts: dict[str, str]) -> int:
    times = 1
    for name in _CLOCK:
        times *= parts.get(name, "").count(",") + 1
    return times


def _until(value: str, start: Moment) -> str:
    """Return the last moment as the expander takes it, "" for one that nobody lives to see."""
    if value[:4].isdigit() and int(value[:4]) > LAST_YEAR:
        return ""
    day, clock, offset = read_written(value)
    if not isinstance(start, datetime):
        return f"{day:%Y%m%d}"
    last = datetime.combine(day, clock or time(23, 59, 59), offset or start.tzinfo)
    return f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
