"""Whether children are off the network and off files is tried, not believed."""

from __future__ import annotations

import sys

import pytest

from resources.platform.protection import what_is_refused
from tests.support.process_rights import FILE_LOCKED, FILTERED


@FILTERED
def test_here_the_network_is_refused() -> None:
    assert "network" in what_is_refused()


@FILE_LOCKED
def test_here_files_are_refused() -> None:
    assert "files" in what_is_refused()


@pytest.mark.parametrize(
    "code",
    ["raise SystemExit(1)", "import os; os.abort()", "print('network'); raise SystemExit(1)"],
)
def test_a_child_that_fails_is_no_protection(code: str) -> None:
    assert not what_is_refused((sys.executable, "-c", code))


def test_no_child_is_no_protection() -> None:
    assert not what_is_refused(("/nowhere/no such program",))
