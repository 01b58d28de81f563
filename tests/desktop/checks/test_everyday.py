from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desktop.checks.connection import Connection
from desktop.checks.doctor import examine, finding_rows
from desktop.checks.everyday import everyday_checks
from desktop.credentials.keyring_vault import VaultChoice
from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.vault import NoKeyring
from desktop.storage.settings import Settings
from desktop.system.paths import find_paths
from resources.words import Words
from tests.support.still_clock import StillClock


def test_every_check_ends_in_a_finding_of_its_own_name_with_words(tmp_path: Path) -> None:
    paths = find_paths({"PARLOUR_HOME": str(tmp_path)})
    checks = everyday_checks(
        version="0.1.0",
        choice=VaultChoice(MemoryVault(), NoKeyring()),
        settings=Settings(paths.settings),
        paths=paths,
        clock=StillClock(datetime(2026, 11, 23, tzinfo=UTC)),
        connection=Connection(None),
        environ={},
    )
    found = examine(checks)
    assert [one.check for one in found] == [check.name for check in checks]
    assert all(row["words"] for row in finding_rows(found, Words()))
    assert finding_rows(found, Words())[0]["words"].startswith("This is Parlour 0.1.0")
