"""Calendars written for the tests, and what a reader in London makes of them."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from desktop.ical.calendar import read_sessions
from desktop.sessions.session import CalendarReading, Session, TimeRange

LONDON = ZoneInfo("Europe/London")
YEAR = TimeRange(datetime(2026, 1, 1, tzinfo=LONDON), datetime(2026, 12, 31, tzinfo=LONDON))


def calendar(*events: str, head: str = "", zones: str = "") -> bytes:
    """Write a calendar with these events (their lines), as a server would send it."""
    blocks = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events]
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{zones}{''.join(blocks)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def reading(
    *events: str,
    head: str = "",
    zones: str = "",
    window: TimeRange = YEAR,
    zone: tzinfo = LONDON,
) -> CalendarReading:
    """Read a calendar with these events."""
    return read_sessions(calendar(*events, head=head, zones=zones), window, zone)


def sessions(
    *events: str,
    head: str = "",
    zones: str = "",
    window: TimeRange = YEAR,
    zone: tzinfo = LONDON,
) -> list[Session]:
    """Return the sessions of these events, on the reader's clocks."""
    found = reading(*events, head=head, zones=zones, window=window, zone=zone)
    return [session.in_zone(zone) for session in found.sessions]


def only(*events: str, head: str = "", zones: str = "") -> Session:
    """Return the one session of these events."""
    (session,) = sessions(*events, head=head, zones=zones)
    return session


def clocks(found: list[Session]) -> list[str]:
    """Say when each session begins, on the reader's clocks."""
    return [f"{session.start:%d %b %H:%M%z}" for session in found]


def event(start: str, *more: str, uid: str = "1") -> str:
    """Write an event that begins at `start` (the whole DTSTART line after its name)."""
    return "\n".join([f"UID:{uid}", f"DTSTART{start}", "SUMMARY:Tea", *more])


GOOD = event(";TZID=Europe/London:20260701T190000", "DURATION:PT1H", uid="good")
