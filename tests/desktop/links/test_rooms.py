"""What tells one room of a service from another, whatever else is in the link."""

from __future__ import annotations

import pytest

from desktop.links.policy import judge
from desktop.links.rooms import room_name

ZOOM = "https://us02web.zoom.us/j/81234567890"


def name(url: str) -> str:
    verdict = judge(url)
    assert verdict.verdict == "allow", url
    return room_name(verdict)


@pytest.mark.parametrize(
    "url",
    [
        ZOOM,
        f"{ZOOM}?pwd=AbC.1",
        "https://zoom.us/j/81234567890",
        "https://zoom.us/w/81234567890?tk=x",
        "https://app.zoom.us/wc/join/81234567890",
    ],
)
def test_a_number_names_the_room_whatever_stands_around_it(url: str) -> None:
    assert name(url) == "81234567890"


def test_a_passcode_is_no_part_of_the_name() -> None:
    assert "AbC" not in name(f"{ZOOM}?pwd=AbC.1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ZOOM, "https://us02web.zoom.us/j/82222222222?pwd=Abc"),
        ("https://meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hik"),
        ("https://meet.jit.si/TeaAndTalk", "https://meet.jit.si/TeaAndWalk"),
        (
            "https://tea.webex.com/tea/j.php?MTID=m1234",
            "https://tea.webex.com/tea/j.php?MTID=m1235",
        ),
    ],
)
def test_two_rooms_have_two_names(one: str, other: str) -> None:
    assert name(one) != name(other)


def test_capitals_and_a_last_slash_make_no_other_room() -> None:
    assert name("https://meet.jit.si/TeaAndTalk/") == name("https://meet.jit.si/teaandtalk")
