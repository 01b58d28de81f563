"""A session at a time that somebody told, every week or once: there is no calendar to ask."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import msgspec

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

LONG_AGO = date(2024, 1, 1)
"""A Monday: where a rule without a first day starts, so that today is always inside it."""


class WeeklyRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """ "Every Tuesday at 2pm": local time `at` ("14:00") in the IANA `zone`, `minutes` long.

    `every` counts weeks from the first `day` on or after `starts`; 0 is on that day only.
    `room` is the https link of a room that is always the same, or "", and `phone` a number
    to join by, or "". `code` is what to press after that is answered, `passcode` what the
    room asks for: they let people in, so that no card may hold them.
    """

    name: str
    day: Weekday
    at: str
    zone: str
    minutes: int = 60
    every: int = 1
    starts: date | None = None
    room: str = ""
    phone: str = ""
    code: str = ""
    passcode: str = ""

    @property
    def time(self) -> time:
        """Return the time of day. Raises ValueError for what is none."""
        return datetime.strptime(self.at, "%H:%M").time()

    @property
    def first(self) -> datetime:
        """Return when the first session begins, in the rule's zone."""
        begin = self.starts or LONG_AGO
        ahead = (WEEKDAYS.index(self.day) - begin.weekday()) % 7
        day = begin + timedelta(days=ahead)
        return datetime.combine(day, self.time, ZoneInfo(self.zone))


def as_calendar(rule: WeeklyRule, uid: str) -> bytes:
    """Write the rule as an iCalendar file, so that it goes the same way as every calendar."""
    first = rule.first
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parlour//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20240101T000000Z",
        f"DTSTART;TZID={rule.zone}:{first:%Y%m%dT%H%M%S}",
        f"DURATION:PT{rule.minutes}M",
        *([f"RRULE:FREQ=WEEKLY;INTERVAL={rule.every}"] if rule.every else []),
        f"SUMMARY:{_escaped(rule.name)}",
        *([f"URL:{rule.room}"] if rule.room else []),
        *([f"CONFERENCE;VALUE=URI;FEATURE=PHONE:{_telephone(rule)}"] if rule.phone else []),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


def _telephone(rule: WeeklyRule) -> str:
    """Return a number as a `tel:` link holds it (RFC 3966), its code behind two pauses."""
    number, code = _only(rule.phone, "+"), _only(rule.code, "#*,")
    return f"tel:{number},,{code}" if code else f"tel:{number}"


def _only(text: str, others: str) -> str:
    """Return the digits of a text, and these other letters: what only helps the eye is left out."""
    return "".join(letter for letter in text if letter.isdecimal() or letter in others)


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r", " ").replace("\n", " ")
