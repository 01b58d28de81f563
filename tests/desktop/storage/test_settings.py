from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from desktop.storage.settings import Settings
from resources.declared import Setting

SIZE = Setting("text_size", 100, (100, 125, 150, 200))
CAPTIONS = Setting("captions", True, (True, False))
THEME = Setting("theme", "system", ("system", "dark"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "settings.json"


def test_a_first_start_has_the_defaults_and_writes_nothing(path: Path) -> None:
    settings = Settings(path)
    assert (settings[SIZE], settings[CAPTIONS], settings[THEME]) == (100, True, "system")
    assert not settings.broken
    assert not path.parent.exists()


def test_choices_come_back_after_a_restart(path: Path) -> None:
    settings = Settings(path)
    settings[SIZE] = 150
    settings[CAPTIONS] = False
    again = Settings(path)
    assert (again[SIZE], again[CAPTIONS], again[THEME]) == (150, False, "system")
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_not_a_choice_is_refused(path: Path) -> None:
    settings = Settings(path)
    with pytest.raises(ValueError, match="text_size"):
        settings[SIZE] = 110
    assert not path.exists()


def test_watchers_hear_of_a_change_and_only_of_a_change(path: Path) -> None:
    settings = Settings(path)
    heard: list[str] = []
    settings.watch(heard.append)
    settings[SIZE] = 150
    settings[SIZE] = 150
    assert heard == ["text_size"]


def test_a_stored_1_does_not_hide_a_chosen_true(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"format": 1, "choices": {"captions": 0}}')
    settings = Settings(path)
    settings[CAPTIONS] = False
    assert Settings(path)[CAPTIONS] is False


def test_a_stored_value_that_fits_no_more_falls_back(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"format": 1, "choices": {"text_size": [1], "theme": "dark", "old": 3}}')
    settings = Settings(path)
    assert (settings[SIZE], settings[THEME]) == (100, "dark")
    settings[SIZE] = 125
    assert json.loads(path.read_text())["choices"]["old"] == 3


BROKEN = {
    "empty": b"",
    "cut": b'{"format": 1, "choi',
    "not json": b"text_size=150",
    "not utf-8": b'{"format": 1, "choices": {"theme": "\xff\xfe"}}',
    "a list": b"[]",
    "no choices": b'{"format": 1}',
    "choices are a list": b'{"format": 1, "choices": []}',
    "a later format": b'{"format": 2, "choices": {"theme": "dark"}}',
    "very deep": b'{"format": 1, "choices": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
    "a huge number": b'{"format": 1, "choices": {"text_size": ' + b"9" * 5000 + b"}}",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_set_aside_and_defaults_hold(path: Path, name: str) -> None:
    path.parent.mkdir()
    path.write_bytes(BROKEN[name])
    settings = Settings(path)
    assert settings[SIZE] == 100
    assert settings.broken
    assert settings.set_aside is not None
    assert settings.set_aside.read_bytes() == BROKEN[name]
    settings[SIZE] = 150
    assert Settings(path)[SIZE] == 150
    assert settings.set_aside.read_bytes() == BROKEN[name]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_with_a_copy_loses_no_choice(path: Path, name: str) -> None:
    Settings(path)[THEME] = "dark"
    Settings(path)[SIZE] = 150
    path.write_bytes(BROKEN[name])
    settings = Settings(path)
    assert (settings[SIZE], settings[THEME]) == (150, "dark")
    assert (settings.broken, settings.from_copy, settings.unsaved) == (False, True, False)
    assert settings.set_aside is not None
    assert settings.set_aside.read_bytes() == BROKEN[name]
    again = Settings(path)
    assert (again[SIZE], again[THEME], again.from_copy) == (150, "dark", False)
    again[SIZE] = 200
    assert (Settings(path)[SIZE], Settings(path)[THEME]) == (200, "dark")


def test_where_the_copy_is_broken_too_what_was_before_is_read(path: Path) -> None:
    for size in (125, 150):
        Settings(path)[SIZE] = size
    path.write_bytes(b"")
    path.with_name(f"{path.name}.copy").write_bytes(b"")
    settings = Settings(path)
    assert (settings[SIZE], settings.from_copy) == (125, True)


def test_one_changed_bit_changes_no_choice(path: Path) -> None:
    settings = Settings(path)
    settings[SIZE] = 150
    settings[CAPTIONS] = False
    settings[THEME] = "dark"
    for each in sorted(path.parent.iterdir()):
        whole = each.read_bytes()
        for at in range(8 * len(whole)):
            changed = bytearray(whole)
            changed[at // 8] ^= 1 << at % 8
            each.write_bytes(changed)
            again = Settings(path)
            assert (again[SIZE], again[CAPTIONS], again[THEME]) == (150, False, "dark")
            for aside in path.parent.glob("*.broken-*"):
                aside.unlink()
        each.write_bytes(whole)


def test_a_broken_file_that_cannot_be_moved_is_never_written_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"broken")
    for number in range(1, 100):
        path.with_name(f"{path.name}.broken-{number}").touch()
    settings = Settings(path)
    settings[SIZE] = 150
    assert settings[SIZE] == 150
    assert settings.unsaved
    assert path.read_bytes() == b"broken"
    path.with_name(f"{path.name}.broken-7").unlink()
    settings[SIZE] = 125
    assert not settings.unsaved
    assert path.with_name(f"{path.name}.broken-7").read_bytes() == b"broken"


def test_a_disk_that_takes_nothing_keeps_the_choice_for_this_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    settings = Settings(blocked / "settings.json")
    settings[SIZE] = 150
    assert settings[SIZE] == 150
    assert settings.unsaved
    blocked.unlink()
    settings[SIZE] = 150
    assert not settings.unsaved
    assert Settings(blocked / "settings.json")[SIZE] == 150


def test_d1_a_file_that_cannot_be_read_for_a_moment_is_not_broken(path: Path) -> None:
    Settings(path)[SIZE] = 150
    away = path.rename(path.with_name("away"))
    path.mkdir()  # whatever it is, it cannot be read as a file
    settings = Settings(path)
    heard: list[str] = []
    settings.watch(heard.append)
    assert settings[SIZE] == 100
    settings[THEME] = "dark"
    assert (settings.broken, settings.unsaved, heard) == (False, True, ["theme"])
    path.rmdir()
    away.rename(path)
    settings[CAPTIONS] = False
    assert (settings[SIZE], settings[THEME], settings.unsaved) == (150, "dark", False)
    assert heard == ["theme", "captions", "text_size"]
    again = Settings(path)
    assert (again[SIZE], again[THEME], again[CAPTIONS]) == (150, "dark", False)
    kept = [path, *(path.with_name(f"{path.name}.{more}") for more in ("before", "copy"))]
    assert sorted(path.parent.iterdir()) == kept


def test_d1_what_could_not_be_read_at_the_start_is_read_soon_after(path: Path) -> None:
    Settings(path)[SIZE] = 150
    away = path.rename(path.with_name("away"))
    path.mkdir()
    settings = Settings(path)
    settings.read_again()
    assert settings[SIZE] == 100
    path.rmdir()
    away.rename(path)
    heard: list[str] = []
    settings.watch(heard.append)
    settings.read_again()
    assert (settings[SIZE], heard) == (150, ["text_size"])


def test_d10_a_place_where_nothing_can_be_saved_is_known(tmp_path: Path) -> None:
    assert Settings(tmp_path / "home" / "settings.json").can_save
    (tmp_path / "file").touch()
    assert not Settings(tmp_path / "file" / "settings.json").can_save
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
def test_d1_what_is_no_file_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    settings = Settings(path)
    assert (settings.broken, settings[SIZE]) == (True, 100)
    settings[SIZE] = 150
    assert Settings(path)[SIZE] == 150
