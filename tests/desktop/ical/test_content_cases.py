"""What stands in calendars: broken events, strange ends, encodings, private titles."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.ical.calendar import read_sessions
from desktop.ical.content_lines import calendar_text, is_calendar
from desktop.joining.way_in import find_way_in
from desktop.sessions.session import FoundLink
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


@pytest.mark.parametrize("length", ["", "P", "PT", "P1H", "PT1W", "an hour", "P999999999999W"])
def test_c3_a_length_that_cannot_be_read_hides_no_session(length: str) -> None:
    session = only(event(":20260701T190000Z", f"DURATION:{length}"))
    assert session.end - session.start == timedelta(hours=1)
    assert session.problems == ("end_unknown",)
    day = only(event(";VALUE=DATE:20260701", f"DURATION:{length}"))
    assert (day.all_day, day.end - day.start) == (True, timedelta(days=1))


@pytest.mark.parametrize(
    "start", [":20260701Z", ":2026-07-01", ";VALUE=DATE:20260701T000000", ";VALUE=DATE:20260701Z"]
)
def test_c4_a_day_with_marks_that_do_not_belong_there_is_a_day(start: str) -> None:
    session = only(event(start))
    assert session.all_day
    assert clocks([session]) == ["01 Jul 00:00+0100"]


def test_c4_a_day_that_holds_a_time_is_at_that_time() -> None:
    session = only(event(";VALUE=DATE:20260701T190000"))
    assert (session.all_day, clocks([session])) == (False, ["01 Jul 19:00+0100"])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (";TZID=GMT Standard Time:20260701T000000", ";TZID=GMT Standard Time:20260702T000000"),
        (":20260630T230000Z", ":20260701T230000Z"),
    ],
)
def test_c4_midnight_to_midnight_is_a_day_where_the_event_says_so(start: str, end: str) -> None:
    more = (f"DTEND{end}", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
    session = only(event(start, *more))
    assert session.all_day
    assert clocks([session]) == ["01 Jul 00:00+0100"]
    assert session.end - session.start == timedelta(days=1)
    assert not only(event(start, f"DTEND{end}")).all_day


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


@pytest.mark.parametrize("ending", [b"\n", b"\r", b"\r\r\n", b"\r\n\r\n", b"\n\r", b" \r\n"])
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


LINK = "https://us02web.zoom.us/j/81234567890?pwd=AbC.1"
BEFORE_CUT, AFTER_CUT = LINK[:33], LINK[33:]


def links_in(ending: bytes, where: str) -> set[str]:
    """Return the links of an event that holds one, broken in two by `ending`."""
    after = " to come in" if where.startswith("DESCRIPTION") else ""
    line = f"{where}{BEFORE_CUT}<break>{AFTER_CUT}{after}"
    body = calendar(event(":20260701T190000Z", line)).replace(b"<break>", ending)
    (session,) = read_sessions(body, YEAR, LONDON).sessions
    return {link.url for link in session.links}


@pytest.mark.parametrize("where", ["DESCRIPTION:Join ", "URL:", "LOCATION:"])
@pytest.mark.parametrize(
    "fold", [b"\r\n ", b"\n\t", b"\r\r\n ", b"\r ", b"\r\n\r\n ", b"\n\n\n ", b"\n\r "]
)
def test_c13_a_link_across_a_damaged_fold_is_joined(fold: bytes, where: str) -> None:
    assert links_in(fold, where) == {LINK}


@pytest.mark.parametrize("where", ["DESCRIPTION:Join ", "URL:", "LOCATION:"])
@pytest.mark.parametrize("fold", [b"\r\n", b"\r", b"\n\n"])
def test_c13_a_link_across_a_fold_that_lost_its_mark_is_asked_about(
    fold: bytes, where: str
) -> None:
    """Nobody can know whether the line went on, so neither reading is opened unasked."""
    found = links_in(fold, where)
    assert found == {BEFORE_CUT, LINK}
    way = find_way_in([FoundLink(url, "description") for url in found])
    assert way.opens is None
    assert {choice.opens for choice in way.choices} == found


def test_c13_words_after_a_raw_line_end_belong_to_no_link() -> None:
    text = event(":20260701T190000Z", f"DESCRIPTION:Join {LINK}\nBring a cup")
    assert find_way_in(only(text).links).opens == LINK
    assert only(text).note.endswith("\nBring a cup")


@pytest.mark.parametrize("indent", ["  ", "\t", " "])
def test_c13_an_indented_calendar_is_read(indent: str) -> None:
    alarm = "BEGIN:VALARM\nDESCRIPTION:no\nDURATION:PT5M\nEND:VALARM"
    folded = f"DESCRIPTION:Join {LINK[:20]}\n {LINK[20:]}"
    text = calendar(event(":20260701T190000Z", alarm, folded), GOOD).decode()
    everywhere = "".join(f"{indent}{line}\n" for line in text.splitlines())
    marks = text.replace("BEGIN:", f"{indent}BEGIN:").replace("END:", f"{indent}END:")
    for written in (everywhere, marks):
        found = read_sessions(written.encode(), YEAR, LONDON)
        assert (len(found.sessions), found.cut_short) == (2, False)
        assert [link.url for one in found.sessions for link in one.links] == [LINK]


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


@pytest.mark.parametrize("status", ["CANCELLED", "CANCELED", "Canceled", "CANCELLED "])
def test_c20_called_off_is_understood_in_both_spellings(status: str) -> None:
    assert only(event(":20260701T190000Z", f"STATUS:{status}")).cancelled


@pytest.mark.parametrize(
    ("head", "declined"),
    [
        ("X-WR-CALNAME:ann@mail.example\n", True),
        ("X-OWNER;CN=Ann:mailto:ann@mail.example\n", True),
        ("X-WR-CALNAME:ben@mail.example\n", False),
        ("X-WR-CALNAME:Tea group\n", False),
    ],
)
def test_c20_the_owners_no_is_known(head: str, declined: bool) -> None:
    no = "ATTENDEE;PARTSTAT=DECLINED:mailto:ann@mail.example"
    session = only(event(":20260701T190000Z", "DURATION:PT1H", no), head=head)
    assert (session.declined, session.cancelled) == (declined, False)


@pytest.mark.parametrize("mark", ["\u200e", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad"])
def test_c20_a_title_holds_no_letters_that_hide_or_turn_words_round(mark: str) -> None:
    named = f"UID:1\nDTSTART:20260701T190000Z\nSUMMARY:{mark}Te{mark}a\nLOCATION:Ha{mark}ll"
    assert (only(named).title, only(named).place) == ("Tea", "Hall")


def test_c20_letters_that_some_scripts_need_stay() -> None:
    title = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert only(f"UID:1\nDTSTART:20260701T190000Z\nSUMMARY:{title}").title == title


def test_the_hint_how_often_to_look_is_read() -> None:
    assert reading(GOOD, head="REFRESH-INTERVAL;VALUE=DURATION:PT2H\n").refresh == 7200
    assert reading(GOOD, head="X-PUBLISHED-TTL:PT30M\n").refresh == 1800
    assert reading(GOOD, head="X-PUBLISHED-TTL:often\n").refresh == 0


def test_the_calendar_may_have_a_name() -> None:
    assert reading(GOOD, head="X-WR-CALNAME:Tuesday\\, Tea\n").name == "Tuesday, Tea"
