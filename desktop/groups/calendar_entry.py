"""Writes a group's next meeting in person as an iCalendar file, for the person's own calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.groups.group import Group, Way

ENDING = ".ics"
"""How the name of such a file ends."""

USUAL_LENGTH = timedelta(hours=1)
"""How long a meeting is that does not say when it ends."""


def calendar_entry(group: Group, way: Way, now: datetime) -> bytes:
    """Return the file of one event; its times have no zone, as on the clock where it is.

    `now` is aware. The way says when it `meets`.
    """
    from icalendar import Calendar, Event

    assert way.meets is not None
    event = Event()
    event.add("uid", f"{way.meets:%Y%m%dT%H%M}-{group.id.replace(' ', '-')}@parlour")
    event.add("dtstamp", now)
    event.add("summary", group.name)
    event.add("dtstart", way.meets)
    event.add("dtend", way.ends or way.meets + USUAL_LENGTH)
    if way.place:
        event.add("location", way.place)
    told = [text for text in (way.words, way.route, way.access, way.ready) if text]
    event.add("description", "\n".join(told))
    entry = Calendar()
    entry.add("version", "2.0")
    entry.add("prodid", "-//Parlour//EN")
    entry.add_component(event)
    body: bytes = entry.to_ical()
    return body
