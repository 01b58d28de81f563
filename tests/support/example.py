"""A Parlour with a life in it: real parts, a real calendar file, a still clock, no network."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accessibility.captions.caption import Final, Missed, Partial, State
from accessibility.captions.orders import Level
from desktop.clock import StillClock
from desktop.credentials.session_vault import SessionVault
from desktop.main import House
from desktop.navigation import Place, Visit
from desktop.paths import find_paths
from desktop.settings import Settings
from resources.words import Words
from ui.parts import Parts

NOW = datetime(2026, 11, 24, 13, 50, tzinfo=ZoneInfo("Europe/London"))
"""A Tuesday, ten minutes before the tea group meets."""

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=Qx7vB2"


class Row(NamedTuple):
    """One event: when it begins after now, and the line that says how to get in."""

    uid: str
    title: str
    ahead: timedelta
    way: str
    status: str = "CONFIRMED"


SESSIONS = (
    Row("tea", "Tuesday Tea Group", timedelta(minutes=10), f"URL:{ZOOM}"),
    Row("carers", "Carers’ chat", timedelta(days=1), "URL:https://meet.google.com/abc-defg-hij"),
    Row("film", "Film night", timedelta(days=3), "URL:https://whereby.com/film", "CANCELLED"),
    Row("walk", "Walking and talking", timedelta(days=6), "LOCATION:The park gate"),
    Row("odd", "Book club", timedelta(days=8), "URL:https://meet.example.org/books"),
)

CARD = """{"format": 1, "made": "2026-11-01", "group": {"id": "tea-group-2026",
 "name": "Tuesday Tea Group", "contact": {"name": "Ruth", "phone": "020 7946 0018"}}}"""


def calendar(now: datetime = NOW) -> bytes:
    """Return a group's calendar whose first session begins 10 minutes after `now`."""
    events = [_event(row, now) for row in SESSIONS]
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n"
    name = "X-WR-CALNAME:Tuesday Tea Group\r\n"
    return (head + name + "".join(events) + "END:VCALENDAR\r\n").encode()


def _event(row: Row, now: datetime) -> str:
    start = now + row.ahead
    phone = "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+442034815237"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{row.uid}@example.org",
        f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}",
        "DURATION:PT1H",
        f"SUMMARY:{row.title}",
        f"STATUS:{row.status}",
        row.way,
        *([phone] if row.uid == "tea" else []),
        "END:VEVENT",
        "",
    ]
    return "\r\n".join(lines)


def make_parts(home: Path, words: Words | None = None) -> Parts:
    """Return the parts of a Parlour that knows nothing yet, with its files below `home`."""
    paths = find_paths({"PARLOUR_HOME": str(home)})
    return House(paths, Settings(paths.settings), words or Words(), StillClock(NOW))


async def settle_in(parts: Parts, home: Path) -> None:
    """Add a calendar file and a group card, as a person would."""
    file, card = home / "group.ics", home / "group.parlour"
    file.write_bytes(calendar())
    card.write_text(CARD, "utf-8")
    await parts.shelf.unlock(SessionVault())
    await parts.shelf.add_file(file)
    offer = await parts.shelf.add_file(card)
    assert not hasattr(offer, "was_there")
    await parts.shelf.apply_card(offer)
    parts.agenda.is_looking = False


def speak(parts: Parts) -> None:
    """Let the captions hold a few lines: settled, missed, and being said."""
    captioning = parts.captioning
    captioning.is_on = True
    for event in (
        State("listening", detail="Built-in loudspeaker"),
        Final("Hello everyone, and welcome. It is lovely to see so many of you.", 0.0, 5.0),
        Missed(5.0, 8.0),
        Final("We will start with names. You can pass if you like.", 9.5, 13.0),
        Partial("Ruth would you", 15.0, 16.0),
        Partial("Ruth would you like to", 15.0, 16.4),
        Level(0.5, 16.4),
    ):
        captioning.hear(event)


def visits(parts: Parts) -> list[Visit]:
    """Return one visit to every place, with what it needs to show something."""
    tea = next((one.id for one in parts.agenda.sessions if "Tea" in one.title), "")
    odd = next((one.id for one in parts.agenda.sessions if "Book" in one.title), "")
    details = {
        Place.PAGE: "safety-scams",
        Place.OPENING: tea,
        Place.LINK_TROUBLE: odd,
    }
    return [Visit(place, details.get(place, "")) for place in Place]
