"""Faults: whoever writes is killed, again and again, at any moment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from accessibility.captions.packs.install import tidy
from accessibility.captions.packs.language_packs import read_pack
from desktop.credentials.keyring_vault import KeyringVault
from desktop.storage.sealed_file import SEAL, SealedFile
from desktop.storage.settings import Settings
from resources.declared import Problem
from resources.words import Words
from tests.support.fault_desk import TITLE, Met, an_afternoon
from tests.support.fault_writers import CHOICES, COUNT
from tests.support.file_keyring import FileKeyring, body
from tests.support.packs import NAME
from tests.support.until import Stopwatch, wait_until

SPREAD_S = 0.0007
"""Seconds by which each kill comes later than the one before, in rounds of eleven."""


def window_killed(_: int) -> Met:
    """The window is killed (kill -9) while a choice is saved, three times."""
    with an_afternoon() as here:
        took = []
        watch = here.watch()
        for choice in ("Light", "Cream", "Dark"):
            here.person.presses("Settings")
            here.person.presses(choice)
            here.kill()
            here.restart(watch)
            took.append(watch.until(lambda read: TITLE in read))
        worst = None if None in took else max(filter(None, took))
        return watch.met(worst, here.lost())


def settings_killed(kills: int) -> Met:
    """The writer of the settings is killed at any moment."""

    def is_kept(folder: Path, said: int) -> bool:
        settings = Settings(folder / "settings.json")
        return not settings.broken and settings[COUNT] in _either(said, len(CHOICES))

    return _killed("settings", kills, is_kept)


def sealed_killed(kills: int) -> Met:
    """The writer of a sealed file is killed at any moment."""

    def is_kept(folder: Path, said: int) -> bool:
        vault = KeyringVault(FileKeyring(folder / "keyring"))
        found = SealedFile(folder / "a.sealed", vault).read()
        return found in [body(number) for number in (said, said + 1)]

    return _killed("sealed", kills, is_kept)


def key_killed(kills: int) -> Met:
    """The maker of the key of all sealed files is killed at any moment."""

    def is_kept(folder: Path, _: int) -> bool:
        whole = []
        for file in folder.glob("*/a.sealed"):
            vault = KeyringVault(FileKeyring(file.with_name("keyring")))
            whole.append(vault.get(SEAL) is not None and bool(SealedFile(file, vault).read()))
            shutil.rmtree(file.parent)
        return bool(whole) and all(whole)

    return _killed("key", kills, is_kept)


def pack_swap_killed(kills: int) -> Met:
    """The one who puts a newer language pack in the place of an older is killed at any moment."""

    def is_kept(folder: Path, _: int) -> bool:
        tidy(folder)
        left = {entry.name for entry in folder.iterdir()}
        return read_pack(folder / NAME, "own") is not None and left == {NAME}

    return _killed("pack", kills, is_kept)


def _either(said: int, choices: int) -> tuple[int, int]:
    return said % choices, (said + 1) % choices


def _killed(what: str, kills: int, is_kept: Callable[[Path, int], bool]) -> Met:
    """Kill the writer of `what` so often, and look each time what the next start finds."""
    seen: list[str] = []
    lost, slowest = 0, 0.0
    with TemporaryDirectory() as root:
        folder = Path(root) / what
        folder.mkdir()
        for number in range(kills):
            said = _kill_one(what, folder, number)
            clock = Stopwatch()
            try:
                lost += not is_kept(folder, said)
            except Problem as problem:
                lost += 1
                seen.append(str(Words().explain(problem)))
            slowest = max(slowest, clock.seconds)
    gone = f"{lost} of {kills} times what was written" if lost else "nothing"
    return Met(tuple(dict.fromkeys(seen)), round(slowest, 3), gone)


def _kill_one(what: str, folder: Path, number: int) -> int:
    """Let a writer write once or more, and kill it; returns the last number that it said."""
    command = [sys.executable, "-m", "tests.support.fault_writers", what, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(1 + number % 3)]
        clock, later = Stopwatch(), SPREAD_S * (number % 11)
        wait_until(lambda: clock.seconds >= later)
        writer.kill()
        lines += writer.stdout.read().splitlines()
    return int(lines[-1])


KILL_FAULTS = {
    "window-killed": window_killed,
    "settings-killed": settings_killed,
    "sealed-killed": sealed_killed,
    "key-killed": key_killed,
    "pack-swap-killed": pack_swap_killed,
}
