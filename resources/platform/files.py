"""Replaces a file whole, or moves one that cannot be understood out of the way."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, body: bytes) -> None:
    """Replace `path` by `body` so that a reader meets the old file or the new one, never a part.

    Raises OSError; the old file is then as it was.
    """
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(body)
            part.flush()
            os.fsync(part.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path | None:
    """Move a file that cannot be understood out of the way; None if it cannot be moved."""
    for number in range(1, 100):
        aside = path.with_name(f"{path.name}.broken-{number}")
        if not aside.exists():
            try:
                path.replace(aside)
            except OSError:
                return None
            return aside
    return None
