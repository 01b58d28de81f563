"""A search of every file a program wrote, for what must stand in none of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

CHUNK = 1 << 20


def leaks(
    folders: Iterable[Path], confidences: Collection[str], *, may_hold: Collection[Path] = ()
) -> list[str]:
    """Return one line for each file below `folders` that holds a confidence, or is named so.

    A text counts in the ways a program may write it: UTF-8, UTF-16, as JSON escapes it.
    What lies at or below `may_hold` is passed over.
    """
    wanted = {word: _spellings(word) for word in confidences if word}
    longest = max((len(one) for many in wanted.values() for one in many), default=0)
    found = []
    for path in _files(folders, may_hold):
        for word, spellings in wanted.items():
            if word in path.name or any(_holds(path, one, longest) for one in spellings):
                found.append(f"{word!r} stands in {path}")
    return found


def _files(folders: Iterable[Path], may_hold: Collection[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not any(path.is_relative_to(one) for one in may_hold):
                yield path


def _spellings(word: str) -> set[bytes]:
    escaped = word.encode("ascii", "backslashreplace").decode()
    return {word.encode(), word.encode("utf-16-le"), escaped.encode()}


def _holds(path: Path, wanted: bytes, longest: int) -> bool:
    """Say whether a file holds these bytes; read in pieces that overlap."""
    before = b""
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                if wanted in before + piece:
                    return True
                before = piece[-longest:]
    except OSError:
        return not os.access(path, os.R_OK) and path.exists()
    return False
