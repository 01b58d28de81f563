"""Stores secrets in memory only, until Parlour closes."""

from __future__ import annotations

from desktop.credentials.secret import Secret
from desktop.credentials.vault import checked_name


class MemoryVault:
    """The vault of last resort: nothing reaches the disk, nothing outlives this run."""

    is_kept = False

    def __init__(self) -> None:
        self._secrets: dict[str, Secret] = {}

    def get(self, name: str) -> Secret | None:
        return self._secrets.get(checked_name(name))

    def set(self, name: str, secret: Secret) -> None:
        self._secrets[checked_name(name)] = secret

    def forget(self, name: str) -> None:
        self._secrets.pop(checked_name(name), None)
