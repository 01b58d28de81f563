"""A helper allows exact, honest websites; a look-alike or a known service never."""

from __future__ import annotations

import pytest

from desktop.groups.allowed_sites import MOST, AllowedSites, WebsiteRefused, WebsiteWrong, host_of


class InMemory:
    """Keeps bytes from one start to the next."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}

    def get(self, identity: str) -> bytes | None:
        return self.bodies.get(identity)

    def put(self, identity: str, body: bytes) -> None:
        self.bodies[identity] = body

    def forget(self, identity: str) -> None:
        self.bodies.pop(identity, None)


@pytest.mark.parametrize(
    "written",
    [
        "meet.example.org",
        " Meet.Example.ORG ",
        "https://meet.example.org",
        "https://meet.example.org/",
        "https://meet.example.org/rooms/tea?x=1#y",
        "meet.example.org/",
    ],
)
def test_a_name_or_a_link_names_one_website(written: str) -> None:
    assert host_of(written) == "meet.example.org"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "tea",
        "*",
        "*.example.org",
        "meet example org",
        "https://",
        "http://meet.example.org",
        "meet.example.org:8443",
        "me@meet.example.org",
        "meet.example.org,evil.example",
        "printer.local",
        "localhost",
        "mëet.example.org",
        "javascript://meet.example.org",
    ],
)
def test_what_is_no_exact_name_is_wrong(written: str) -> None:
    with pytest.raises(WebsiteWrong):
        host_of(written)


@pytest.mark.parametrize(
    "written",
    [
        "zoom.us",
        "zoom.us.evil.example",
        "evilzoom.us",
        "https://teams.example/x",
        "bit.ly",
        "google.com",
        "join.skype.com",
        "192.0.2.7",
        "xn--80ak6aa92e.com",
    ],
)
def test_a_look_alike_or_a_known_service_cannot_be_added(written: str) -> None:
    with pytest.raises(WebsiteRefused):
        host_of(written)


async def test_what_is_allowed_is_there_after_a_restart_and_can_be_removed() -> None:
    store, first = InMemory(), AllowedSites()
    await first.load(store)
    assert await first.allow("https://meet.example.org/tea") == "meet.example.org"
    await first.allow("talk.example.net")
    await first.allow("meet.example.org")
    second = AllowedSites()
    await second.load(store)
    assert second.hosts == ("meet.example.org", "talk.example.net")
    await second.remove("meet.example.org")
    third = AllowedSites()
    await third.load(store)
    assert third.hosts == ("talk.example.net",)


async def test_what_was_allowed_before_the_keyring_opened_is_not_lost() -> None:
    websites = AllowedSites()
    await websites.allow("meet.example.org")
    await websites.load(InMemory())
    assert websites.hosts == ("meet.example.org",)


async def test_only_so_many_are_kept() -> None:
    websites = AllowedSites()
    for number in range(MOST + 3):
        await websites.allow(f"a{number}.example.org")
    assert len(websites.hosts) == MOST
    assert websites.hosts[-1] == f"a{MOST + 2}.example.org"
