"""Our reading gives the dates that the bare library gives, wherever that one is right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.ical.calendar import read_sessions
from desktop.sessions.session import TimeRange
from tests.desktop.ical.written import LONDON, calendar, event

WINDOW = TimeRange(datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 4, 20, tzinfo=UTC))

rules = st.builds(
    lambda freq, interval, more: f"RRULE:FREQ={freq};INTERVAL={interval}{more}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
    st.sampled_from(
        [
            "",
            ";BYDAY=MO,TH",
            ";BYMONTHDAY=1,29,31",
            ";COUNT=40",
            ";UNTIL=20260401T120000Z",
            ";WKST=SU;BYDAY=SU,SA",
            ";BYDAY=TU;BYSETPOS=1",
            ";BYHOUR=9,18",
            ";BYMONTH=3,4",
        ]
    ),
)
starts = st.integers(0, 4000).map(lambda days: datetime(2015, 6, 1, 19, 30) + timedelta(days=days))
zones = st.sampled_from(
    [";TZID=Europe/London", ";TZID=America/New_York", ";TZID=Asia/Seoul", ";VALUE=DATE"]
)


def bare(body: bytes) -> set[str]:
    """Return what the bare library makes of a calendar, as instants."""
    whole = icalendar.Calendar.from_ical(body)
    found = recurring_ical_events.of(whole).between(WINDOW.start, WINDOW.end)
    return {str(one["DTSTART"].dt) for one in found if _inside(one)}


def _inside(one: icalendar.Event) -> bool:
    start, end = one.start, one.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        return WINDOW.holds(start.astimezone(UTC), end.astimezone(UTC))
    return True


@settings(max_examples=120, deadline=None)
@given(rule=rules, start=starts, zone=zones)
def test_the_dates_are_those_of_the_bare_library(rule: str, start: datetime, zone: str) -> None:
    value = f"{start:%Y%m%d}" if "DATE" in zone else f"{start:%Y%m%dT%H%M%S}"
    more = () if "DATE" in zone else ("DURATION:PT1H",)
    body = calendar(event(f"{zone}:{value}", rule, *more))
    ours = read_sessions(body, WINDOW, LONDON)
    assert ours.left_out + ours.refused == 0
    theirs = bare(body)
    if "DATE" in zone:
        near = {str(one.start.astimezone(LONDON).date()) for one in ours.sessions}
        assert len(theirs ^ near) <= 2  # the edges of the window, which has another zone
    else:
        assert {instant(one) for one in theirs} == {str(one.start) for one in ours.sessions}


def instant(written: str) -> str:
    """Return a time on the clocks of UTC."""
    return str(datetime.fromisoformat(written).astimezone(UTC))
