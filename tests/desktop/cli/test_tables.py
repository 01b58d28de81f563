"""The tables of links, asked over the command line: the answers other programs rely on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.desktop.ical.written import calendar
from tests.desktop.links.tables import asked, attacks, own, running, wrapped_links
from tests.support.command_line import Typed

NOW = ("--now", "2026-08-04T13:35", "--zone", "Europe/London")


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command here."""
    return Typed(capsys)


def check(typed: Typed, link: str, *more: str) -> tuple[int, str, str | None]:
    """Return the exit status of `check-link`, its verdict and what it would open."""
    answer = typed("check-link", "--json", *more, "--", link)
    return answer.status, answer.data["verdict"], answer.data["opens"]


def test_every_attack_is_refused(typed: Typed) -> None:
    links = [link for _, link in attacks()]
    assert {check(typed, link) for link in links} == {(1, "refuse", None)}


def test_every_true_link_opens_as_it_stands(typed: Typed) -> None:
    for _, link in running():
        assert check(typed, link) == (0, "allow", link)


def test_an_honest_host_is_asked_about_until_it_is_added(typed: Typed) -> None:
    for link in asked():
        assert check(typed, link) == (1, "ask", None)
    for _, host, link in own():
        assert check(typed, link) == (1, "ask", None)
        assert check(typed, link, "--allow-host", host) == (0, "allow", link)


def test_what_is_inside_a_wrapper_opens(typed: Typed) -> None:
    for link, opens in wrapped_links():
        assert check(typed, link) == (0, "allow", opens)


def listed(typed: Typed, folder: Path, links: list[str]) -> list[dict[str, Any] | None]:
    """Return the `join` of one session for each link, in their order."""
    path = folder / "links.ics"
    rows = [
        f"UID:{at}\nDTSTART:20260804T130000Z\nDURATION:PT1H\nSUMMARY:{at:04}\nURL:{link}"
        for at, link in enumerate(links)
    ]
    path.write_bytes(calendar(*rows))
    answer = typed("sessions", "--calendar", path, *NOW, "--json", "--show-links")
    assert answer.status == 0
    found = sorted(answer.data, key=lambda row: row["title"])
    assert [row["title"] for row in found] == [f"{at:04}" for at in range(len(links))]
    return [row["join"] for row in found]


def test_sessions_with_true_links_can_be_joined_to_the_byte(typed: Typed, tmp_path: Path) -> None:
    links = [link for _, link in running()]
    for link, join in zip(links, listed(typed, tmp_path, links), strict=True):
        assert join is not None
        assert (join["verdict"], join["url"]) == ("allow", link)


def test_sessions_with_hostile_links_cannot_be_joined(typed: Typed, tmp_path: Path) -> None:
    written = (link for _, link in attacks() if link.isprintable() and link.strip() == link != "")
    links = [link for link in written if not link.endswith((">", '"')) and "://" in link]
    assert len(links) > 400
    for join in listed(typed, tmp_path, links):
        assert join is None or (join["verdict"], join["url"]) == ("refuse", None)
