"""`parlour doctor`: the worst first, and a no only if something is broken."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desktop.checks.check import Check
from desktop.cli.doctor import answer_doctor, worst_first
from resources.declared import Finding, Health
from tests.support.listening_terminal import ListeningTerminal

FINE = Finding("microphone", "found", Health.GOOD, {"name": "Headset"})
SO_SO = Finding("loudspeaker", "none", Health.COULD_BE_BETTER)
BROKEN = Finding("captions", "broken", Health.BROKEN, {"name": "a pack"})


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep away from the person's own files and keyring."""
    monkeypatch.setenv("PARLOUR_HOME", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")


def more(*findings: Finding) -> list[Check]:
    """Return checks that find these."""
    return [Check(finding.check, partial(replace, finding)) for finding in findings]


def test_the_worst_comes_first() -> None:
    other = Finding("disk", "full", Health.BROKEN)
    assert worst_first([FINE, SO_SO, BROKEN, other]) == [BROKEN, other, SO_SO, FINE]


def test_only_something_broken_is_a_no() -> None:
    terminal = ListeningTerminal()
    own = answer_doctor([], terminal, [])
    assert answer_doctor([], terminal, more(FINE, SO_SO)) == own
    assert answer_doctor([], terminal, more(BROKEN)) == 1
    assert terminal.notes == []


def test_each_finding_is_a_row() -> None:
    terminal = ListeningTerminal()
    assert answer_doctor(["--json"], terminal, more(FINE, SO_SO, BROKEN)) == 1
    rows = terminal.data
    assert rows[0] == {
        "check": "captions",
        "health": "broken",
        "words": "The caption language a pack does not work on this computer.",
        "next": "Remove it and get it again.",
    }
    assert [row["check"] for row in rows if row["check"] == "program"]
    order = [["broken", "could_be_better", "good"].index(row["health"]) for row in rows]
    assert order == sorted(order)


def test_each_finding_is_a_line() -> None:
    terminal = ListeningTerminal()
    answer_doctor([], terminal, more(FINE, BROKEN))
    assert terminal.lines[0].startswith("Not working: The caption language a pack does not work")
    assert "Fine: Your voice goes into: Headset." in terminal.lines
