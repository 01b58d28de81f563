"""What is measured is the same work on both sides."""

from __future__ import annotations

from tests.desktop.ical.measuring import (
    bare,
    bare_of,
    large_calendar,
    mixed_calendar,
    ours,
    ours_of,
)


def test_both_sides_read_the_same_calendar() -> None:
    body = large_calendar(300)
    assert body.count(b"BEGIN:VEVENT") == 300
    assert ours(body) > 0
    assert bare(body) > 0


def test_a_mixed_calendar_gives_both_sides_the_same_sessions() -> None:
    body = mixed_calendar(800)
    assert all(mark in body for mark in (b"TZID=Own 2", b"EXDATE", b"RECURRENCE-ID", b"COUNT"))
    right = bare_of(body)
    assert len(right.found) > 100
    assert ours_of(body).found == right.found
