"""A repeating event and the changes made to single dates of it -> when it meets.

recurring-ical-events does the counting. It is given only the timing, already
repaired, so nothing else that stands in an event can trouble it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.ical.dates import Moment, day_of, instant, read_list
from desktop.ical.events import RawEvent, length
from desktop.ical.recurrence_rules import TooOften, cost, nearer, repaired
from desktop.sessions.session import TimeRange

if TYPE_CHECKING:
    import icalendar

MOST_DATES = 3500  # as sabre/dav allows; nearly ten years of every day


def load_expander() -> Any:
    """Return recurring-ical-events. On a busy computer the first import takes a second."""
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
        """Return the rules as the expander takes them. Raises `TooOften` or ValueError."""
        if self.master is None:
            return []
        start = self.master.start.moment
        return [repaired(line.value, start) for line in self.master.found.get("RRULE", [])]

    def cost(self, window: TimeRange) -> int:
        """Guess how much work it is to look at `window`; 0 if the rules make no sense."""
        try:
            return sum(cost(rule, self._first(), window.end) for rule in self.rules)
        except ValueError:
            return 0

    def meetings(self, window: TimeRange) -> list[Meeting]:
        """Return the dates near `window` (a day more on each side, for zones).

        Raises `TooOften`, or ValueError and its kin for what makes no sense.
        """
        if self._begins_later(window):
            return []
        expander, begin = load_expander(), self._nearby(window)
        events = [event for event in (self.master, *self.changes) if event is not None]
        parts = [expander.EventAdapter(self._part(event, events, begin)) for event in events]
        day = timedelta(days=1)
        start, end = window.start.astimezone(UTC) - day, window.end.astimezone(UTC) + day
        found = list(islice(expander.Series(parts).between(start, end), MOST_DATES + 1))
        if len(found) > MOST_DATES:
            raise TooOften("dates")
        return [_meeting(events[int(one.uid)], one.start) for one in found]

    def _begins_later(self, window: TimeRange) -> bool:
        """Say whether nothing of it can be in the window, without counting."""
        if self.master is None or self.changes or "RDATE" in self.master.found:
            return False
        return day_of(self._first()) > window.end.date() + timedelta(days=2)

    def _first(self) -> Moment:
        assert self.master is not None
        return self.master.start.moment

    def _nearby(self, window: TimeRange) -> Moment | None:
        """Return where to begin counting; not far back where that makes no difference."""
        if self.master is None or "RDATE" in self.master.found:
            return None
        if any(_range(change) for change in self.changes):
            return None
        before = window.start.date() - length(self.master) - timedelta(days=8)
        return nearer(self.rules, self._first(), before)

    def _part(
        self, event: RawEvent, events: list[RawEvent], begin: Moment | None
    ) -> icalendar.Event:
        """Return the timing of `event` alone, as a component of icalendar."""
        import icalendar

        part = icalendar.Event()
        start, end, _ = event.span
        moved = begin - start if event is self.master and begin is not None else timedelta(0)
        part.add("DTSTART", start + moved)
        part.add("DTEND", end + moved)
        part.add("SEQUENCE", event.sequence)
        part.add("UID", str(events.index(event)))  # tells later whose date it is
        if event is self.master:
            for rule in self.rules:
                part.add("RRULE", icalendar.vRecur.from_ical(rule))
            for name in ("EXDATE", "RDATE"):
                dates = list(_dates(event, name))
                if dates:
                    part.add(name, dates)
        else:
            part.add("RECURRENCE-ID", self._changed(event), parameters=_range(event))
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


def _dates(event: RawEvent, name: str) -> Iterator[Moment]:
    lines = event.found.get(name, [])
    if sum(line.value.count(",") + 1 for line in lines) > MOST_DATES:
        raise TooOften(name)
    for line in lines:
        yield from (when.moment for when in read_list(line, event.zones, event.local))


def _meeting(event: RawEvent, start: Moment) -> Meeting:
    """Name a date of `event`.

    A change names the date it changes; with THISANDFUTURE the later dates come
    from the same event, and are named by their own start.
    """
    changed = event.recurrence_id
    own = changed is not None and start == event.start.moment
    return Meeting(event, start, instant(changed if own and changed is not None else start))
