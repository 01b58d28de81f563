"""The meeting's number for typing by hand, and no secret that cannot be typed."""

from __future__ import annotations

import pytest

from desktop.links.policy import judge
from desktop.links.spelling import MeetingCode, grouped, meeting_code, spelled
from resources.words import Words


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("https://us02web.zoom.us/j/81234567890?pwd=aGFzaA.1", "812 3456 7890"),
        ("https://app.zoom.us/wc/join/123456789", "123 456 789"),
        ("https://teams.microsoft.com/meet/234567890123?p=AbC", "234 567 890 123"),
        ("https://teams.live.com/meet/9312345678901?p=AbC", "931 234 567 8901"),
        ("https://meet.google.com/abc-defg-hij", "abc-defg-hij"),
        ("https://meet.goto.com/123456789", "123 456 789"),
        ("https://global.gotomeeting.com/join/123456789", "123 456 789"),
    ],
)
def test_a_number_to_type(link: str, number: str) -> None:
    assert meeting_code(judge(link)) == MeetingCode(number)


@pytest.mark.parametrize(
    "link",
    [
        "https://zoom.us/my/anna",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0",
        "https://acme.webex.com/meet/anna",
        "https://meet.jit.si/Tea",
        "https://zoom.us/signin",
        "https://evilzoom.us/j/81234567890",
    ],
)
def test_where_there_is_none(link: str) -> None:
    assert meeting_code(judge(link)) is None


@pytest.mark.parametrize(
    "note",
    [
        "Passcode: Tea-42",
        "Meeting ID: 1\nPass code: Tea-42.\nBye",
        "Meeting password : Tea-42, ok",
        "Kenncode: Tea-42",
    ],
)
def test_the_passcode_is_what_the_organiser_wrote(note: str) -> None:
    code = meeting_code(judge("https://zoom.us/j/81234567890?pwd=aGFzaA"), note)
    assert code == MeetingCode("812 3456 7890", "Tea-42")


def test_groups() -> None:
    every = [grouped("1234567890123"[:length]) for length in range(4, 14)]
    assert every == [
        "1234", "12 345", "123 456", "123 4567", "1234 5678", "123 456 789", "123 456 7890",
        "123 4567 8901", "123 456 789 012", "123 456 789 0123",
    ]  # fmt: skip


def test_spelling_says_large_letters_and_signs() -> None:
    assert spelled("Ab-9._@", Words()) == "capital A b dash 9 dot underline at"
