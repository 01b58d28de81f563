"""Whether children are off the network is tried, not believed."""

from __future__ import annotations

import sys

import pytest

from resources.platform.protection import is_network_refused
from tests.support.process_rights import FILTERED


@FILTERED
def test_here_the_network_is_refused() -> None:
    assert is_network_refused()


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "import os; os.abort()"])
def test_a_way_out_and_a_child_that_dies_are_no_protection(code: str) -> None:
    assert not is_network_refused((sys.executable, "-c", code))


def test_no_child_is_no_protection() -> None:
    assert not is_network_refused(("/nowhere/no such program",))
