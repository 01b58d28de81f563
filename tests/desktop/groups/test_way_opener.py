"""What opens a way is what was checked, byte for byte; the practice group never leaves Parlour."""

from __future__ import annotations

from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from desktop.groups.group import Group, Way, WayKind
from desktop.groups.practice_group import practice_group
from desktop.groups.way_opener import WayOpener, WayRefused, prepared_mail
from desktop.sessions.practice import PRACTICE_HOST
from resources.words import Words
from tests.support.example import NOW
from tests.support.recording_launcher import RecordingLauncher

WHATSAPP = "https://chat.whatsapp.com/Ab1Cd2Ef3Gh4Ij5Kl6Mn7O"
FORUM = "https://forum.example.org/tea?topic=3"
MAP = "https://www.openstreetmap.org/node/1"


class Desk:
    """An opener, and what it opened outside and as practice."""

    def __init__(self) -> None:
        self.outside = RecordingLauncher()
        self.practised: list[WayKind] = []
        self.opener = WayOpener(self.outside, self.practised.append)


def group(*hosts: str) -> Group:
    """Return a group with these hosts on its card."""
    return Group(id="tea-group-2026", name="Tea", hosts=hosts)


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("chat", WHATSAPP),
        ("forum", FORUM),
        ("social", "https://www.facebook.com/groups/tea.group/?ref=share"),
        ("activity", "https://us02web.zoom.us/j/85012345678?pwd=AbC.1"),
    ],
)
async def test_a_link_opens_as_it_stands_on_the_card(kind: WayKind, link: str) -> None:
    desk = Desk()
    await desk.opener.open_link(group("forum.example.org"), Way(kind=kind, words="x", link=link))
    assert desk.outside.opened == [link]


@pytest.mark.parametrize(
    ("hosts", "kind", "link"),
    [
        ((), "forum", FORUM),
        ((), "forum", WHATSAPP),
        ((), "chat", "https://chat.whatsapp.com.evil.example/Ab1Cd2Ef3Gh4Ij5Kl6Mn7O"),
        ((PRACTICE_HOST,), "chat", f"https://{PRACTICE_HOST}/chat"),
    ],
)
async def test_what_the_card_no_longer_allows_is_not_opened(
    hosts: tuple[str, ...], kind: WayKind, link: str
) -> None:
    desk = Desk()
    with pytest.raises(WayRefused):
        await desk.opener.open_link(group(*hosts), Way(kind=kind, words="x", link=link))
    assert desk.outside.opened == desk.practised == []


async def test_a_map_opens_as_a_map_and_as_nothing_else() -> None:
    desk = Desk()
    way = Way(kind="in_person", words="x", map=MAP)
    await desk.opener.open_map(group(), way)
    assert desk.outside.opened == [MAP]
    assert desk.opener.link_of(group(), Way(kind="chat", words="x", link=MAP)).opens is None


async def test_every_link_of_the_practice_group_stays_in_parlour() -> None:
    desk, practice = Desk(), practice_group(Words(), NOW)
    linked = [way for way in practice.ways if way.link]
    for way in linked:
        await desk.opener.open_link(practice, way)
    for way in practice.ways:
        if way.map:
            await desk.opener.open_map(practice, way)
    assert desk.practised == [*(way.kind for way in linked), "in_person"]
    assert desk.outside.opened == []


def test_a_prepared_e_mail_holds_the_words_and_nothing_can_be_added_to_it() -> None:
    text = "Hello & welcome?\n100 % ümlaut"
    link = prepared_mail("tea+list@example.org", "Tea, cake & more", text)
    parts = urlsplit(link)
    told = parse_qs(parts.query, strict_parsing=True)
    assert parts.scheme == "mailto" and parseaddr(unquote(parts.path))[1] == "tea+list@example.org"
    assert told == {"subject": ["Tea, cake & more"], "body": [text.replace("\n", "\r\n")]}
    assert link.isascii() and " " not in link
