"""The log file, its formatter that writes no personal data, and the trace a crash leaves.

What may be written is a list: the words in our own code, numbers, and the names of
types, errors and enum members. Every text that is filled in becomes "(text)", so log
`type(error)` and not a name made of it. An error is written as its type and the places
in the code it came through, never with its message. Other libraries are named, not quoted.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import re
import sys
import threading
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import IO, Any

OURS = ("desktop", "ui", "accessibility", "resources")
LARGEST_BYTES = 256 * 1024
"""Size at which the log file is set aside and a new one begun."""

OLDER_FILES = 1
"""Log files kept beside the present one."""

LONGEST_LINE = 400
"""Characters of one message."""

MOST_PLACES = 30
"""Frames of one traceback."""

MOST_OF_A_CRASH_BYTES = 16 * 1024

_LINK = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:/*[^\s\"'<>]*/[^\s\"'<>]*|\b(?:mailto|tel|parlour):\S+"
)
_EMAIL = re.compile(r"\S+@\S+")
_FATAL = re.compile(r"^(?:Fatal Python error|Windows fatal exception): (.{1,80})$", re.MULTILINE)
_PLACE = re.compile(r'^  File "[^"\n]*?([^/\\"\n]+)", line (\d+) in ([\w<>]+)', re.MULTILINE)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Crash:
    """How the run before ended: what kind of fault, where, and when."""

    what: str
    where: str
    when: datetime


class Log:
    """The open log. `last_crash` is what the run before left behind, or None.

    A folder that cannot be written costs the log and nothing else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handler: logging.Handler | None = None
        self._crashes: IO[bytes] | None = None
        self.last_crash: Crash | None = None

    def open(self) -> None:
        """Begin to write, and to leave a trace if the program crashes."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.last_crash = take_crash(self._crash_path)
            self._crashes = self._crash_path.open("ab")
            faulthandler.enable(self._crashes)
            self._handler = _open_file(self._path)
        except OSError:
            self._handler = logging.NullHandler()
        self._handler.setFormatter(SafeFormatter())
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(logging.INFO)

    def close(self) -> None:
        """Stop writing and let go of both files."""
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            with contextlib.suppress(OSError):  # a full disk: the last lines are lost, no more
                self._handler.close()
        if self._crashes is not None:
            faulthandler.disable()
            with contextlib.suppress(OSError):
                self._crashes.close()

    @property
    def _crash_path(self) -> Path:
        return self._path.with_name("crash.txt")


class SafeFormatter(logging.Formatter):
    """Writes "time level module: words", and of the values only what cannot be a secret."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        lines = [f"{when} {record.levelname} {record.name}: {_words(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += places(record.exc_info[1])
        return "\n".join(lines)


def _open_file(path: Path) -> logging.Handler:
    """Return a handler for a small file that only this person can read.

    It is opened with the first line, and silent when the disk is full.
    """
    from logging.handlers import RotatingFileHandler  # it is slow to read, and the window waits

    class QuietFile(RotatingFileHandler):
        def _open(self) -> Any:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8")

        def handleError(self, record: logging.LogRecord) -> None:
            """Say nothing: Python's own report would print the values of the line."""

    return QuietFile(
        path, maxBytes=LARGEST_BYTES, backupCount=OLDER_FILES, encoding="utf-8", delay=True
    )


def places(error: BaseException) -> list[str]:
    """Describe an error by types and places only, the cause of a cause last."""
    lines: list[str] = []
    seen: set[int] = set()
    present: BaseException | None = error
    while present is not None and id(present) not in seen:
        seen.add(id(present))
        lines.append(f"  {type(present).__module__}.{type(present).__qualname__}")
        for frame in traceback.extract_tb(present.__traceback__)[-MOST_PLACES:]:
            lines.append(f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        present = present.__cause__ or present.__context__
    return lines


def take_crash(path: Path) -> Crash | None:
    """Read what a crash left at `path` and empty the file; None if there was none."""
    try:
        with path.open("r+b") as file:
            text = file.read(MOST_OF_A_CRASH_BYTES).decode("utf-8", "replace")
            when = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
            file.truncate(0)
    except OSError:
        return None
    if not text.strip():
        return None
    what = _FATAL.search(text)
    where = _PLACE.search(text)
    return Crash(
        what=what.group(1) if what else "unknown",
        where=f"{where.group(1)}:{where.group(2)} {where.group(3)}" if where else "unknown",
        when=when,
    )


def catch_the_uncaught() -> None:
    """Write errors that nobody caught in the log's safe form, to the log and the terminal.

    Python would print them with their message, and a desktop keeps such output in a file.
    """

    def uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("an error nobody caught", exc_info=(kind, error, trace))
        if sys.stderr is not None:  # a Windows program without a console has none
            sys.stderr.write("\n".join(["Parlour: an error nobody caught", *places(error), ""]))

    def uncaught_elsewhere(caught: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        if caught.exc_value is not None:
            uncaught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_elsewhere
    sys.unraisablehook = uncaught_elsewhere


def _words(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] not in OURS:
        return "(said something)"
    template = _scrubbed(str(record.msg)[:LONGEST_LINE])
    try:
        text = template % _safe_values(record.args) if record.args else template
    except (TypeError, ValueError, KeyError):
        text = template
    return " ".join(text.split())[:LONGEST_LINE]


def _scrubbed(text: str) -> str:
    return _EMAIL.sub("(e-mail)", _LINK.sub("(link)", text))


def _safe_values(values: Any) -> Any:
    if isinstance(values, dict):
        return {key: _safe_value(value) for key, value in values.items()}
    return tuple(_safe_value(value) for value in values)


def _safe_value(value: object) -> object:
    """Let through what cannot be a secret: a number, or the name of something in the code."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, type):
        return value.__qualname__
    if isinstance(value, BaseException):
        return type(value).__qualname__
    return "(text)"
