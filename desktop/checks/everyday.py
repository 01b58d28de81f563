"""The checks that belong to the desktop, ready to run; sound and captions add their own."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.checks import computer
from desktop.checks.check import Check
from desktop.checks.connection import Connection
from desktop.credentials.keyring_vault import VaultChoice
from desktop.storage.settings import Settings
from desktop.system.clock import Clock
from desktop.system.paths import Paths


def everyday_checks(
    *,
    version: str,
    choice: VaultChoice,
    settings: Settings,
    paths: Paths,
    clock: Clock,
    connection: Connection,
    environ: Mapping[str, str],
) -> list[Check]:
    """Return the checks in the order in which a person should read what they found."""
    return [
        Check("program", lambda: computer.program(version)),
        Check("screen", lambda: computer.screen(environ)),
        Check("browser", computer.browser),
        Check("internet", connection.internet),
        Check("clock", lambda: computer.clock(clock.now(), connection.time())),
        Check("keyring", lambda: computer.keyring(choice)),
        Check("settings", lambda: computer.settings(settings)),
        Check("disk", lambda: computer.disk(paths.private)),
    ]
