"""The file behind the log: small, only for this person, and silent when the disk is full."""

from __future__ import annotations

import os
from logging.handlers import RotatingFileHandler
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from logging import LogRecord
    from pathlib import Path


class QuietFile(RotatingFileHandler):
    """Opened with the first line; `older` files of `largest` bytes are kept beside it."""

    def __init__(self, path: Path, *, largest: int, older: int) -> None:
        super().__init__(path, maxBytes=largest, backupCount=older, encoding="utf-8", delay=True)

    def _open(self) -> Any:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        file: IO[str] = os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8")
        return file

    def handleError(self, record: LogRecord) -> None:
        """Say nothing: Python's own report would print the values of the line."""
