"""Repetition rules (RRULE): refuse the ones that would freeze us, repair the others.

A rule that repeats by the minute since 1970 would take minutes of work for one
afternoon. A support group meets at most a few times a day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from desktop.ical.dates import Moment, day_of

MOST_A_DAY = 24
MOST_STEPS = 150_000
"""Dates that are walked of one rule: a daily COUNT since 1900 is fine, six times a day is not."""
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_CLOCK = "BYHOUR", "BYMINUTE", "BYSECOND"
_DAYS = "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *_DAYS, *_CLOCK})
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.A)


class TooOften(ValueError):
    """The rule repeats more often than any group meets."""


def repaired(rule: str, start: Moment) -> str:
    """Return `rule` as the expander can take it, for a series that begins at `start`.

    An UNTIL that is a date means the end of that day where the session is: people
    expect the last day to be included. Raises `TooOften`, or ValueError for a rule
    that makes no sense.
    """
    parts = _parts(rule)
    if parts["FREQ"] not in FREQUENCIES:
        raise TooOften(parts["FREQ"])
    if _times_a_day(parts) > MOST_A_DAY:
        raise TooOften("times of day")
    for counted in ("INTERVAL", "COUNT"):
        if counted in parts and int(parts[counted]) < 1:
            raise ValueError(counted)
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], start)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def cost(rule: str, start: Moment, end: datetime) -> int:
    """Return how many dates must be walked before `end` (of the window).

    That is 0 unless the rule counts: only then it has to be walked from its first date.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if "COUNT" not in parts:
        return 0
    return max(0, (end.date() - day_of(start)).days + 1) * _times_a_day(parts)


def _parts(rule: str) -> dict[str, str]:
    found = [part.strip().upper().partition("=") for part in rule.split(";") if part.strip()]
    parts = {name: value for name, _, value in found if name in _KNOWN and value}
    if "FREQ" not in parts or len(found) > len(_KNOWN):
        raise ValueError("not a rule")
    return parts


def _times_a_day(parts: dict[str, str]) -> int:
    times = 1
    for name in _CLOCK:
        times *= parts.get(name, "").count(",") + 1
    return times


def _until(value: str, start: Moment) -> str:
    found = _UNTIL.fullmatch(value)
    if not found:
        raise ValueError("UNTIL")
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if not isinstance(start, datetime):
        return f"{day:%Y%m%d}"
    if found[7]:
        return value
    clock = time(int(found[4]), int(found[5]), int(found[6])) if found[4] else time(23, 59, 59)
    return f"{datetime.combine(day, clock, start.tzinfo).astimezone(UTC):%Y%m%dT%H%M%SZ}"
