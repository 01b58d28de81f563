"""What every journey begins with: a desk of its own, and a person at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer

PRESSES = "presses"
"""The property in which a journey says how many presses a road took."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys that listen: they need the computer for themselves, or words are late."""
    for item in items:
        if "sound" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.listens)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many presses the roads took whose presses were counted."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == PRESSES and report.when == "call":
                terminalreporter.write_line(str(value))


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A screen and the buses of a desktop; no keyring, no sound, no browser until plugged in.

    After every journey all that was written is searched for `desk.secrets`.
    """
    with Desk() as made:
        yield made
        assert made.leaks() == []


@pytest.fixture
def person(desk: Desk) -> Iterator[Person]:
    """Somebody at the desk who uses Parlour through the accessibility bus."""
    with Person(desk) as somebody:
        yield somebody


@pytest.fixture
def sound(desk: Desk) -> Iterator[SoundServer]:
    """A real sound server with a virtual loudspeaker, plugged into the desk."""
    with SoundServer() as server:
        desk.env |= server.env
        yield server
