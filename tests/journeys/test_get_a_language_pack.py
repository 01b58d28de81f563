"""A language pack from its makers' website, which drops the line, is slow, and lies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from accessibility.captions.engines.pack_catalogue import KnownPack, facts_of
from tests.support.desk import Desk
from tests.support.makers_site import MakersSite, pack_of
from tests.support.person import Person
from tests.support.until import wait_until

KOREAN, ENGLISH = "vosk-model-small-ko-0.22", "vosk-model-small-en-us-0.15"
DAMAGED = "The caption language was damaged on the way. It is not used."


def known(name: str) -> KnownPack:
    found = facts_of(name)
    assert found is not None
    return found


def path_of(name: str) -> str:
    return urlsplit(known(name).url).path


@pytest.fixture
def site(desk: Desk) -> Iterator[MakersSite]:
    """Let the makers' website be on this computer."""
    with MakersSite(desk.root) as made:
        desk.env |= made.env
        yield made


def look_for(person: Person, language: str) -> None:
    """Go from the home screen to the packs of a language."""
    person.open_parlour()
    person.opens_captions()
    person.presses("Caption languages")
    person.presses("Get another language")
    person.comes_to("Get another language")
    person.presses(language)
    person.comes_to(language)


def test_stopped_dropped_taken_up_again_and_used(
    desk: Desk, person: Person, site: MakersSite
) -> None:
    """No sum is published for this pack: its exact size, and that it loads, decide."""
    site.files[path_of(KOREAN)] = pack_of(KOREAN, known(KOREAN).bytes)
    site.flows.clear()
    look_for(person, "Korean")
    person.presses("Get Korean, 87 megabytes")
    person.waits_for("1 per cent")
    person.presses("Stop getting Korean")
    site.flows.set()
    person.waits_for("Stopped. What has arrived is kept for next time.")

    site.most = 40_000_000
    person.presses("Get Korean, 87 megabytes")
    person.waits_for("Korean captions are ready.")
    starts = [int(asked.removeprefix("bytes=").removesuffix("-") or 0) for asked in site.asked]
    assert starts[0] == 0 and len(starts) >= 3
    assert starts == sorted(set(starts)), "something was fetched twice"

    person.presses("Back")
    person.comes_to("Get another language")
    person.presses("Back")
    person.presses("Korean: whole sentences")
    person.waits_for("Parlour keeps it. It can be removed here.")
    person.presses("Remove this language")
    person.presses("Yes, remove it")
    person.waits_for("This language is not on this computer any more.")
    wait_until(lambda: not [*(desk.home / "packs").glob("vosk*")], what="an empty folder")


def test_a_website_that_lies_is_not_believed(desk: Desk, person: Person, site: MakersSite) -> None:
    size = known(ENGLISH).bytes
    look_for(person, "English")
    person.presses("Get English, 41 megabytes")
    person.waits_for("The maker's website did not give the caption language.")

    site.files[path_of(ENGLISH)] = os.urandom(size)
    site.lies = 5
    person.presses("Try again to get English")
    person.waits_for(DAMAGED)

    site.lies = 0
    before = len(site.asked)
    person.presses("Try again to get English")
    wait_until(lambda: len(site.asked) > before, what="another request")
    person.waits_for(DAMAGED)
    assert [*(desk.home / "packs").glob("*vosk*")] == []


def test_without_trust_nothing_is_fetched(person: Person, desk: Desk, site: MakersSite) -> None:
    """The certificate is not one of those that the computer knows."""
    site.files[path_of(ENGLISH)] = b"anything"
    del desk.env["SSL_CERT_FILE"]
    look_for(person, "English")
    person.presses("Get English, 41 megabytes")
    person.waits_for("The caption language could not be fetched.")
    assert site.asked == []
