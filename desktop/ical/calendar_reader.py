"""Reading calendars in a child, as the app does; what that takes is read with the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.system.child_process import child_command

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop.sessions.session import Reading, Window


class CalendarReader:
    """Starts one bounded child for each calendar."""

    def read(self, body: bytes, window: Window, zone: tzinfo) -> Reading:
        """Return the sessions of `window`. Blocking, within its own deadline."""
        from desktop.ical.expansion import Expander

        return Expander(child_command("desktop.ical.expansion")).read(body, window, zone)
