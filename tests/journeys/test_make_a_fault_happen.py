"""The chore that makes faults happen: two of them, and what it says of each."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.support.source import ROOT


def chore(*words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.faults", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_each_fault_is_named_and_described() -> None:
    named = [line.partition(": ") for line in chore("--list")]
    assert len(named) > 20
    assert all(name and described for name, _, described in named)


@pytest.mark.parametrize("name", ["settings-killed", "key-killed", "pack-swap-killed"])
def test_a_writer_that_is_killed_loses_nothing(name: str) -> None:
    (line,) = chore("--only", name, "--kills", "3", "--json")
    row: dict[str, Any] = json.loads(line)
    assert (row["name"], row["sees"], row["lost"]) == (name, [], "nothing")


def test_another_keyring_for_a_while_is_said_and_loses_nothing() -> None:
    (line,) = chore("keyring-other", "--json")
    row: dict[str, Any] = json.loads(line)
    assert any("another key" in seen for seen in row["sees"])
    assert (row["lost"], row["seconds"] is not None) == ("nothing", True)
