"""Saved words: for their owner only, whole or not at all, and taken back."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop.in_session.saved_captions import (
    MayNotSave,
    NoRoom,
    NotDeleted,
    NotSaved,
    delete_captions,
    save_captions,
)


def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    save_captions(path, "Grüße\n")
    assert path.read_text("utf-8") == "Grüße\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "problem"),
    [(errno.ENOSPC, NoRoom), (errno.EACCES, MayNotSave), (errno.EIO, NotSaved)],
)
def test_what_goes_wrong_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, problem: type[Exception]
) -> None:
    path = tmp_path / "words.txt"
    path.write_text("before", "utf-8")

    def fail(_: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(problem) as raised:
        save_captions(path, "said in confidence")
    assert "confidence" not in str(raised.value)
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_they_can_be_deleted_again(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    save_captions(path, "Hello")
    delete_captions(path)
    assert not path.exists()
    delete_captions(path)


def test_what_cannot_be_deleted_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotDeleted):
        delete_captions(tmp_path)
