"""Draft of a weekly session while it is typed, question by question; and it in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from desktop.ical.time_zones import zone_name
from desktop.sessions.times_in_words import say_clock, say_day
from desktop.sessions.weekly import Weekday, WeeklyRule

if TYPE_CHECKING:
    from desktop.feeds.saved_calendars import CalendarSource
    from resources.words import Words

LENGTHS_MINUTES = (30, 60, 90, 120)
"""How long a session can be, to choose from."""

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Typed:
    """What has been answered so far. `changes` is the id of the calendar it will replace.

    `zone`, `every` and `starts` are not asked about: what a session that is changed had of
    them stays, wherever the person is by now. A new one is in the zone of its person.
    """

    day: Weekday | None = None
    at: time | None = None
    minutes: int = 60
    name: str = ""
    room: str = ""
    phone: str = ""
    changes: str = ""
    zone: str = ""
    every: int = 1
    starts: date | None = None

    def rule(self, zone: tzinfo, now: datetime) -> WeeklyRule | None:
        """Return the weekly session for somebody in `zone`; None while an answer is missing."""
        if self.day is None or self.at is None or not self.name:
            return None
        return WeeklyRule(
            name=self.name,
            day=self.day,
            at=f"{self.at:%H:%M}",
            zone=self.zone or lasting_name(zone, now),
            minutes=self.minutes,
            every=self.every,
            starts=self.starts,
            room=self.room,
            phone=self.phone,
        )


class WeeklyDraft:
    """Holds what was typed while the person goes from one question to the next, and back."""

    def __init__(self) -> None:
        self.typed = Typed()

    def clear(self) -> None:
        """Begin again with nothing answered."""
        self.typed = Typed()

    def take(self, source: CalendarSource) -> None:
        """Begin with the answers of a weekly session that is there, to change them."""
        rule = source.weekly
        if rule is not None:
            self.typed = Typed(
                day=rule.day,
                at=rule.time,
                minutes=rule.minutes,
                name=rule.name,
                room=rule.room,
                phone=rule.phone,
                changes=source.id,
                zone=rule.zone,
                every=rule.every,
                starts=rule.starts,
            )


def lasting_name(zone: tzinfo, now: datetime) -> str:
    """Return the IANA name of a zone; one that has none is named after its present offset."""
    name = zone_name(zone)
    if not name.lstrip("-").isdecimal():
        return name
    offset = now.astimezone(zone).utcoffset() or timedelta()
    hours = round(offset / timedelta(hours=1))
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"


def next_of(rule: WeeklyRule, now: datetime) -> datetime:
    """Return when the next session of a rule begins, on the clocks of its zone."""
    first = rule.first
    steps = max(0, (now.astimezone(first.tzinfo).date() - first.date()) // (WEEK * rule.every))
    for step in (steps, steps + 1):
        start = first + WEEK * rule.every * step
        if start.astimezone(UTC) > now:
            break
    return start


def say_rule(rule: WeeklyRule, service: str, now: datetime, words: Words) -> list[str]:
    """Say what a weekly session is, a sentence a line; `service` is what its link opens, or ""."""
    start = next_of(rule, now)
    minutes = rule.minutes
    lines = [
        words(f"card.weekly.{rule.day}", name=rule.name, time=say_clock(rule.first, words)),
        words("weekly.lasts", length=say_length(minutes, words)),
        words("weekly.next_on", day=say_day(start, now, words)),
    ]
    if service:
        lines.append(words("weekly.opens", service=service))
    if rule.phone:
        lines.append(words("card.phone", number=rule.phone))
    if not service and not rule.phone:
        lines.append(words("weekly.no_way_in"))
    return lines


def say_length(minutes: int, words: Words) -> str:
    """Say how long something is: "30 minutes", "1 hour", "1 and a half hours"."""
    if minutes < 60:
        return words("weekly.minutes", count=minutes)
    if minutes % 60 == 0:
        return words("weekly.hours", count=minutes // 60)
    if minutes % 60 == 30:
        return words("weekly.half_hours", count=minutes // 60)
    return words("weekly.hours_minutes", hours=minutes // 60, count=minutes % 60)
