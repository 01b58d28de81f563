from __future__ import annotations

from pathlib import Path

import pytest

from desktop.system.paths import COPIES, HomeUnknown, find_paths


def test_a_chosen_home_holds_everything_and_is_not_made_yet(tmp_path: Path) -> None:
    home = tmp_path / "stick"
    paths = find_paths({"PARLOUR_HOME": str(home)})
    for path in (paths.settings, paths.private, paths.packs, paths.log):
        assert path.is_relative_to(home)
    assert not home.exists()


def test_a_home_given_by_a_short_name_is_made_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert find_paths({"PARLOUR_HOME": "stick"}).settings == Path("/stick/settings.json")
    assert "~" not in str(find_paths({"PARLOUR_HOME": "~/stick"}).settings)


def test_a_home_of_a_person_unknown_here_has_words() -> None:
    with pytest.raises(HomeUnknown):
        find_paths({"PARLOUR_HOME": "~nobody-of-that-name/parlour"})


def test_without_one_the_systems_own_places_are_used() -> None:
    paths = find_paths({"PARLOUR_HOME": ""})
    for path in (paths.settings, paths.private, paths.packs, paths.log):
        assert path.is_absolute()
        assert "parlour" in str(path).lower()


def test_d7_a_start_sweeps_what_was_left_half_written(tmp_path: Path) -> None:
    paths = find_paths({"PARLOUR_HOME": str(tmp_path)})
    paths.sweep()
    kept = [paths.settings, paths.private / "a.sealed", paths.private / COPIES / "b.sealed"]
    for each in kept:
        each.parent.mkdir(exist_ok=True)
        each.touch()
        each.with_name(f".{each.name}.x7.part").touch()
    paths.sweep()
    assert sorted(each for each in tmp_path.rglob("*") if each.is_file()) == sorted(kept)
