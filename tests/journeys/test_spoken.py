"""Parlour as it is heard: a real Orca, a keyboard, and nothing seen.

Each road lies as a script in `spoken/`. All that Orca says is there, in its order.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.screen_reader import ScreenReader


@pytest.fixture
def orca(desk: Desk) -> Iterator[ScreenReader]:
    """A screen reader that runs before Parlour does."""
    with ScreenReader(desk) as reader:
        yield reader


def test_first_start_practice_and_leaving(desk: Desk, person: Person, orca: ScreenReader) -> None:
    desk.env["PULSE_SERVER"] = f"unix:{desk.root}/no-such-server"
    orca.goes("first_start_to_leaving", {"Parlour starts": person.open_parlour})
