"""Looking at the calendars for as long as the app is open."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from desktop.clock import Clock
from desktop.schedule.polling import jumped
from desktop.schedule.timetable import Timetable
from desktop.schedule.zones import zone_name

PAUSE = timedelta(seconds=30)


async def keep_looking(timetable: Timetable, clock: Clock, pause: timedelta = PAUSE) -> None:
    """Refresh what is due until cancelled; all of it after sleep or a changed clock.

    When the reader's zone changes, the copies are read again for the new one.
    """
    zone, before = zone_name(clock.zone()), clock.now()
    await timetable.refresh()
    while True:
        await asyncio.sleep(pause.total_seconds())
        here, now = zone_name(clock.zone()), clock.now()
        slept, zone_changed = jumped(pause, now - before), here != zone
        zone, before = here, now
        if zone_changed:
            await timetable.read_again()
        if slept:
            await timetable.refresh()
        else:
            await timetable.refresh_due()
