"""Reads calendars in a child process with limits on CPU time and memory.

A calendar comes from strangers; 300 bytes of it can ask for minutes of work. The
child gets the bytes on stdin and writes each session as a JSON line as soon as it
is known, the soonest and surest first. It counts its own CPU time and stops by
itself: a busy computer takes nothing from it. As a last resort an event that takes
too long ends the child (`item_limit`); what was written still counts, and another
child goes on without that event. A child that dies is a fault, and told as one.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo
from typing import BinaryIO

import msgspec

from desktop.ical.calendar import SessionReader, warm_up
from desktop.ical.item_limit import ITEM_S, NOTE_BYTES, ItemLimit, ItemNote
from desktop.ical.time_zones import named, zone_name
from desktop.sessions.session import (
    CalendarReaderDied,
    CalendarReading,
    Session,
    TimeRange,
    ordered,
)
from resources.platform.bounded_child import (
    OVER_MEMORY,
    ChildAnswer,
    limit_process,
    run_bounded,
)
from resources.platform.child_process import CALENDAR_EXPANSION, begin_child, child_command

LEAST_S = 0.8
"""Seconds of CPU time that must be left for another child."""

ENOUGH_S = 3.0
"""Seconds of CPU time that another child needs to read more than plain events."""

MOST_LEFT_OUT = 3
"""Events over which a child may end; then what was read so far is all."""

WALL_SHARE = 0.75
"""The share of its wall time after which a child has used all its time, however busy it was."""

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
    of this module in a process of its own. Raises `CalendarReaderDied` if no child can be
    started, or if it died and nothing was read.
    """
    limits = limits or ExpansionLimits()
    command = command or child_command(CALENDAR_EXPANSION)
    task: ExpansionTask | None = ExpansionTask(window, zone_name(zone), limits, limits.seconds)
    readings: list[CalendarReading] = []
    left_out = False
    while task is not None:
        reading, note = _run_child(command, task, body, zone)
        readings.append(reading)
        left_out = bool(task.without)
        task = task.after(note) if note is not None and _is_cut_off(reading) else None
    return _together(readings, left_out=left_out)


def _together(readings: list[CalendarReading], *, left_out: bool) -> CalendarReading:
    """Put together what several children read: the last one read to the end, or never ended."""
    last = readings[-1]
    sessions = ordered(session for one in readings for session in one.sessions)
    stopped = last.stopped or ("time" if left_out else "")
    if any(one.stopped == "died" for one in readings):
        if not sessions:
            raise CalendarReaderDied
        stopped = "died"
    return msgspec.structs.replace(last, sessions=tuple(sessions), stopped=stopped)


def _is_cut_off(reading: CalendarReading) -> bool:
    """Say whether the child ended over an event: it had no time or room to stop by itself."""
    return bool(reading.stopped == "memory" or (reading.stopped and not reading.events))


def _run_child(
    command: Sequence[str], task: ExpansionTask, body: bytes, zone: tzinfo
) -> tuple[CalendarReading, ItemNote | None]:
    """Return what a child read until it ended or was killed, and what it was busy with then."""
    told = msgspec.json.encode(task) + b"\n" + body
    try:
        answer = run_bounded(command, told, task.limits.wall, error_bytes=NOTE_BYTES)
    except OSError:
        raise CalendarReaderDied from None
    return _decode(answer, zone), ItemNote.of(answer.errors)


def _decode(answer: ChildAnswer, zone: tzinfo) -> CalendarReading:
    """Read the child's lines. Without its last one (the `CalendarReading`) it never ended."""
    sessions: list[Session] = []
    about = CalendarReading(stopped=answer.end or "died")
    for line in answer.written.splitlines():
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
    limit_process(task.limits.memory, math.ceil(task.seconds) + 1)
    try:
        return _expand(task, source.read(), out)
    except MemoryError:
        return OVER_MEMORY


def _expand(task: ExpansionTask, body: bytes, out: BinaryIO) -> int:
    warm_up(body)
    limit = ItemLimit(STDERR)
    zone = named(task.zone) or UTC
    clock = time_used(task.own_seconds, task.limits.wall * WALL_SHARE)
    reader = SessionReader(task.window, zone, task.own_seconds, limit, clock)
    reader.leave_out(task.without, plain=task.plain)
    try:
        _write(reader, body, out, task.limits.output)
    except MemoryError:
        reader.about = msgspec.structs.replace(reader.about, stopped="memory")
    limit.end()
    out.write(msgspec.json.encode(reader.about) + b"\n")
    out.flush()
    return 0


def time_used(seconds: float, wall: float) -> Callable[[], float]:
    """Return a clock of the CPU time of this process, which is at `seconds` after `wall` seconds.

    A computer that leaves a child next to no CPU time would let it be killed before it has
    used what it may, and before it has written anything.
    """
    began = time.monotonic()
    return lambda: max(time.process_time(), (time.monotonic() - began) * seconds / wall)


def _write(reader: SessionReader, body: bytes, out: BinaryIO, most: int) -> None:
    written = 0
    for session in reader.sessions(body):
        written += out.write(msgspec.json.encode(session) + b"\n")
        out.flush()  # the next event may be the last
        if written > most:
            reader.about = msgspec.structs.replace(reader.about, stopped="many")
            return


if __name__ == "__main__":
    sys.exit(main())
