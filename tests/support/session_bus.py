"""A real D-Bus of a test's own; it starts nothing by itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support.desk import BUS
from tests.support.needs import program


class SessionBus:
    """A running bus; `environ` is what a program needs to meet it and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._settings = folder / "bus.conf"
        self._settings.write_text(BUS, "utf-8")
        self.environ = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = self._start()

    def _start(self) -> str:
        daemon = program("dbus-daemon", "dbus")
        flags = [f"--config-file={self._settings}", "--nofork", "--nopidfile", "--print-address=1"]
        self._bus = subprocess.Popen(
            [daemon, *flags], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._bus.stdout is not None
        return self._bus.stdout.readline().strip()

    def stop(self) -> None:
        """End the bus: every line to it is cut."""
        self._bus.kill()
        self._bus.wait(10)
        assert self._bus.stdout is not None
        self._bus.stdout.close()
