"""Reads calendars in a child process with limits on CPU time and memory.

A calendar comes from strangers; 300 bytes of it can ask for minutes of work. The
child gets the bytes on stdin and writes each session as a JSON line as soon as it
is known, the soonest and surest first. It counts its own CPU time and stops by
itself: a busy computer takes nothing from it. As a last resort an event that takes
too long ends the child (`item_limit`); what was written still counts, and another
child goes on without that event.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
from collections.abc import Sequence
from datetime import UTC, tzinfo
from tempfile import TemporaryFile
from typing import IO, BinaryIO

import msgspec

from desktop.ical.calendar import SessionReader, warm_up
from desktop.ical.item_limit import ITEM_S, NOTE_BYTES, ItemLimit, ItemNote
from desktop.ical.time_zones import named, zone_name
from desktop.sessions.session import CalendarReading, Session, TimeRange, ordered
from resources.declared import Problem
from resources.platform.child_process import (
    CALENDAR_EXPANSION,
    begin_child,
    child_command,
    start_child,
)

LEAST_S = 0.8
"""Seconds of CPU time that must be left for another child."""

ENOUGH_S = 3.0
"""Seconds of CPU time that another child needs to read more than plain events."""

MOST_LEFT_OUT = 3
"""Events over which a child may end; then what was read so far is all."""


STDERR = 2
"""The file descriptor in which the child notes what it is busy with."""


class ExpansionLimits(msgspec.Struct, frozen=True):
    """What reading one calendar may take, in all its children together.

    `seconds` of CPU time; `wall` seconds until a child that does not get on is killed;
    `memory` in bytes, where the system can limit it; `output` in bytes.
    """

    seconds: float = 4.4
    wall: float = 60.0
    memory: int = 200 * 1024 * 1024
    output: int = 16 * 1024 * 1024


class ExpansionTask(msgspec.Struct, frozen=True):
    """What the parent tells the child, in the first line.

    `seconds` of CPU time are left; `without` are the numbers of the events to leave out,
    and `plain` says to read only what surely takes little time of the others.
    """

    window: TimeRange
    zone: str
    limits: ExpansionLimits
    seconds: float
    without: tuple[int, ...] = ()
    plain: bool = False

    @property
    def own_seconds(self) -> float:
        """Return the CPU time the child allows itself: it needs some to start and to write."""
        return self.seconds * 0.8

    def after(self, note: ItemNote) -> ExpansionTask | None:
        """Return the task of the next child, without the event the last one ended over."""
        left = self.seconds - note.used_s - ITEM_S
        is_stuck = note.number in self.without or len(self.without) == MOST_LEFT_OUT
        if left < LEAST_S or is_stuck:
            return None
        without = (*self.without, note.number)
        plain = left < ENOUGH_S or len(without) > 1
        return msgspec.structs.replace(self, seconds=left, without=without, plain=plain)


def read_calendar(
    body: bytes,
    window: TimeRange,
    zone: tzinfo,
    *,
    limits: ExpansionLimits | None = None,
    command: Sequence[str] = (),
) -> CalendarReading:
    """Return what `body` holds in `window`, for a reader in `zone`; times are in `zone`.

    Blocks for a few seconds at most, on a busy computer longer. `command` starts `main`
    of this module in a process of its own. Raises `Problem` if no child can be started.
    """
    limits = limits or ExpansionLimits()
    command = command or child_command(CALENDAR_EXPANSION)
    task: ExpansionTask | None = ExpansionTask(window, zone_name(zone), limits, limits.seconds)
    sessions: list[Session] = []
    reading, left_out = CalendarReading(stopped="time"), False
    while task is not None:
        try:
            written, note = _run_child(command, task, body)
        except OSError:
            raise Problem from None
        reading = _decode(written, zone)
        sessions += reading.sessions
        left_out = bool(task.without)
        task = task.after(note) if note is not None and _is_cut_off(reading) else None
    stopped = "time" if left_out and not reading.stopped else reading.stopped
    return msgspec.structs.replace(reading, sessions=tuple(ordered(sessions)), stopped=stopped)


def _is_cut_off(reading: CalendarReading) -> bool:
    """Say whether the child ended over an event: it had no time or room to stop by itself."""
    return reading.stopped == "memory" or (reading.stopped == "time" and not reading.events)


def _run_child(
    command: Sequence[str], task: ExpansionTask, body: bytes
) -> tuple[bytes, ItemNote | None]:
    """Return what the child wrote until it ended or was killed, and what it was busy with then."""
    from subprocess import TimeoutExpired

    with _note_file() as busy_with:
        with start_child(command, "stdin", "stdout", errors=busy_with) as child:
            told = msgspec.json.encode(task) + b"\n" + body
            try:
                written = child.communicate(told, task.limits.wall)[0]
            except TimeoutExpired:
                child.kill()
                return child.communicate()[0], None
        busy_with.seek(0)
        return written, ItemNote.of(busy_with.read(NOTE_BYTES))


def _note_file() -> IO[bytes]:
    """Return a file for the child's note that takes no room on a disk, where there is such."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("calendar"), "w+b", buffering=0)
    return TemporaryFile(buffering=0)


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
    begin_child()
    source, out = sys.stdin.buffer, sys.stdout.buffer
    task = msgspec.json.decode(source.readline(), type=ExpansionTask)
    _limit_resources(task.limits.memory, math.ceil(task.seconds) + 1)
    body = source.read()
    warm_up(body)
    limit = ItemLimit(STDERR)
    zone = named(task.zone) or UTC
    reader = SessionReader(task.window, zone, task.own_seconds, limit)
    reader.leave_out(task.without, plain=task.plain)
    try:
        _write(reader, body, out, task.limits.output)
    except MemoryError:
        reader.about = msgspec.structs.replace(reader.about, stopped="memory")
    limit.end()
    out.write(msgspec.json.encode(reader.about) + b"\n")
    out.flush()
    return 0


def _write(reader: SessionReader, body: bytes, out: BinaryIO, most: int) -> None:
    written = 0
    for session in reader.sessions(body):
        written += out.write(msgspec.json.encode(session) + b"\n")
        out.flush()  # the next event may be the last
        if written > most:
            reader.about = msgspec.structs.replace(reader.about, stopped="many")
            return


def _limit_resources(memory: int, seconds: int) -> None:
    """Limit this process's memory and CPU time; on Windows it limits only itself."""
    if sys.platform != "win32":
        import resource

        limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0}
        for kind, most in limits.items():
            with contextlib.suppress(ValueError, OSError):  # macOS takes no limit on memory
                resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
