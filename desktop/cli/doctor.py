"""`parlour doctor`: is everything on this computer all right? The worst first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from desktop.checks.check import Check
from desktop.checks.connection import Connection
from desktop.checks.doctor import examine, explain, finding_rows, is_well
from desktop.checks.everyday import everyday_checks
from desktop.cli.arguments import doctor
from desktop.cli.terminal import Terminal
from desktop.credentials.keyring_vault import VaultChoice, choose_vault
from desktop.credentials.secret import Secret
from desktop.feeds.saved_calendars import SavedCalendars
from desktop.storage.sealed_file import SealedFile
from desktop.storage.settings import Settings
from desktop.system.clock import SystemClock
from desktop.system.paths import Paths, find_paths
from desktop.version import VERSION
from resources.declared import Finding, Health, Problem

KEYRING_PATIENCE = 20.0
"""Seconds to open the keyring, where its password may have to be typed."""

WORST_FIRST = (Health.BROKEN, Health.COULD_BE_BETTER, Health.GOOD)


def answer_doctor(given: Sequence[str], terminal: Terminal, more: Iterable[Check]) -> int:
    """Run every check, `more` besides our own; 0 if nothing is broken."""
    asked = doctor(terminal.words).parse_args(given)
    found = worst_first(examine([*_own_checks(), *more]))
    if asked.json:
        terminal.show(finding_rows(found, terminal.words))
    else:
        for finding in found:
            say = terminal.words(f"command.doctor.{finding.health.value}")
            terminal.say(f"{say} {explain(finding, terminal.words)}")
    return 0 if is_well(found) else 1


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by how bad they are, else in their order."""
    return sorted(findings, key=lambda finding: WORST_FIRST.index(finding.health))


def _own_checks() -> list[Check]:
    paths = find_paths(os.environ)
    choice = choose_vault(patience=KEYRING_PATIENCE)
    address = _calendar(paths, choice)
    return everyday_checks(
        version=VERSION,
        choice=choice,
        settings=Settings(paths.settings),
        paths=paths,
        clock=SystemClock(),
        connection=Connection(address.reveal() if address else None),
        environ=os.environ,
    )


def _calendar(paths: Paths, choice: VaultChoice) -> Secret | None:
    """Return the address of a calendar the person has, to ask its host for a greeting."""
    if not choice.vault.is_kept:
        return None
    calendars = SavedCalendars(
        SealedFile(paths.private / "calendars.sealed", choice.vault), choice.vault
    )
    try:
        for source in calendars.load():
            if source.kind == "address":
                return calendars.address(source)
    except Problem:
        return None
    return None
