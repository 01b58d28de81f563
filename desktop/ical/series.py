"""A repeating event and the changes made to single dates of it -> when it meets.

The dates come from `rule_dates`. Where dates were changed, recurring-ical-events
puts the changes in: it is given the dates near the window, never a rule, so it
cannot be kept busy, and nothing else that stands in an event can trouble it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.ical.dates import Moment, day_of, instant, read_list
from desktop.ical.events import RawEvent, length
from desktop.ical.recurrence_rules import MOST_STEPS, TooOften, cost, repaired
from desktop.ical.rule_dates import RuleDates
from desktop.sessions.session import TimeRange, in_utc

if TYPE_CHECKING:
    import icalendar

MOST_DATES = 3500  # as sabre/dav allows; nearly ten years of every day


def load_expander() -> Any:
    """Return recurring-ical-events: to be imported before a clock runs, for it takes a while."""
    import recurring_ical_events

    return recurring_ical_events


class Meeting(NamedTuple):
    """One date of a series: the event that describes it, when, and which date it was."""

    event: RawEvent
    start: Moment
    occurrence: str


@dataclass(frozen=True)
class Series:
    """A repeating event (None if only changes to it are known) and its changes."""

    master: RawEvent | None
    changes: Sequence[RawEvent]

    @cached_property
    def rules(self) -> list[str]:
        """Return the rules, repaired. Raises `TooOften` or ValueError."""
        if self.master is None:
            return []
        start = self.master.start.moment
        return [repaired(line.value, start) for line in self.master.found.get("RRULE", [])]

    def cost(self, window: TimeRange) -> int:
        """Return how much work it is to look at `window`; 0 if the rules make no sense."""
        try:
            return sum(cost(rule, self._first(), window.end) for rule in self.rules)
        except ValueError:
            return 0

    def meetings(self, window: TimeRange) -> list[Meeting]:
        """Return the dates near `window` (a few days more on each side, for zones).

        Raises `TooOften`, or ValueError and its kin for what makes no sense.
        """
        if self._begins_later(window):
            return []
        if self.cost(window) > MOST_STEPS or len(self.changes) > MOST_DATES:
            raise TooOften("steps")
        starts = self._starts(window)
        if self.changes:
            return self._with_changes(starts, window)
        assert self.master is not None
        is_left_out = _left_out(self.master)
        return [_meeting(self.master, start) for start in starts if not is_left_out(start)]

    def _begins_later(self, window: TimeRange) -> bool:
        """Say whether nothing of it can be in the window, without counting."""
        if self.master is None or self.changes or "RDATE" in self.master.found:
            return False
        return day_of(self._first()) > window.end.date() + timedelta(days=2)

    def _first(self) -> Moment:
        assert self.master is not None
        return self.master.start.moment

    def _starts(self, window: TimeRange) -> list[Moment]:
        """Return when the master is on near the window, before anything is taken out."""
        if self.master is None:
            return []
        first, rules = self._first(), [RuleDates(rule, self._first()) for rule in self.rules]
        ends = [rule.until for rule in rules if rule.until is not None]
        found = set(_dates(self.master, "RDATE", like=first))
        if not ends or _on_wall(first) <= max(ends):
            found.add(first)
        near = self._reach()
        days = window.start.date() - near, window.end.date() + near
        for rule in rules:
            for moment in rule.between(*days):
                found.add(_like(moment, first))
                if len(found) > MOST_DATES:
                    raise TooOften("dates")
        return sorted(start for start in found if days[0] <= day_of(start) <= days[1])

    def _reach(self) -> timedelta:
        """Return how far outside the window a date can begin and still come into it."""
        events = [event for event in (self.master, *self.changes) if event is not None]
        reach = max(timedelta(days=length(event).days) for event in events)
        for change in self.changes:
            changed = change.recurrence_id
            if changed is not None and _range(change):
                reach = max(reach, abs(day_of(change.start.moment) - day_of(changed)))
        return reach + timedelta(days=3)

    def _with_changes(self, starts: list[Moment], window: TimeRange) -> list[Meeting]:
        expander = load_expander()
        events = list(self.changes)
        if self.master is not None and (starts or day_of(self._first()) < window.start.date()):
            events.insert(0, self.master)
        parts = [
            expander.EventAdapter(self._part(event, number, starts))
            for number, event in enumerate(events)
        ]
        day = timedelta(days=1)
        start, end = window.start.astimezone(UTC) - day, window.end.astimezone(UTC) + day
        found = list(islice(expander.Series(parts).between(start, end), MOST_DATES + 1))
        if len(found) > MOST_DATES:
            raise TooOften("dates")
        return [_meeting(events[int(one.uid)], one.start) for one in found]

    def _part(self, event: RawEvent, number: int, starts: list[Moment]) -> icalendar.Event:
        """Return the timing of `event` alone, as a component of icalendar."""
        import icalendar

        part = icalendar.Event()
        start, end, _ = event.span
        moved = timedelta(0)
        if event is self.master:  # its own start counts as one of its dates: begin at a true one
            if starts:
                moved = _on_wall(starts[0]) - _on_wall(start)
                part.add("RDATE", starts)
            left_out = list(_dates(event, "EXDATE"))
            if left_out:
                part.add("EXDATE", left_out)
        else:
            part.add("RECURRENCE-ID", self._changed(event), parameters=_range(event))
        part.add("DTSTART", start + moved)
        part.add("DTEND", end + moved)
        part.add("SEQUENCE", event.sequence)
        part.add("UID", str(number))  # tells later whose date it is
        return part

    def _changed(self, change: RawEvent) -> Moment:
        """Return which date is changed; some programs write the day without its time."""
        changed = change.recurrence_id
        if changed is None:
            raise ValueError("RECURRENCE-ID")
        if self.master is not None and not isinstance(changed, datetime):
            start = self.master.start.moment
            if isinstance(start, datetime):
                return datetime.combine(changed, start.time(), start.tzinfo)
        return changed


def _range(event: RawEvent) -> dict[str, str]:
    line = event.first("RECURRENCE-ID")
    later = line is not None and line.params.get("RANGE", "").upper() == "THISANDFUTURE"
    return {"RANGE": "THISANDFUTURE"} if later else {}


def _dates(event: RawEvent, name: str, like: Moment | None = None) -> Iterator[Moment]:
    """Yield the dates of EXDATE or RDATE, as they are or as `like` is (a day, or a time)."""
    lines = event.found.get(name, [])
    if sum(line.value.count(",") + 1 for line in lines) > MOST_DATES:
        raise TooOften(name)
    for line in lines:
        for when in read_list(line, event.zones, event.local):
            yield when.moment if like is None else _like(when.moment, like)


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


def _left_out(event: RawEvent) -> Callable[[Moment], bool]:
    """Return what says whether a date is left out (EXDATE), however that is written."""
    written = list(_dates(event, "EXDATE"))
    days = {moment for moment in written if not isinstance(moment, datetime)}
    times = [moment for moment in written if isinstance(moment, datetime)]
    moments, walls = {in_utc(moment) for moment in times}, {_on_wall(moment) for moment in times}

    def is_left_out(start: Moment) -> bool:
        if day_of(start) in days or _on_wall(start) in walls:
            return True
        return bool(moments) and isinstance(start, datetime) and in_utc(start) in moments

    return is_left_out


def _meeting(event: RawEvent, start: Moment) -> Meeting:
    """Name a date of `event`.

    A change names the date it changes; with THISANDFUTURE the later dates come
    from the same event, and are named by their own start.
    """
    changed = event.recurrence_id
    own = changed is not None and start == event.start.moment
    return Meeting(event, start, instant(changed if own and changed is not None else start))
