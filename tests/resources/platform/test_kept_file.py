"""A file, its copy, and what was before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from resources.platform.kept_file import KeptFile


@pytest.fixture
def kept(tmp_path: Path) -> KeptFile:
    return KeptFile(tmp_path / "kept")


def is_good(path: Path) -> bool:
    return not path.read_bytes().startswith(b"spoilt")


def bodies(kept: KeptFile) -> list[bytes | None]:
    return [path.read_bytes() if path.exists() else None for path in kept.places]


def test_there_are_two_from_the_first_write_on_and_then_what_was_before(kept: KeptFile) -> None:
    kept.write(b"1", is_good)
    assert bodies(kept) == [b"1", b"1", None]
    kept.write(b"2", is_good)
    assert bodies(kept) == [b"2", b"2", b"1"]


def test_what_is_spoilt_is_set_aside_and_takes_the_place_of_nothing_good(kept: KeptFile) -> None:
    for body in (b"1", b"2"):
        kept.write(body, is_good)
    kept.path.write_bytes(b"spoilt")
    kept.copy.write_bytes(b"spoilt too")
    kept.write(b"3", is_good)
    assert bodies(kept) == [b"3", b"3", b"1"]
    asides = sorted(kept.path.parent.glob("*.broken-1"))
    assert [each.read_bytes() for each in asides] == [b"spoilt", b"spoilt too"]


def test_where_only_the_copy_cannot_be_written_the_newest_is_kept(kept: KeptFile) -> None:
    kept.write(b"1", is_good)
    kept.copy.unlink()
    kept.copy.mkdir()  # whatever it is, it cannot be read as a file
    kept.write(b"2", is_good)
    assert (kept.path.read_bytes(), kept.before.read_bytes()) == (b"2", b"1")
