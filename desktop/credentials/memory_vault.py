"""Stores secrets in memory only, until Parlour closes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from desktop.credentials.secret import Secret
from desktop.credentials.vault import checked_name


class MemoryVault:
    """The vault of last resort: nothing reaches the disk, nothing outlives this run."""

    is_kept = False

    def __init__(self) -> None:
        self._secrets: dict[str, Secret] = {}
        self._alone = Lock()

    def get(self, name: str) -> Secret | None:
        return self._secrets.get(checked_name(name))

    def set(self, name: str, secret: Secret) -> None:
        self._secrets[checked_name(name)] = secret

    def forget(self, name: str) -> None:
        self._secrets.pop(checked_name(name), None)

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._alone:
            yield
