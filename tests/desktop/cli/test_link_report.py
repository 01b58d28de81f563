"""What the command line says about links, and what it keeps to itself."""

from __future__ import annotations

import json

from desktop.cli.link_report import join_report, link_report
from desktop.joining.way_in import WayIn, find_way_in
from desktop.links.policy import judge
from desktop.sessions.session import FoundLink
from resources.words import Words

ZOOM = "https://ZOOM.us/j/123?pwd=secret"
MEET = "https://meet.google.com/abc-defg-hij"


def test_a_good_link() -> None:
    assert link_report(judge(ZOOM), Words()) == {
        "verdict": "allow",
        "service": "Zoom",
        "host": "zoom.us",
        "opens": ZOOM,
        "reason": "This is a Zoom meeting.",
        "rule": "meeting",
    }


def test_a_bad_link() -> None:
    report = link_report(judge("https://evilzoom.us/j/1"), Words())
    assert (report["verdict"], report["opens"], report["host"]) == ("refuse", None, "evilzoom.us")
    assert report["service"] is None and report["rule"] == "imitation"


def test_a_session_keeps_its_link_unless_asked() -> None:
    way = find_way_in([FoundLink(ZOOM, "url")])
    assert join_report(way) == {"verdict": "allow", "service": "Zoom", "host": "zoom.us"}
    shown = join_report(way, show_links=True)
    assert shown is not None and shown["url"] == ZOOM


def test_a_session_without_a_link() -> None:
    assert join_report(WayIn()) is None


def test_a_choice_names_the_services() -> None:
    way = find_way_in([FoundLink(ZOOM, "url"), FoundLink(MEET, "location")])
    report = join_report(way)
    assert report is not None and report["verdict"] == "ask" and report["service"] is None
    assert [choice["service"] for choice in report["choices"]] == ["Zoom", "Google Meet"]
    assert "secret" not in json.dumps(report)
    assert "secret" in json.dumps(join_report(way, show_links=True))
