"""What a test needs of the machine: skip with a sentence, or fail where everything is required."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip because `what` is not here; under `PARLOUR_REQUIRE_ALL=1` (CI) fail instead."""
    if os.environ.get("PARLOUR_REQUIRE_ALL") == "1":
        pytest.fail(f"required here, and missing: {what}")
    pytest.skip(what)


def program(name: str, package: str) -> str:
    """Return the path of a program, or say which Debian package brings it."""
    found = shutil.which(name)
    if found is None:
        missing(f"{name} is not installed: apt-get install {package}")
    return found
