"""The search that follows every journey finds a confidence wherever a program may have put it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.confidences import CHUNK, leaks

SECRET = "mute-mute é"


@pytest.mark.parametrize(
    "body",
    [
        SECRET.encode(),
        SECRET.encode("utf-16-le"),
        json.dumps({"a": SECRET}).encode().replace(b"\\u00e9", b"\\xe9"),
        b"x" * (CHUNK - 4) + SECRET.encode() + b"y" * 9,
        b"a" * 3 * CHUNK + SECRET.encode(),
    ],
)
def test_it_finds_what_is_written(body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "down" / "log.txt"
    file.parent.mkdir(parents=True)
    file.write_bytes(body)
    assert leaks([tmp_path], [SECRET, "not there"]) == [f"{SECRET!r} stands in {file}"]


def test_it_finds_what_a_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "Tuesday Tea.log").touch()
    assert leaks([tmp_path], ["Tuesday Tea"]) != []


def test_it_passes_over_what_may_hold_it(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "words.txt").write_text(SECRET, "utf-8")
    assert leaks([tmp_path], [SECRET], may_hold=[tmp_path / "saved"]) == []
    assert leaks([tmp_path], ["", "other"]) == []
