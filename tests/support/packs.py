"""Language packs that only look like one: enough for everything but loading them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

NAME = "vosk-model-small-fr-9.9"
MODEL = hashlib.shake_128(b"model").digest(100_000)
"""Bytes that, like a model's, do not pack well."""


def lay_out(folder: Path, *, mark: str = "am/final.mdl", content: bytes = b"model") -> Path:
    """Write a folder that is known as a pack by its `mark`."""
    file = folder / mark
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    (folder / "README").write_text("A pack for the tests.", "utf-8")
    return folder


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Make a zip file of these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def zipped_pack(top: str = f"{NAME}/") -> bytes:
    """Make the zip file of a pack, in a folder of its own or (`top` empty) without one."""
    return zipped((f"{top}am/final.mdl", MODEL), (f"{top}conf/model.conf", b"--beam=10\n"))


def accept(_: Path) -> None:
    """Be a trial that every pack passes."""
