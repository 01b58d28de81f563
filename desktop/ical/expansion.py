"""Reading calendars in a child process with limits on time and memory.

A calendar comes from strangers; 300 bytes of it can ask for minutes of work. The
child gets the bytes on stdin and writes each session as a JSON line as soon as it
is known, the surest first. When a limit ends it, what was written still counts.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, tzinfo
from typing import BinaryIO

import msgspec

from desktop.ical.calendar import SessionReader
from desktop.ical.time_zones import named, zone_name
from desktop.sessions.session import CalendarReading, Session, TimeRange, ordered
from desktop.system.child_process import CALENDAR_EXPANSION, child_command
from resources.declared import Problem


class ExpansionLimits(msgspec.Struct, frozen=True):
    """`seconds` until the child is killed; `memory` in bytes, where the system can limit it.

    The child stops by itself a little earlier, and says so.
    """

    seconds: float = 4.5
    memory: int = 200 * 1024 * 1024
    output: int = 16 * 1024 * 1024

    @property
    def own_seconds(self) -> float:
        """Return the time the child allows itself: it needs some to start and to write."""
        return self.seconds * 0.85


class ExpansionTask(msgspec.Struct, frozen=True):
    """What the parent tells the child, in the first line."""

    window: TimeRange
    zone: str
    limits: ExpansionLimits


def read_calendar(
    body: bytes,
    window: TimeRange,
    zone: tzinfo,
    *,
    limits: ExpansionLimits | None = None,
    command: Sequence[str] = (),
) -> CalendarReading:
    """Return what `body` holds in `window`, for a reader in `zone`; times are in `zone`.

    Blocks for at most `limits.seconds`. `command` starts `main` of this module in a
    process of its own. Raises `Problem` if no child can be started.
    """
    limits = limits or ExpansionLimits()
    task = ExpansionTask(window, zone_name(zone), limits)
    told = msgspec.json.encode(task) + b"\n" + body
    try:
        written = _run_child(command or child_command(CALENDAR_EXPANSION), told, limits.seconds)
    except OSError:
        raise Problem from None
    return _decode(written, zone)


def _run_child(command: Sequence[str], told: bytes, seconds: float) -> bytes:
    """Return what the child wrote until it ended or was killed."""
    child = subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with child:
        try:
            return child.communicate(told, seconds)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0]


def _decode(written: bytes, zone: tzinfo) -> CalendarReading:
    """Read the child's lines. Without its last one (the `CalendarReading`) it was killed."""
    sessions: list[Session] = []
    about = CalendarReading(stopped="time")
    for line in written.splitlines():
        try:
            if line.startswith(b'{"id"'):
                sessions.append(msgspec.json.decode(line, type=Session).in_zone(zone))
            else:
                about = msgspec.json.decode(line, type=CalendarReading)
        except msgspec.DecodeError:
            continue  # the line that was being written when the child was killed
    return msgspec.structs.replace(about, sessions=tuple(ordered(sessions)))


def main() -> int:
    """Be the child: a task and a calendar on stdin, sessions and a summary on stdout."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    task = msgspec.json.decode(source.readline(), type=ExpansionTask)
    _limit_memory(task.limits.memory)
    reader = SessionReader(task.window, named(task.zone) or UTC, task.limits.own_seconds)
    try:
        _write(reader, source.read(), out, task.limits.output)
    except MemoryError:
        reader.about = msgspec.structs.replace(reader.about, stopped="memory")
    out.write(msgspec.json.encode(reader.about) + b"\n")
    out.flush()
    return 0


def _write(reader: SessionReader, body: bytes, out: BinaryIO, most: int) -> None:
    written = 0
    for session in reader.sessions(body):
        written += out.write(msgspec.json.encode(session) + b"\n")
        if written > most:
            reader.about = msgspec.structs.replace(reader.about, stopped="many")
            return


def _limit_memory(most: int) -> None:
    """Limit this process's memory; on Windows the deadline alone protects."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main())
