"""`parlour check-link`: the exact answer, and what a link may look like."""

from __future__ import annotations

import pytest

from tests.support.command_line import Typed

LINK = "https://zoom.us/j/123456789?pwd=Ab.1"
OWN = "https://meet.example.org/tea"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command here."""
    return Typed(capsys)


def test_a_meeting_may_be_opened(typed: Typed) -> None:
    answer = typed("check-link", LINK, "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.data == {
        "verdict": "allow",
        "service": "Zoom",
        "host": "zoom.us",
        "opens": LINK,
        "reason": "This is a Zoom meeting.",
        "rule": "meeting",
    }


def test_an_unknown_host_is_asked_about(typed: Typed) -> None:
    answer = typed("check-link", OWN, "--json")
    assert answer.status == 1
    assert (answer.data["verdict"], answer.data["opens"]) == ("ask", None)
    assert answer.data["host"] == "meet.example.org"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "-https://zoom.us/j/123456789",
        "--https://zoom.us/j/123456789",
        "-h",
        "--renderer-cmd-prefix=calc",
        "--allow",
        "https://zoom.us.evil.example/j/1",
        "https://zoom.us@evil.example/",
        "\udcff",
        "https://zооm.us/j/123456789",
    ],
)
def test_a_bad_link_is_refused_whatever_it_begins_with(typed: Typed, link: str) -> None:
    for way in ((link,), ("--", link)):
        answer = typed("check-link", "--json", *way)
        assert answer.status == 1
        assert answer.data["verdict"] == "refuse"
        assert answer.data["opens"] is None


@pytest.mark.parametrize("option", ["--json", "--allow-host", "--help"])
def test_after_two_dashes_even_an_option_is_a_link(typed: Typed, option: str) -> None:
    answer = typed("check-link", "--json", "--", option)
    assert (answer.status, answer.data["verdict"]) == (1, "refuse")


@pytest.mark.parametrize(
    "way",
    [
        (OWN, "--allow-host", "meet.example.org"),
        ("--allow-host", "meet.example.org", OWN),
        ("--allow-host", "other.example.org", "meet.example.org", OWN),
        (OWN, "--allow-host", "other.example.org", "--allow-host", "meet.example.org"),
        (OWN, "--allow-host", "other.example.org", "meet.example.org"),
        ("--allow-host=MEET.example.org", "--", OWN),
    ],
)
def test_a_host_can_be_added(typed: Typed, way: tuple[str, ...]) -> None:
    answer = typed("check-link", "--json", *way)
    assert (answer.status, answer.data["opens"]) == (0, OWN)


@pytest.mark.parametrize(
    "host", ["*.example.org", "*", "192.0.2.1", "[::1]", "https://example.org", "localhost", ""]
)
def test_only_an_exact_host_can_be_added(typed: Typed, host: str) -> None:
    answer = typed("check-link", OWN, "--allow-host", host)
    assert (answer.status, answer.out) == (2, "")
    assert "exact name" in answer.err


def test_without_data_it_is_one_sentence(typed: Typed) -> None:
    answer = typed("check-link", LINK)
    assert (answer.status, answer.out) == (0, "This is a Zoom meeting.\n")
    assert "Ab.1" not in typed("check-link", f"{LINK}\\").out


@pytest.mark.parametrize(
    "way", [(), ("one", "two"), ("--json",), ("--allow-host", "a.example.org")]
)
def test_exactly_one_link_is_needed(typed: Typed, way: tuple[str, ...]) -> None:
    assert typed("check-link", *way).status == 2
