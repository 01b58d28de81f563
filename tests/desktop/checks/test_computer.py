from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.checks import computer
from desktop.checks.doctor import explain
from desktop.credentials.keyring_vault import VaultChoice
from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.vault import (
    KeyringLocked,
    KeyringProblem,
    KeyringSlow,
    NoKeyring,
    UnsafeKeyring,
)
from desktop.storage.settings import Settings
from resources.declared import Finding, Health, Setting
from resources.words import Words
from tests.support.memory_keyring import KeptVault

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MB = 10**6


def said(finding: Finding) -> tuple[str, Health]:
    """Return how it came out, after seeing that it has words."""
    told = explain(finding, Words())
    assert told.happened
    assert finding.health is Health.GOOD or told.next
    return finding.outcome, finding.health


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (NoKeyring(), "none"),
        (KeyringProblem(), "none"),
        (UnsafeKeyring(), "unsafe"),
        (KeyringLocked(), "locked"),
        (KeyringSlow(), "locked"),
    ],
)
def test_no_place_for_passwords_could_be_better(problem: KeyringProblem, outcome: str) -> None:
    found = computer.keyring(VaultChoice(MemoryVault(), problem))
    assert said(found) == (outcome, Health.COULD_BE_BETTER)


def test_a_place_for_passwords_is_good() -> None:
    assert said(computer.keyring(VaultChoice(KeptVault()))) == ("kept", Health.GOOD)


def test_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert said(computer.settings(Settings(path))) == ("saved", Health.GOOD)
    path.write_bytes(b"broken")
    assert said(computer.settings(Settings(path))) == ("set_aside", Health.COULD_BE_BETTER)
    (tmp_path / "file").touch()
    unsaved = Settings(tmp_path / "file" / "settings.json")
    unsaved[Setting("size", 1, (1, 2))] = 2
    assert said(computer.settings(unsaved)) == ("unsaved", Health.BROKEN)


@pytest.mark.parametrize(
    ("free", "outcome", "health"),
    [
        (0, "full", Health.BROKEN),
        (19 * MB, "full", Health.BROKEN),
        (20 * MB, "little", Health.COULD_BE_BETTER),
        (499 * MB, "little", Health.COULD_BE_BETTER),
        (500 * MB, "enough", Health.GOOD),
    ],
)
def test_disk(tmp_path: Path, free: int, outcome: str, health: Health) -> None:
    assert said(computer.disk(tmp_path, free=lambda _: free)) == (outcome, health)


def test_d10_a_disk_that_is_read_only_is_not_told_as_full(tmp_path: Path) -> None:
    found = computer.disk(tmp_path, free=lambda _: 500 * MB, writable=lambda _: False)
    assert said(found) == ("read_only", Health.BROKEN)


def test_d10_what_could_not_be_saved_is_not_told_as_saved(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    choices = Settings(tmp_path / "file" / "settings.json")
    assert said(computer.settings(choices)) == ("unsaved", Health.BROKEN)


def test_the_disk_of_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    asked: list[Path] = []

    def free(at: Path) -> int:
        asked.append(at)
        return 10**12

    assert said(computer.disk(tmp_path / "a" / "b", free=free))[0] == "enough"
    assert asked == [tmp_path]
    assert computer.disk(tmp_path / "a").check == "disk"


def test_a_disk_that_does_not_say(tmp_path: Path) -> None:
    def free(_: Path) -> int:
        raise PermissionError

    assert said(computer.disk(tmp_path, free=free)) == ("unknown", Health.COULD_BE_BETTER)


@pytest.mark.parametrize(
    ("off", "outcome", "health"),
    [
        (timedelta(0), "right", Health.GOOD),
        (timedelta(seconds=-89), "right", Health.GOOD),
        (timedelta(minutes=3), "fast", Health.COULD_BE_BETTER),
        (timedelta(minutes=-3), "slow", Health.COULD_BE_BETTER),
        (timedelta(minutes=60), "fast", Health.BROKEN),
        (timedelta(hours=-11), "slow", Health.BROKEN),
        (timedelta(days=400), "another_day", Health.BROKEN),
        (timedelta(days=-9000), "another_day", Health.BROKEN),
    ],
)
def test_clock(off: timedelta, outcome: str, health: Health) -> None:
    assert said(computer.clock(NOW + off, NOW)) == (outcome, health)


def test_a_clock_nobody_can_check_is_not_a_fault() -> None:
    assert said(computer.clock(NOW, None)) == ("unknown", Health.GOOD)


def _screens() -> Iterator[tuple[dict[str, str], str, str]]:
    yield {"DISPLAY": ":0"}, "linux", "found"
    yield {"WAYLAND_DISPLAY": "wayland-0"}, "linux", "found"
    yield {"DISPLAY": ""}, "linux", "none"
    yield {}, "linux", "none"
    yield {}, "win32", "found"
    yield {}, "darwin", "found"


@pytest.mark.parametrize(("environ", "platform", "outcome"), list(_screens()))
def test_screen(environ: dict[str, str], platform: str, outcome: str) -> None:
    assert said(computer.screen(environ, platform=platform))[0] == outcome


@pytest.mark.parametrize(
    ("platform", "there", "outcome"),
    [
        ("linux", "xdg-open", "found"),
        ("linux", "firefox", "found"),
        ("linux", "", "none"),
        ("win32", "", "found"),
        ("darwin", "", "found"),
    ],
)
def test_browser(platform: str, there: str, outcome: str) -> None:
    found = computer.browser(platform=platform, find=lambda name: name if name == there else None)
    assert said(found)[0] == outcome


def test_program() -> None:
    assert said(computer.program("0.1.0")) == ("fine", Health.GOOD)
    old = computer.program("0.1.0", python=(3, 10, 4))
    assert said(old) == ("old_python", Health.BROKEN)
    assert "3.10.4" in explain(old, Words()).happened
