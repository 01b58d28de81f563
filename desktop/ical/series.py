"""A repeating event and the changes made to single dates of it -> when it meets.

The dates come from `rule_dates`. Where dates were changed, recurring-ical-events
puts the changes in: it is given the dates near the window, never a rule, so it
cannot be kept busy, and nothing else that stands in an event can trouble it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.ical.dates import Moment, When, day_of, instant
from desktop.ical.events import MOST_DATES, RawEvent, length
from desktop.ical.recurrence_rules import MOST_STEPS, TooOften, cost
from desktop.ical.rule_dates import RuleDates
from desktop.sessions.session import TimeRange, in_utc

if TYPE_CHECKING:
    import icalendar


def load_expander() -> Any:
    """Return recurring-ical-events: to be imported before a clock runs, for it takes a while."""
    import recurring_ical_events

    return recurring_ical_events


class Meeting(NamedTuple):
    """One date of a series: the event that describes it, when, and which date it was.

    `lasts` is its own length, None where it lasts as long as its event.
    """

    event: RawEvent
    start: Moment
    occurrence: str
    lasts: timedelta | None = None


@dataclass(frozen=True)
class Series:
    """A repeating event (None if only changes to it are known) and its changes."""

    master: RawEvent | None
    changes: Sequence[RawEvent]

    @property
    def rules(self) -> list[str]:
        """Return the rules, repaired."""
        return self.master.rules.taken if self.master else []

    def cost(self, window: TimeRange) -> int:
        """Return how much work it is to look at `window`."""
        rules = [*self.rules, *(self.master.excluding.taken if self.master else [])]
        return sum(cost(rule, self._first(), window.end) for rule in rules)

    def meetings(self, window: TimeRange) -> list[Meeting]:
        """Return the dates near `window` (a few days more on each side, for zones).

        Raises `TooOften`, or ValueError and its kin for what makes no sense.
        """
        if self._begins_later(window):
            return []
        if self.cost(window) > MOST_STEPS:
            raise TooOften("steps")
        days = self._days(window)
        starts, dated = self._starts(days), self._dated(days)
        if dated:
            return self._with_changes(starts, dated, window)
        is_left_out = _left_out(self._left_out)
        left = [one for one in starts if not is_left_out(one)]
        return [self._meeting(self.master, None, one) for one in left] if self.master else []

    def first_alone(self) -> Meeting | None:
        """Return the first date, where the others cannot be told, unless it was taken out."""
        if self.master is None:
            return None
        first = self._first()
        changed = (self._meant(change.recurrence_id or change.start) for change in self.changes)
        if _left_out(self._left_out)(first) or first in changed:
            return None
        return self._meeting(self.master, None, first)

    def _begins_later(self, window: TimeRange) -> bool:
        """Say whether nothing of it can be in the window, without counting."""
        if self.master is None or self.changes or "RDATE" in self.master.found:
            return False
        return day_of(self._first()) > window.end.date() + timedelta(days=2)

    def _first(self) -> Moment:
        assert self.master is not None
        return self.master.start.moment

    def _days(self, window: TimeRange) -> tuple[date, date]:
        """Return the days on which something can begin that comes into the window."""
        near = self._reach()
        return window.start.date() - near, window.end.date() + near

    def _starts(self, days: tuple[date, date]) -> list[Moment]:
        """Return when the master is on, before anything is taken out."""
        if self.master is None:
            return []
        first, rules = self._first(), [RuleDates(rule, self._first()) for rule in self.rules]
        ends = [rule.until for rule in rules if rule.until is not None]
        found = set(self._added)
        if not ends or _on_wall(first) <= max(ends):
            found.add(first)
        for rule in rules:
            for moment in rule.between(*days):
                found.add(_like(moment, first))
                if len(found) > MOST_DATES:
                    raise TooOften("dates")
        for left_out in self.master.excluding.taken:  # RFC 2445 had EXRULE, and it is still written
            excluded = RuleDates(left_out, first).between(*days)
            found.difference_update(_like(moment, first) for moment in excluded)
        return sorted(start for start in found if days[0] <= day_of(start) <= days[1])

    def _reach(self) -> timedelta:
        """Return how far outside the window a date can begin and still come into it."""
        events = [event for event in (self.master, *self.changes) if event is not None]
        reach = max(timedelta(days=length(event).days) for event in events)
        for change in self.changes:
            changed = change.recurrence_id
            if changed is not None and _range(change):
                reach = max(reach, abs(day_of(change.start.moment) - day_of(changed.moment)))
        return reach + timedelta(days=3)

    def _with_changes(
        self,
        starts: list[Moment],
        dated: list[tuple[RawEvent, Moment]],
        window: TimeRange,
    ) -> list[Meeting]:
        expander = load_expander()
        events: list[tuple[RawEvent, Moment | None]] = [*dated]
        if self.master is not None and (starts or day_of(self._first()) < window.start.date()):
            events.insert(0, (self.master, None))
        parts = [
            expander.EventAdapter(self._part(event, changed, number, starts))
            for number, (event, changed) in enumerate(events)
        ]
        day = timedelta(days=1)
        start, end = window.start.astimezone(UTC) - day, window.end.astimezone(UTC) + day
        found = list(islice(expander.Series(parts).between(start, end), MOST_DATES + 1))
        if len(found) > MOST_DATES:
            raise TooOften("dates")
        return [self._meeting(*events[int(one.uid)], one.start) for one in found]

    def _dated(self, days: tuple[date, date]) -> list[tuple[RawEvent, Moment]]:
        """Return the changes from or to these days, with the date that each changes.

        Of two changes to one date it is the newer.
        """
        newest: dict[tuple[str, bool], tuple[RawEvent, Moment]] = {}
        for change in sorted(self.changes, key=lambda one: one.revision):
            date = self._meant(change.recurrence_id or change.start)
            newest[instant(date), bool(_range(change))] = (change, date)
        near = [
            (change, date)
            for (_, goes_on), (change, date) in newest.items()
            if goes_on
            or days[0] <= day_of(date) <= days[1]
            or days[0] <= day_of(change.start.moment) <= days[1]
        ]
        if len(near) > MOST_DATES:
            raise TooOften("changes")
        return near

    def _part(
        self, event: RawEvent, changed: Moment | None, number: int, starts: list[Moment]
    ) -> icalendar.Event:
        """Return the timing of `event` alone, as a component of icalendar."""
        import icalendar

        part = icalendar.Event()
        start, end, _ = event.span
        moved = timedelta(0)
        if changed is not None:
            part.add("RECURRENCE-ID", changed, parameters=_range(event))
        else:  # its own start counts as one of its dates: begin at a true one
            if starts:
                moved = _on_wall(starts[0]) - _on_wall(start)
                part.add("RDATE", starts)
            first, last = (starts or [start])[0], (starts or [start])[-1]
            day, left_out = timedelta(days=1), self._left_out
            near = [one for one in left_out if -day <= day_of(one) - day_of(first)]
            near = [one for one in near if day_of(one) - day_of(last) <= day]
            if near:
                part.add("EXDATE", near)
        part.add("DTSTART", start + moved)
        part.add("DTEND", end + moved)
        part.add("SEQUENCE", event.sequence)
        part.add("UID", str(number))  # tells later whose date it is
        return part

    @cached_property
    def _added(self) -> list[Moment]:
        """The dates of RDATE: a day alone is at the usual time, a time on its own clock."""
        found = [when.moment for when in self.master.added.found] if self.master else []
        is_timed = self.master is not None and isinstance(self._first(), datetime)
        return [
            one if is_timed and isinstance(one, datetime) else self._meant(When(one))
            for one in found
        ]

    @cached_property
    def _left_out(self) -> list[Moment]:
        """The dates of EXDATE; a day alone leaves out all that is on it."""
        found = self.master.left_out.found if self.master else []
        return [
            self._meant(when) if isinstance(when.moment, datetime) else when.moment
            for when in found
        ]

    def _meant(self, when: When) -> Moment:
        """Return which date of the series is meant, on the clock of its first date.

        Programs write the day alone, its midnight (Exchange), or UTC without saying so.
        """
        if self.master is None:
            return when.moment
        first, moment = self._first(), when.moment
        if not isinstance(first, datetime):
            return _day_meant(moment, self.master.zones.local)
        if not isinstance(moment, datetime):
            return datetime.combine(moment, first.time(), first.tzinfo)
        readings = [moment.astimezone(first.tzinfo)]
        if when.floating:
            as_utc = moment.replace(tzinfo=UTC).astimezone(first.tzinfo)
            readings = [moment.replace(tzinfo=first.tzinfo), as_utc]
        meant = next(filter(self._is_date, readings), None)
        return meant or self._on_day(moment) or readings[0]

    def _is_date(self, moment: datetime) -> bool:
        """Say whether it may be a date of the series, by the time on the clock."""
        has_times = any("BYHOUR" in rule or "BYMINUTE" in rule for rule in self.rules)
        first = self._first()
        return has_times or not isinstance(first, datetime) or moment.time() == first.time()

    def _on_day(self, moment: datetime) -> datetime | None:
        """Return the date on the day that a midnight stands for."""
        day = next((one.date() for one in (moment, in_utc(moment)) if one.time() == time()), None)
        first = self._first()
        if day is None or not isinstance(first, datetime) or moment in self._added:
            return None
        others = [one for one in self._added if isinstance(one, datetime) and not self.rules]
        there = (one for one in others if one.astimezone(first.tzinfo).date() == day)
        return next(there, None) or datetime.combine(day, first.time(), first.tzinfo)

    def _meeting(self, event: RawEvent, changed: Moment | None, start: Moment) -> Meeting:
        """Name a date of an event.

        A change names the date it changes; with THISANDFUTURE the later dates come
        from the same event, and are named by their own start.
        """
        if changed is not None:
            own = start == event.start.moment
            return Meeting(event, start, instant(changed if own else start))
        return Meeting(event, start, instant(start), self._lengths.get(instant(start)))

    @cached_property
    def _lengths(self) -> dict[str, timedelta]:
        """How long the dates last that were added with a length of their own."""
        added = self.master.added.found if self.master else []
        return {instant(when.moment): when.lasts for when in added if when.lasts is not None}


def _range(event: RawEvent) -> dict[str, str]:
    line = event.first("RECURRENCE-ID")
    later = line is not None and line.params.get("RANGE", "").upper() == "THISANDFUTURE"
    return {"RANGE": "THISANDFUTURE"} if later else {}


def _like(moment: Moment, other: Moment) -> Moment:
    """Return `moment` as a day if `other` is one, else as a time, of its zone if it names none."""
    if not isinstance(other, datetime):
        return day_of(moment)
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=other.tzinfo)


def _on_wall(moment: Moment) -> datetime:
    """Return what a clock on the wall shows; midnight for a day."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time())


def _left_out(written: list[Moment]) -> Callable[[Moment], bool]:
    """Return what says whether a date is left out (EXDATE), however that is written."""
    days = {moment for moment in written if not isinstance(moment, datetime)}
    times = [moment for moment in written if isinstance(moment, datetime)]
    moments, walls = {in_utc(moment) for moment in times}, {_on_wall(moment) for moment in times}

    def is_left_out(start: Moment) -> bool:
        if day_of(start) in days or _on_wall(start) in walls:
            return True
        return bool(moments) and isinstance(start, datetime) and in_utc(start) in moments

    return is_left_out


def _day_meant(moment: Moment, zone: tzinfo) -> date:
    """Return the day that a date of an all-day series is meant to be."""
    if not isinstance(moment, datetime):
        return moment
    midnights = (one.date() for one in (moment, in_utc(moment)) if one.time() == time())
    return next(midnights, moment.astimezone(zone).date())
