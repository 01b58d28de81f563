from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.keyring_service import KeyringService, run_keyring_service


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringService]:
    """A real keyring service, which this process meets too."""
    yield from run_keyring_service(tmp_path, monkeypatch)
