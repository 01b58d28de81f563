"""What every test of the screen has: an app that is dressed as a person would see it."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from accessibility.qt.palette import AppLook
from tests.support.dressed import dressed
from tests.support.example import Example, living
from tests.support.opener import Opener


@pytest.fixture(scope="session")
def app_look(qapp: QApplication) -> AppLook:
    """Dress the one app once."""
    return dressed(qapp)


@pytest.fixture(autouse=True)
def garbage_of_this_thread() -> Iterator[None]:
    """Throw a test's garbage away where its windows were made, as the app does."""
    gc.disable()
    yield
    gc.collect(0)
    gc.enable()


@pytest.fixture
def look(app_look: AppLook) -> AppLook:
    """Return the app's look, light and at 100 % again."""
    app_look.wear("light", 100)
    return app_look


@pytest.fixture
async def example(look: AppLook, tmp_path: Path) -> AsyncIterator[Example]:
    """Return somebody's Parlour."""
    async with living(Example(tmp_path)) as made:
        yield made


@pytest.fixture
def go_to(example: Example) -> Iterator[Opener]:
    """Return what opens a window: `await go_to(Place.HELP)`."""
    opener = Opener(example)
    yield opener
    opener.close()
