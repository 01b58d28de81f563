"""`python -m tests.support.shifted_clock_app FILE [arguments]`: the real app, on a shifted clock.

The clock is the computer's plus as many seconds as FILE says. To the app a jump of
it is what it meets when the computer wakes up: time has gone, and nothing ran.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

import desktop.main
from desktop.__main__ import main
from desktop.system.clock import SystemClock


class ShiftedClock(SystemClock):
    """The computer's clock, set forward."""

    shift = Path(sys.argv[1])

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=float(self.shift.read_text("utf-8") or 0))


if __name__ == "__main__":
    sys.argv.pop(1)
    vars(desktop.main)["SystemClock"] = ShiftedClock
    sys.exit(main())
