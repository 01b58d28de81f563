"""A human captioner's page: checked like every link, kept sealed, opened as it was checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.in_session.human_captioner import HumanCaptioner
from desktop.storage.sealed_file import SealedFolder
from tests.support.memory_keyring import KeptVault
from tests.support.recording_launcher import RecordingLauncher

ADDRESS = "https://www.streamtext.net/player?event=TuesdayTea&pwd=Qx7"
ELSEWHERE = "https://captions.example.org/tea?key=Qx7"


def on_disk(folder: Path) -> bytes:
    """Return all that stands in the files there."""
    files = sorted(folder.iterdir())
    assert files
    return b"".join(file.read_bytes() for file in files)


@pytest.fixture
def browser() -> RecordingLauncher:
    return RecordingLauncher()


@pytest.fixture
def captioner(browser: RecordingLauncher) -> HumanCaptioner:
    return HumanCaptioner(browser)


async def test_what_was_checked_is_what_opens(
    captioner: HumanCaptioner, browser: RecordingLauncher
) -> None:
    await captioner.open()
    assert (await captioner.save(f" <{ADDRESS}> ")).service == "StreamText"
    await captioner.open()
    assert browser.opened == [ADDRESS]


async def test_an_address_as_people_say_it_gets_its_https(captioner: HumanCaptioner) -> None:
    await captioner.save("www.streamtext.net/player?event=Tea")
    assert captioner.verdict is not None
    assert captioner.verdict.opens == "https://www.streamtext.net/player?event=Tea"


async def test_another_website_needs_a_yes(
    captioner: HumanCaptioner, browser: RecordingLauncher
) -> None:
    assert (await captioner.save(ELSEWHERE)).verdict == "ask"
    assert captioner.verdict is None
    assert (await captioner.save(ELSEWHERE, said_yes=True)).verdict == "allow"
    await captioner.open()
    assert browser.opened == [ELSEWHERE]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hello",
        "http://www.streamtext.net/player?event=Tea",
        "javascript:alert(1)",
        "https://bit.ly/tea",
        "https://streamtext.net@evil.example/player?event=Tea",
        "https://www.streamtext.net/login?event=Tea",
        "https://zoom.us.evil.example/j/1",
    ],
)
async def test_a_yes_does_not_help_a_link_that_is_refused(
    captioner: HumanCaptioner, address: str
) -> None:
    assert (await captioner.save(address, said_yes=True)).verdict == "refuse"
    assert captioner.verdict is None


async def test_removed_and_put_back(captioner: HumanCaptioner) -> None:
    assert not captioner.can_put_back
    await captioner.save(ELSEWHERE, said_yes=True)
    await captioner.remove()
    assert captioner.verdict is None and captioner.can_put_back
    await captioner.put_back()
    assert captioner.verdict is not None and captioner.verdict.opens == ELSEWHERE
    await captioner.remove()
    await captioner.save(ADDRESS)
    assert not captioner.can_put_back


async def test_it_comes_back_after_a_restart_and_tells_nothing_on_the_disk(tmp_path: Path) -> None:
    vault = KeptVault()
    early = HumanCaptioner(RecordingLauncher())
    await early.load(SealedFolder(tmp_path, vault))
    await early.save(ELSEWHERE, said_yes=True)
    browser = RecordingLauncher()
    later = HumanCaptioner(browser)
    await later.load(SealedFolder(tmp_path, vault))
    await later.open()
    assert browser.opened == [ELSEWHERE]
    assert b"example.org" not in on_disk(tmp_path)
