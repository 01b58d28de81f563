"""Calendars whose text is damaged: line ends, folds, marks, alphabets. No good session is lost."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime

import pytest

from desktop.ical.calendar import read_sessions
from desktop.ical.content_lines import calendar_text, is_calendar
from desktop.sessions.session import CalendarReading
from tests.desktop.ical.written import LONDON, YEAR, calendar, event

LINK = "https://us02web.zoom.us/j/81234567890?pwd=AbC.1"
FIRST = event(":20260701T190000Z", "DURATION:PT1H", "STATUS:CONFIRMED", f"LOCATION:{LINK}", uid="a")
SECOND = event(":20260702T190000Z", "DURATION:PT1H", uid="b")
BOTH = calendar(FIRST, SECOND, head="X-WR-TIMEZONE:Europe/London\n")


def read(body: bytes) -> CalendarReading:
    """Read a calendar for the whole year."""
    assert is_calendar(calendar_text(body))
    return read_sessions(body, YEAR, LONDON)


def days(body: bytes) -> list[int]:
    """Return the days of July 2026 on which there is a session at seven."""
    found = read(body).sessions
    assert all(one.start_utc.hour == 19 and one.start_utc.month == 7 for one in found)
    return [one.start_utc.day for one in found]


@pytest.mark.parametrize(
    "ending",
    [
        b"\x0b",
        b"\x0c",
        "\u0085".encode(),
        "\u2028".encode(),
        b"\0\r\n",
        b"\n\0",
        b"<br>\n",
        "\u200b\r\n".encode(),
        "\u00a0\n".encode(),
        b"\\r\\n",
        b"\r\r",
        b"\t\r\n",
    ],
)
def test_lines_may_end_in_any_way(ending: bytes) -> None:
    body = BOTH.replace(b"\r\n", ending)
    assert days(body) == [1, 2]
    assert [link.url for link in read(body).sessions[0].links] == [LINK]


@pytest.mark.parametrize("mark", [b"\r\n ", b"\n\t", b"\r ", b"\r\r\n ", b"\r\n\r\n "])
@pytest.mark.parametrize("width", [1, 2, 5, 11, 13, 20])
def test_lines_may_be_folded_anywhere(width: int, mark: bytes) -> None:
    lines = BOTH.split(b"\r\n")
    folded = (
        mark.join(line[at : at + width] for at in range(0, len(line), width)) for line in lines
    )
    body = b"\r\n".join(folded)
    assert days(body) == [1, 2]
    assert [link.url for link in read(body).sessions[0].links] == [LINK]


@pytest.mark.parametrize(
    "before",
    [
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b"Warning: headers already sent",
        b"<html><pre>",
        b"\0\0",
        b'"',
        b"\xff",
        "\u200b".encode(),
        codecs.BOM_UTF16_LE,
        b"HTTP/1.1 200 OK\r\n\r\n",
    ],
)
def test_what_stands_before_the_calendar_means_nothing(before: bytes) -> None:
    assert days(before + BOTH) == [1, 2]


@pytest.mark.parametrize("alphabet", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "\ufeff"])
def test_every_wide_alphabet_is_read(alphabet: str, before: str) -> None:
    assert days((before + BOTH.decode()).encode(alphabet)) == [1, 2]


def test_zeros_anywhere_mean_nothing() -> None:
    assert days(BOTH.replace(b":", b":\0")) == [1, 2]
    assert days(BOTH.replace(b"DTSTART", b"DT\0START")) == [1, 2]


@pytest.mark.parametrize(
    ("written", "damaged"),
    [
        ("BEGIN:VCALENDAR\r\n", ""),
        ("BEGIN:VCALENDAR", "EGIN:VCALENDAR"),
        ("END:VCALENDAR\r\n", ""),
        ("END:VEVENT\r\nBEGIN", "BEGIN"),
        ("END:VEVENT\r\nBEGIN:VEVENT\r\n", "END:VEVENT\r\n"),
        ("END:VEVENT\r\nEND:VCALENDAR\r\n", "END:VCALENDAR\r\n"),
        ("END:VEVENT", "END: VEVENT"),
        ("BEGIN:VEVENT", "BEGIN :VEVENT"),
        ("BEGIN:VEVENT", "BEGIN;X=1:VEVENT"),
        ("BEGIN:VEVENT", 'BEGIN:"VEVENT";'),
        ("BEGIN:VEVENT", "BEGIN:VEVENT\r\nBEGIN:VEVENT"),
        ("END:VEVENT", "END:VEVENT\r\nEND:VEVENT"),
        ("END:VEVENT", "END:VEVENT\r\nEND:VCALENDAR"),
        ("UID", "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nUID"),
        ("UID", "BEGIN:VALARM\r\nDTSTART:20260709T190000Z\r\nEND:VALARM\r\nUID"),
        ("BEGIN:VEVENT", "BEGIN:VTODO\r\nBEGIN:VEVENT"),
        ("DTSTART:", "DTSTART:soon\r\nDTSTART:"),
        ("0Z\r\nSUMMARY", "0Z/PT2H\r\nSUMMARY"),
        ("0Z\r\nSUMMARY", "0Z,20260708T190000Z\r\nSUMMARY"),
    ],
)
def test_marks_may_be_damaged_or_missing(written: str, damaged: str) -> None:
    text = BOTH.decode()
    assert written in text
    assert days(text.replace(written, damaged).encode()) == [1, 2]


def test_an_event_inside_another_hides_neither() -> None:
    inner = b"BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20260703T190000Z\r\nEND:VEVENT\r\nUID:b"
    assert days(BOTH.replace(b"UID:b", inner)) == [1, 2, 3]


def test_what_breaks_off_is_shown_without_what_may_have_broken() -> None:
    """A link may go on behind the break, so none is given; and the dates are not sure."""
    for cut in (FIRST + "\n", FIRST[:-3], FIRST + "00\n", FIRST[:-12] + "\n " + FIRST[-12:-4]):
        body = calendar(SECOND, cut).partition(b"\r\nEND:VCALENDAR")[0].removesuffix(b"END:VEVENT")
        found = read(body)
        assert found.cut_short
        assert [one.start_utc for one in found.sessions] == [
            datetime(2026, 7, day, 19, tzinfo=UTC) for day in (1, 2)
        ]
        assert found.sessions[0].links == ()
        assert found.sessions[0].problems == ("dates_unsure",)
        assert found.sessions[1].problems == ()


def test_a_start_that_breaks_off_is_none() -> None:
    body = calendar(SECOND, FIRST)
    at = body.index(b"0701T190000Z")
    assert days(body[: at + 10]) == [2]


@pytest.mark.parametrize("break_", [b"\r\n", b"=\r\n"])
def test_quoted_printable_is_read(break_: bytes) -> None:
    """Old telephones write vCalendar 1.0: their links would be others, and cut short."""
    line = b"DESCRIPTION;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9=0D=0Ahttps://zoom.us/j"
    line += b"/8123" + (break_ if break_ == b"=\r\n" else b"") + b"4567890?pwd=3DAbC.1\r\n"
    body = calendar(SECOND).replace(b"DURATION", line + b"DURATION")
    (session,) = read(body).sessions
    assert [link.url for link in session.links] == ["https://zoom.us/j/81234567890?pwd=AbC.1"]
    assert session.note.startswith("Caf\u00e9")
