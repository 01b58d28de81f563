"""Reading calendars in a child, as the app does; what that takes is read with the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.system.child_process import child_command

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop.sessions.session import CalendarReading, TimeRange


class CalendarReader:
    """Starts one bounded child for each calendar."""

    def read(self, body: bytes, window: TimeRange, zone: tzinfo) -> CalendarReading:
        """Return the sessions of `window`. Blocking, within its own deadline."""
        from desktop.ical.expansion import CalendarExpander

        return CalendarExpander(child_command("desktop.ical.expansion")).read(body, window, zone)
