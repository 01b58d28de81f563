"""What a browser is given is what was checked, to the byte, with what stands behind `#`.

Every service's links go through two: one that writes down what it is given, and Chromium.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import ada_url
import pytest

from desktop.browsers.launcher import SystemLauncher
from desktop.links.policy import judge
from tests.desktop.links.tables import laden, own
from tests.support.desk import Desk
from tests.support.example import ZOOM, calendar
from tests.support.person import Person
from tests.support.real_browser import Internet, chromium_on
from tests.support.until import wait_until

OWN = "talk.mygroup.example"
HOSTS = [OWN, *(host for _, host, _ in own())]
ODD = (
    "https://us06web.zoom.us/j/81234567890?pwd=aGVsbG8gdGhlcmU.1&x=%C3%A9%20%2B~*!()$,;:@/?#success",
    "HTTPS://ZOOM.US:443/j/123456?pwd=A%2FB%3d",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_MjA5%40thread.v2/0"
    "?context=%7b%22Tid%22%3a%22a-b%22%2c%22Oid%22%3a%22c%22%7d",
    "https://teams.live.com/meet/9312345678901?p=Ab%20Cd",
    "https://meet.jit.si/Tuesday%20Tea#config.startWithAudioMuted=true",
    "https://meet.jit.si/%E3%81%8A%E8%8C%B6",
    "https://whereby.com/tea-group?roomKey=eyJh.b-c_d",
    "https://meet.proton.me/join/id-ABC123#pwd-xyz",
    f"https://{OWN}/call/x7kq2?pw=a.b%25#/room=1",
)
"""Links with signs that a careless program would change."""
SERVICES = [link for _, link in laden()]
"""A link of each service, with every parameter that it may carry."""
LINKS = list(dict.fromkeys([*SERVICES, *(link for _, _, link in own()), *ODD]))


def checked(link: str) -> str:
    """Return what Join would open for a link."""
    verdict = judge(link, allowed_hosts=HOSTS)
    assert (verdict.verdict, verdict.opens) == ("allow", link)
    return verdict.opens or ""


def test_a_browser_is_given_each_link_as_it_was_checked(desk: Desk) -> None:
    opened = desk.plug_browser()
    launcher = SystemLauncher(desk.env)
    for link in LINKS:
        asyncio.run(launcher.open(checked(link)))
    wait_until(lambda: given(opened) >= len(LINKS), what="all links in the browser")
    assert sorted(opened.read_text("utf-8").splitlines()) == sorted(LINKS)


def given(opened: Path) -> int:
    """Return how many links the browser has written down."""
    return opened.read_bytes().count(b"\n") if opened.exists() else 0


@pytest.fixture
def internet(desk: Desk) -> Iterator[Internet]:
    """Chromium is the desk's browser, and all the internet is one small server."""
    with chromium_on(desk) as made:
        yield made


@pytest.mark.timeout(400)  # some ninety pages, one after another
def test_join_opens_a_real_browser_at_the_very_link_of_every_service(
    desk: Desk, person: Person, internet: Internet
) -> None:
    desk.plug_keyring()
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0)))
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    person.presses("Home")
    person.presses("Join now")
    person.waits_for("It opened")
    internet.waits_for(1)
    assert internet.asked == [asked_for(ZOOM)]
    assert internet.shown == [ZOOM]

    # The browser runs now: the others are handed to it one after another.
    launcher = SystemLauncher(desk.env)
    for number, link in enumerate(LINKS, 2):
        asyncio.run(launcher.open(checked(link)))
        internet.waits_for(number)
    assert internet.asked == [asked_for(link) for link in (ZOOM, *LINKS)]
    assert internet.shown == [ada_url.URL(link).href for link in (ZOOM, *LINKS)]


def asked_for(link: str) -> tuple[str, str]:
    """Return the host and the first line that must reach the server, cut from the link itself."""
    before, _, _ = link.partition("#")
    authority, _, path = before[len("https://") :].partition("/")
    return authority.lower().removesuffix(":443"), f"GET /{path} HTTP/1.1"
