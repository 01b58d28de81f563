"""Expands a repetition rule (RRULE, RFC 5545, 3.3.10) to its dates near a window, in bounded steps.

dateutil walks a rule until it next comes true; one that never does (30 February)
keeps it busy to the year 9999, and nothing can stop it from outside without harm.
Here a rule is asked of the days of the window alone. Only one that counts (COUNT)
is walked from its first date, and that is refused where it would take long.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import product

from desktop.ical.dates import Moment

WEEK_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class RuleDates:
    """The dates of a repaired rule (see `recurrence_rules.repaired`) that begins at `start`."""

    rule: str
    start: Moment

    @cached_property
    def parts(self) -> dict[str, str]:
        """Return what the rule says, by name."""
        return dict(part.split("=", 1) for part in self.rule.split(";"))

    def between(self, first: date, last: date) -> Iterator[datetime]:
        """Yield the dates from `first` to `last`, on the clock of the start, without a zone.

        Raises ValueError for a rule that makes no sense.
        """
        begins, until, counted = self._wall_start, self.until, 0
        for days in self._periods(first, last):
            for moment in self._chosen(days):
                if moment < begins:
                    continue
                counted += 1
                if (until and moment > until) or (self.count and counted > self.count):
                    return
                if first <= moment.date() <= last:
                    yield moment

    @cached_property
    def until(self) -> datetime | None:
        """Return the last moment it may be at, on the clock of the start; None if it is endless."""
        written = self.parts.get("UNTIL")
        if written is None:
            return None
        if not isinstance(self.start, datetime) or len(written) == len("20260101"):
            return datetime.combine(date.fromisoformat(written[:8]), time(23, 59, 59))
        return datetime.fromisoformat(written).astimezone(self.start.tzinfo).replace(tzinfo=None)

    @cached_property
    def count(self) -> int:
        """Return how often it comes true in all, 0 if that is not said."""
        return int(self.parts.get("COUNT", "0"))

    @property
    def _wall_start(self) -> datetime:
        if isinstance(self.start, datetime):
            return self.start.replace(tzinfo=None)
        return datetime.combine(self.start, time())

    def _periods(self, first: date, last: date) -> Iterator[list[date]]:
        """Yield the days of each day, week, month or year it may be in, from `first` to `last`."""
        begins, frequency = self._wall_start.date(), self.parts["FREQ"]
        near = begins if self.count else max(begins, first)
        step = int(self.parts.get("INTERVAL", "1"))
        if frequency == "DAILY":
            for number in _steps(begins.toordinal(), step, near.toordinal(), last.toordinal()):
                yield [date.fromordinal(number)]
        elif frequency == "WEEKLY":
            monday = begins.toordinal() - (begins.weekday() - self._week_start) % 7
            for number in _steps(monday, 7 * step, near.toordinal(), last.toordinal()):
                yield [date.fromordinal(number + day) for day in range(7)]
        elif frequency == "MONTHLY":
            for number in _steps(_month(begins), step, _month(near), _month(last)):
                yield _days_of_month(number // 12, number % 12 + 1)
        else:
            for year in _steps(begins.year, step, near.year, last.year):
                months = sorted(self._months) or range(1, 13)
                yield [day for month in months for day in _days_of_month(year, month)]

    def _chosen(self, days: list[date]) -> list[datetime]:
        """Return when it is on these days, which are one of its periods."""
        found = [day for day in days if self._allows(day)]
        moments = [datetime.combine(day, clock) for day in found for clock in self._clocks]
        if not self._positions:
            return moments
        places = {place - 1 if place > 0 else len(moments) + place for place in self._positions}
        return [moment for place, moment in enumerate(moments) if place in places]

    def _allows(self, day: date) -> bool:
        numbers = self._numbers
        if self._months and day.month not in self._months:
            return False
        if numbers["BYMONTHDAY"]:
            beyond = monthrange(day.year, day.month)[1] + 1
            if numbers["BYMONTHDAY"].isdisjoint((day.day, day.day - beyond)):
                return False
        if numbers["BYYEARDAY"] and numbers["BYYEARDAY"].isdisjoint(_place_in_year(day)):
            return False
        if numbers["BYWEEKNO"] and numbers["BYWEEKNO"].isdisjoint(self._week_of(day)):
            return False
        return not self._days or self._is_named(day)

    def _is_named(self, day: date) -> bool:
        """Say whether the day of the week is one of those named ("TU", "1TU", "-1TU")."""
        places = self._days.get(day.weekday())
        if places is None or 0 in places:
            return places is not None
        if self.parts["FREQ"] == "YEARLY" and not self._months:
            place, from_end = _place_in_year(day)
        else:
            place, from_end = day.day, day.day - monthrange(day.year, day.month)[1] - 1
        return not places.isdisjoint(((place - 1) // 7 + 1, -((-from_end - 1) // 7 + 1)))

    def _week_of(self, day: date) -> tuple[int, int]:
        """Return the number of its week, from the start of the year and from its end."""
        in_week = (day.weekday() - self._week_start) % 7
        middle = day + timedelta(days=3 - in_week)  # a week is in the year of most of its days
        place, from_end = _place_in_year(middle)
        return (place - 1) // 7 + 1, -((-from_end - 1) // 7 + 1)

    @cached_property
    def _week_start(self) -> int:
        return WEEK_DAYS.index(self.parts.get("WKST", "MO"))

    @cached_property
    def _months(self) -> frozenset[int]:
        months = _whole_numbers(self.parts, "BYMONTH", 12)
        if self.parts["FREQ"] == "YEARLY" and not months and not self._says_days:
            return frozenset({self._wall_start.month})
        return months

    @cached_property
    def _numbers(self) -> dict[str, frozenset[int]]:
        most = {"BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53}
        numbers = {name: _whole_numbers(self.parts, name, limit) for name, limit in most.items()}
        if self.parts["FREQ"] in ("MONTHLY", "YEARLY") and not self._says_days:
            numbers["BYMONTHDAY"] = frozenset({self._wall_start.day})
        return numbers

    @cached_property
    def _says_days(self) -> bool:
        """Say whether the rule names days itself; else they are those of the start."""
        named = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY")
        return any(self.parts.get(name) for name in named)

    @cached_property
    def _days(self) -> dict[int, set[int]]:
        """Return the named days of the week, each with its places: 0 is every one."""
        frequency, written = self.parts["FREQ"], self.parts.get("BYDAY", "")
        found: dict[int, set[int]] = {}
        for name in written.split(",") if written else ():
            place = int(name.strip()[:-2] or "0")
            counts = frequency in ("MONTHLY", "YEARLY")
            found.setdefault(WEEK_DAYS.index(name.strip()[-2:]), set()).add(place * counts)
        weekly = frequency == "WEEKLY" or "BYWEEKNO" in self.parts
        others = self.parts.get("BYMONTHDAY") or self.parts.get("BYYEARDAY")
        return {self._wall_start.weekday(): {0}} if weekly and not found and not others else found

    @cached_property
    def _positions(self) -> frozenset[int]:
        return _whole_numbers(self.parts, "BYSETPOS", 366)

    @cached_property
    def _clocks(self) -> list[time]:
        """Return the times of day; an all-day event has one, midnight."""
        clock = self._wall_start.time()
        if not isinstance(self.start, datetime):
            return [clock]
        hours = _whole_numbers(self.parts, "BYHOUR", 23) or {clock.hour}
        minutes = _whole_numbers(self.parts, "BYMINUTE", 59) or {clock.minute}
        seconds = _whole_numbers(self.parts, "BYSECOND", 60) or {clock.second}
        chosen = product(hours, minutes, seconds)
        return sorted({time(hour, minute, min(second, 59)) for hour, minute, second in chosen})


def _steps(begin: int, step: int, near: int, last: int) -> range:
    """Return begin, begin + step, ... to `last`, without what is more than a step before `near`."""
    return range(begin + (near - begin) // step * step, last + 1, step)


def _whole_numbers(parts: dict[str, str], name: str, most: int) -> frozenset[int]:
    written = parts.get(name, "")
    found = frozenset(int(number) for number in written.split(",")) if written else frozenset()
    if any(abs(number) > most for number in found):
        raise ValueError(name)
    return found


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days_of_month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _place_in_year(day: date) -> tuple[int, int]:
    """Return which day of its year it is, from the start (1, 2, ...) and the end (-1, -2, ...)."""
    place = day.toordinal() - date(day.year, 1, 1).toordinal() + 1
    return place, place - (366 if monthrange(day.year, 2)[1] == 29 else 365) - 1
