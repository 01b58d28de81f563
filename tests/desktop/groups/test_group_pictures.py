"""A group has one picture and colour: by its name's words, else by chance that never changes."""

from __future__ import annotations

import tomllib

import pytest

from desktop.groups.group_pictures import GroupPicture, picture_of
from resources.pictures import GROUP_COLOURS, GROUP_DRAWINGS, drawing_names
from tests.support.source import ROOT


@pytest.mark.parametrize(
    ("name", "drawing"),
    [
        ("Tuesday Tea", "cup"),
        ("TEA GROUP", "cup"),
        ("Men's walk and talk", "path"),
        ("Kaffeerunde am Montag", "cup"),
        ("Chór w czwartek", "music"),
        ("Paned a sgwrs", "cup"),
        ("Book-club (online)", "book"),
        ("Evening group", "moon"),
    ],
)
def test_a_word_of_the_name_gives_the_drawing(name: str, drawing: str) -> None:
    assert picture_of(name).drawing == drawing


@pytest.mark.parametrize("name", ["Teamwork", "Steady", "Woodbridge", ""])
def test_a_part_of_a_word_is_not_the_word(name: str) -> None:
    assert picture_of(name).drawing in GROUP_DRAWINGS
    assert picture_of(name).drawing not in {"cup", "paint", "tree"} or not name


def test_it_is_the_same_at_every_start() -> None:
    assert picture_of("Living with change") == GroupPicture("friends", "sky")
    assert picture_of("  living   with CHANGE ") == picture_of("Living with change")


def test_a_group_that_changes_its_name_keeps_its_colour() -> None:
    before, after = picture_of("Hope", "hope-4f2a"), picture_of("Hope and tea", "hope-4f2a")
    assert before.colour == after.colour
    assert after.drawing == "cup"


def test_groups_differ() -> None:
    seen = {picture_of(f"Group {number}") for number in range(400)}
    assert {one.colour for one in seen} == set(GROUP_COLOURS)
    assert {one.drawing for one in seen} == set(GROUP_DRAWINGS)
    assert len(seen) > 90


def test_every_drawing_that_a_word_gives_is_there() -> None:
    text = (ROOT / "resources" / "group_pictures.toml").read_text("utf-8")
    words = tomllib.loads(text)["words"]
    assert set(words) <= set(drawing_names())
    every = [word for some in words.values() for word in some]
    assert len(every) == len(set(every)), "a word gives one drawing"
    assert all(word == word.casefold() and "*" not in word[:-1] for word in every)
