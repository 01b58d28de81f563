"""Draft of a session while it is typed, question by question, or was pasted; and it in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from desktop.calendars.typed_time import EitherHalf
from desktop.ical.time_zones import zone_name
from desktop.links.phone import dial_in
from desktop.sessions.times_in_words import say_clock, say_day, say_time
from desktop.sessions.weekly import Weekday, WeeklyRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.calendars.pasted import Pasted
    from desktop.feeds.saved_calendars import CalendarSource
    from resources.words import Words

LENGTHS_MINUTES = (30, 60, 90, 120)
"""How long a session can be, to choose from."""

WEEK = timedelta(days=7)

STEPS = ("day", "often", "time", "name", "join", "check")
"""The questions in their order, and the overview at the end."""


@dataclass(frozen=True)
class Typed:
    """What has been answered so far. `changes` is the id of the calendar it will replace.

    `zone` is not asked about, nor are `every` and `starts` unless `may_be_once`: what a session
    that is changed or pasted had of them stays, wherever the person is by now. A new one is
    in the zone of its person. `heard` is a time that could be two. `open` names the questions
    that a pasted text has left; where it is empty, all are asked.
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
    code: str = ""
    passcode: str = ""
    heard: str = ""
    may_be_once: bool = False
    open: tuple[str, ...] = ()

    @property
    def is_once(self) -> bool:
        """Say whether it is on one day only."""
        return self.every == 0

    def step_after(self, step: str) -> str:
        """Return the question that follows one."""
        ahead = STEPS[STEPS.index(step) + 1 :]
        return next(one for one in ahead if one == "check" or self._asks(one))

    def _asks(self, step: str) -> bool:
        if self.open:
            return step in self.open
        return step != "often" or self.is_once or self.may_be_once

    def rule(self, zone: tzinfo, now: datetime) -> WeeklyRule | None:
        """Return the weekly session for somebody in `zone`; None while an answer is missing."""
        if self.day is None or self.at is None or not self.name:
            return None
        if self.is_once and self.starts is None:
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
            code=self.code if self.phone else "",
            passcode=self.passcode if self.room else "",
        )


class WeeklyDraft:
    """Holds what was typed while the person goes from one question to the next, and back.

    `pasted` is the text that it began with, until something else is begun.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin again with nothing answered."""
        self.typed = Typed()
        self.pasted: Pasted | None = None

    def take_pasted(self, pasted: Pasted, today: date, name: str) -> str:
        """Begin with what a pasted text tells; return the first question that it leaves open.

        `name` is what to call it where the text says nothing better.
        """
        self.typed = _typed(pasted, today, name)
        self.pasted = pasted
        return self.typed.open[0] if self.typed.open else STEPS[-1]

    def take(self, source: CalendarSource) -> None:
        """Begin with the answers of a weekly session that is there, to change them."""
        rule = source.weekly
        self.clear()
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
                code=rule.code,
                passcode=rule.passcode,
            )


def _typed(pasted: Pasted, today: date, name: str) -> Typed:
    """Return the answers that a pasted text gives, and which questions it leaves open."""
    when = pasted.when
    on = when.on if when.on is not None and when.on >= today else None
    is_once = when.is_seldom and not when.every
    answered = Typed(
        day=when.day if on is not None or not is_once else None,
        at=None if isinstance(when.at, EitherHalf) else when.at,
        minutes=when.minutes or Typed.minutes,
        name=pasted.title or name,
        room=pasted.room,
        phone=pasted.phone.number if pasted.phone else "",
        zone=when.zone,
        every=0 if is_once else when.every or 1,
        starts=on or (today if when.every > 1 else None),
        code=pasted.code,
        passcode=pasted.passcode,
        heard=f"{when.at.morning:%H:%M}".lstrip("0") if isinstance(when.at, EitherHalf) else "",
        may_be_once=on is not None and when.every < 2,
    )
    is_open = {
        "day": answered.day is None,
        "often": on is not None and not when.every and not is_once,
        "time": answered.at is None,
        "name": not answered.name,
        "join": not answered.room and not answered.phone,
    }
    return replace(answered, open=tuple(step for step, is_left in is_open.items() if is_left))


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
    if rule.every == 0:
        return first
    steps = max(0, (now.astimezone(first.tzinfo).date() - first.date()) // (WEEK * rule.every))
    for step in (steps, steps + 1):
        start = first + WEEK * rule.every * step
        if start.astimezone(UTC) > now:
            break
    return start


def say_rule(rule: WeeklyRule, service: str, now: datetime, words: Words) -> list[str]:
    """Say what a weekly session is, a sentence a line; `service` is what its link opens, or ""."""
    lines = [*_say_when(rule, next_of(rule, now), now, words)]
    if service:
        lines.append(words("weekly.opens", service=service))
    if service and rule.passcode:
        lines.append(words("weekly.passcode", passcode=rule.passcode))
    if rule.phone:
        lines.append(words("card.phone", number=rule.phone))
        lines += say_number(rule.phone, rule.code, words)
    if not service and not rule.phone:
        lines.append(words("weekly.no_way_in"))
    return lines


def say_number(number: str, code: str, words: Words) -> list[str]:
    """Say what there is to know of a number: the code to press, and that it costs more."""
    join = dial_in(number, code)
    if join is None:
        return []
    lines = [words("opening.phone_code", code=join.code)] if join.code else []
    return [*lines, words("opening.phone_costs")] if join.costs_extra else lines


def _say_when(rule: WeeklyRule, start: datetime, now: datetime, words: Words) -> Iterator[str]:
    """Say the day, the time and the length, and what the person's own clock shows then."""
    time_of_day = say_clock(start, words)
    if rule.every:
        yield words(f"card.weekly.{rule.day}", name=rule.name, time=time_of_day)
    else:
        yield words("weekly.once", name=rule.name, day=say_day(start, now, words), time=time_of_day)
    if rule.every > 1:
        yield words("card.every", count=rule.every)
    yield words("weekly.lasts", length=say_length(rule.minutes, words))
    if rule.every and _is_on(rule, start, now):
        yield words("weekly.on_now")
    own = start.astimezone(now.tzinfo)
    if own.utcoffset() != start.utcoffset():
        yield words("card.zone", zone=say_zone(rule.zone))
        yield words("weekly.own_clock", when=say_time(own, now, words))
    elif rule.every:
        yield words("weekly.next_on", day=say_day(start, now, words))


def _is_on(rule: WeeklyRule, start: datetime, now: datetime) -> bool:
    """Say whether the session before the one that begins at `start` is still on."""
    before = (start - WEEK * rule.every).astimezone(UTC)
    is_one = before >= rule.first.astimezone(UTC)
    return is_one and before <= now < before + timedelta(minutes=rule.minutes)


def say_zone(zone: str) -> str:
    """Return the place whose clock a zone is: "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def say_length(minutes: int, words: Words) -> str:
    """Say how long something is: "30 minutes", "1 hour", "1 and a half hours"."""
    if minutes < 60:
        return words("weekly.minutes", count=minutes)
    if minutes % 60 == 0:
        return words("weekly.hours", count=minutes // 60)
    if minutes % 60 == 30:
        return words("weekly.half_hours", count=minutes // 60)
    return words("weekly.hours_minutes", hours=minutes // 60, count=minutes % 60)
