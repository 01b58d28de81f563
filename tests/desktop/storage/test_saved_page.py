"""A page to print later is a file beside those that are there, or a problem in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.storage.saved_page import PageNotSaved, save_page


def test_another_of_the_same_name_stays(tmp_path: Path) -> None:
    first = save_page(tmp_path / "Documents", "My week", b"one")
    second = save_page(tmp_path / "Documents", "My week", b"two")
    assert (first.name, second.name) == ("My week.pdf", "My week 2.pdf")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "Documents").write_bytes(b"")
    with pytest.raises(PageNotSaved):
        save_page(tmp_path / "Documents", "My week", b"one")


def test_a_name_that_windows_refuses_is_changed(tmp_path: Path) -> None:
    assert save_page(tmp_path, "What if I cry?", b"x").name == "What if I cry.pdf"
