"""What is measured is the same work on both sides."""

from __future__ import annotations

from tests.desktop.ical.measuring import bare, large_calendar, ours


def test_both_sides_read_the_same_calendar() -> None:
    body = large_calendar(300)
    assert body.count(b"BEGIN:VEVENT") == 300
    assert ours(body) > 0
    assert bare(body) > 0
