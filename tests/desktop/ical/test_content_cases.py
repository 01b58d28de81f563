"""What stands in calendars: broken events, strange ends, encodings, private titles."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.ical.calendar import read_sessions
from desktop.ical.content_lines import calendar_text, is_calendar
from tests.desktop.ical.written import (
    GOOD,
    LONDON,
    YEAR,
    calendar,
    clocks,
    event,
    only,
    reading,
    sessions,
)


@pytest.mark.parametrize(
    "bad",
    [
        "UID:1\nSUMMARY:no start",
        event(":INVALID"),
        event(""),
        event(":20260701T190000Z", "RRULE:FREQ=SOMETIMES"),
        event(":20261301T190000Z"),
        event(":20260701T190000Z", 'SUMMARY;X="never closed:still', "RRULE:FREQ=,;=;"),
    ],
)
def test_c1_one_bad_event_never_hides_the_good_ones(bad: str) -> None:
    assert "good" not in bad
    found = reading(bad, GOOD)
    assert "01 Jul 19:00+0100" in clocks([one.in_zone(LONDON) for one in found.sessions])
    assert found.left_out + found.refused == 1


def test_c1_a_date_to_leave_out_that_cannot_be_read_does_not_hide_its_series() -> None:
    assert len(sessions(event(":20260701T190000Z", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:bad"))) == 2


def test_c1_a_bad_change_does_not_hide_its_series() -> None:
    weekly = event(":20260701T190000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    bad = event(":20260701T190000Z", "RECURRENCE-ID:bad")
    assert len(sessions(weekly, bad)) == 2


@pytest.mark.parametrize(
    "more", [(), ("DTEND:20260701T180000Z",), ("DURATION:-PT1H",), ("DTEND:20260701T190000Z",)]
)
def test_c2_c3_an_end_that_is_missing_or_too_early_means_one_hour(more: tuple[str, ...]) -> None:
    session = only(event(":20260701T190000Z", *more))
    assert clocks([session]) == ["01 Jul 20:00+0100"]
    assert session.end - session.start == timedelta(hours=1)
    assert session.problems == ("end_unknown",)


def test_c3_in_a_series_too() -> None:
    found = sessions(
        event(":20260701T190000Z", "DTEND:20260701T180000Z", "RRULE:FREQ=DAILY;COUNT=2")
    )
    assert clocks(found) == ["01 Jul 20:00+0100", "02 Jul 20:00+0100"]


def test_c4_an_all_day_session_is_a_day() -> None:
    session = only(event(";VALUE=DATE:20260701"))
    assert session.all_day
    assert session.end - session.start == timedelta(days=1)
    two = only(event(";VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260703"))
    assert two.end - two.start == timedelta(days=2)


def test_c5_a_date_with_a_time_as_its_end() -> None:
    assert only(event(";VALUE=DATE:20260701", "DTEND:20260701T200000Z")).all_day
    assert only(event(":20260701T190000Z", "DTEND;VALUE=DATE:20260702")).end.hour == 1


def test_c6_all_kinds_of_time_in_one_calendar_are_sorted() -> None:
    found = sessions(
        event(":20260701T190000", uid="floating"),
        event(":20260701T170000Z", uid="utc"),
        event(";VALUE=DATE:20260701", uid="day"),
        event(";TZID=Asia/Seoul:20260702T020000", uid="seoul"),
    )
    assert [session.start for session in found] == sorted(session.start for session in found)
    assert len(found) == 4


def test_c7_a_web_page_is_not_a_calendar() -> None:
    assert not is_calendar(calendar_text(b"<html>Log in</html>"))
    assert read_sessions(b"<html>Log in</html>", YEAR, LONDON).sessions == ()


def test_c8_a_calendar_cut_short_keeps_what_came_before() -> None:
    body = calendar(GOOD, event(":20260702T190000Z", uid="2"))
    whole, cut = read_sessions(body, YEAR, LONDON), read_sessions(body[:-45], YEAR, LONDON)
    assert (len(whole.sessions), whole.cut_short) == (2, False)
    assert (len(cut.sessions), cut.cut_short) == (1, True)
    assert read_sessions(b"", YEAR, LONDON).cut_short


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_c8_c9_every_common_encoding_is_read(encoding: str) -> None:
    body = calendar(event(":20260701T190000Z", "LOCATION:Café")).decode().encode(encoding)
    (session,) = read_sessions(body, YEAR, LONDON).sessions
    assert session.place == "Café"


@pytest.mark.parametrize("ending", [b"\n", b"\r"])
def test_c9_other_line_ends_are_read(ending: bytes) -> None:
    assert len(read_sessions(calendar(GOOD).replace(b"\r\n", ending), YEAR, LONDON).sessions) == 1


def test_c9_a_byte_of_another_alphabet_is_shown_as_unknown() -> None:
    body = calendar(GOOD).replace(b"SUMMARY:Tea", b"SUMMARY:Caf\xe9")
    assert read_sessions(body, YEAR, LONDON).sessions[0].title == "Caf\ufffd"


def test_c10_two_calendars_in_one_file_keep_their_own_zones() -> None:
    first = calendar(event(":20260701T190000", uid="a"), head="X-WR-TIMEZONE:Europe/Paris\n")
    second = calendar(event(":20260701T190000", uid="b"), head="X-WR-TIMEZONE:Europe/London\n")
    found = [one.in_zone(LONDON) for one in read_sessions(first + second, YEAR, LONDON).sessions]
    assert clocks(found) == ["01 Jul 18:00+0100", "01 Jul 19:00+0100"]


def test_c11_text_that_looks_like_a_file_name_opens_no_file(tmp_path: Path) -> None:
    real = tmp_path / "real.ics"
    real.write_bytes(calendar(GOOD))
    assert read_sessions(str(real).encode(), YEAR, LONDON).sessions == ()


def test_c12_escapes_are_undone_and_a_link_ends_where_its_line_ends() -> None:
    session = only(
        event(":20260701T190000Z", "DESCRIPTION:https://zoom.us/j/1?pwd=AbC\\nMeeting: 1\\, 2\\; 3")
    )
    assert [link.url for link in session.links] == ["https://zoom.us/j/1?pwd=AbC"]
    assert session.note.endswith("Meeting: 1, 2; 3")
    title = only("UID:1\nDTSTART:20260701T190000Z\nSUMMARY:Tea\\, chat\\; and news").title
    assert title == "Tea, chat; and news"


def test_c13_a_folded_link_is_whole() -> None:
    link = (
        "https://teams.microsoft.com/l/meetup-join/" + "19%3ameeting_Zm9v" * 10 + "?context=%7b%7d"
    )
    line = f"DESCRIPTION:Join {link}"
    folded = "\n ".join(line[at : at + 70] for at in range(0, len(line), 70))
    assert only(event(":20260701T190000Z", folded)).links[0].url == link


def test_c13_a_fold_inside_one_letter_is_whole() -> None:
    body = calendar(event(":20260701T190000Z", "LOCATION:Caf\u00e9"))
    (session,) = read_sessions(body.replace(b"\xc3\xa9", b"\xc3\r\n \xa9"), YEAR, LONDON).sessions
    assert session.place == "Caf\u00e9"


def test_c19_alarms_are_ignored_and_hide_nothing() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT1H\nREPEAT:999999999\nDESCRIPTION:no\nEND:VALARM\n"
    session = only(GOOD + "\n" + alarm * 2000 + "DESCRIPTION:yes")
    assert session.note == "yes"


def test_c19_deep_nesting_hides_no_other() -> None:
    deep = "BEGIN:X-BOX\n" * 20_000 + "END:X-BOX\n" * 20_000
    found = reading(event(":20260702T190000Z", deep), GOOD)
    assert len(found.sessions) == 2


def test_c20_tentative_and_private_are_known() -> None:
    session = only(event(":20260701T190000Z", "STATUS:TENTATIVE", "CLASS:PRIVATE", "TRANSP:OPAQUE"))
    assert session.status == "tentative"
    assert session.private


def test_the_hint_how_often_to_look_is_read() -> None:
    assert reading(GOOD, head="REFRESH-INTERVAL;VALUE=DURATION:PT2H\n").refresh == 7200
    assert reading(GOOD, head="X-PUBLISHED-TTL:PT30M\n").refresh == 1800
    assert reading(GOOD, head="X-PUBLISHED-TTL:often\n").refresh == 0


def test_the_calendar_may_have_a_name() -> None:
    assert reading(GOOD, head="X-WR-CALNAME:Tuesday\\, Tea\n").name == "Tuesday, Tea"
