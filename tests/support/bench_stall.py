"""How long the window does not answer while a calendar of 10,000 events is read again.

The real window on the real event loop, the real child; ours is the median, over some
refreshes, of the longest pause between two beats of the loop. Beside it stands what
nobody feels: 50 ms.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop.calendars.calendars import Calendars
from desktop.ical.expansion import read_calendar
from desktop.links.policy import may_open
from tests.desktop.ical.measuring import large_calendar
from tests.support.dressed import dressed, put_away
from tests.support.example import Example, living
from tests.support.measuring import Measured
from ui.app import make_application, run_app
from ui.window import Window

NOBODY_FEELS = 50.0
RUNS = 5
BEAT = 0.002
NOW = datetime(2026, 7, 20, 9, tzinfo=ZoneInfo("Europe/London"))


class Beats:
    """The longest pause between two beats of the loop since `begin`, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0

    def begin(self) -> None:
        """Forget what was before."""
        self.longest = 0.0

    async def go(self) -> None:
        """Beat until cancelled."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.longest = max(self.longest, (time.perf_counter() - before - BEAT) * 1000)


def bench() -> list[Measured]:
    """Read the calendar again and again, each time with other words in every event."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application("bench")
    dressed(app)
    pauses: list[float] = []

    async def life() -> int:
        with tempfile.TemporaryDirectory() as home:
            pauses.extend(await _refreshes(Path(home)))
        return 0

    run_app(app, life)
    ours = round(statistics.median(pauses), 1)
    return [Measured("stall", round(ours / NOBODY_FEELS, 3), ours, NOBODY_FEELS, "ms")]


async def _refreshes(home: Path) -> list[float]:
    body, file = large_calendar(), home / "large.ics"
    _write(file, body)
    async with living(Example(home)) as example:
        example.clock.moment = NOW
        example.calendars = Calendars(
            home / "private", example.clock, read_calendar, example.words, may_open=may_open
        )
        window = Window(example)
        window.show()
        await example.calendars.unlock(example.vault)
        following = asyncio.create_task(example.agenda.live())
        await example.calendars.add_file(file)
        pauses = [await _refresh(example, file, body, number) for number in range(RUNS)]
        following.cancel()
        put_away(window)
    return pauses


async def _refresh(example: Example, file: Path, body: bytes, number: int) -> float:
    """Return the longest pause while a changed calendar is read, kept, merged and shown."""
    _write(file, body.replace(b"Welcome", b"Hello %d" % number))
    beats = Beats()
    beating = asyncio.create_task(beats.go())
    await asyncio.sleep(0.3)  # what went on before settles
    beats.begin()
    await example.agenda.check_now()
    await asyncio.sleep(0.3)  # and what follows is shown
    beating.cancel()
    return beats.longest


def _write(file: Path, body: bytes) -> None:
    file.write_bytes(body)
