"""A vault that says it outlives the run, for what is tested without a real keyring."""

from __future__ import annotations

from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.secret import Secret
from desktop.credentials.vault import KeyringLocked


class KeptVault(MemoryVault):
    """Secrets in memory, handed from one "start" of the app to the next by the test.

    `is_locked` makes every call fail as a locked keyring does; with a `room_left`
    it takes only so many more secrets.
    """

    is_kept = True
    is_locked = False
    room_left: int | None = None

    def get(self, name: str) -> Secret | None:
        self._refuse_if_locked()
        return super().get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._refuse_if_locked()
        if self.room_left is not None:
            self.room_left -= 1
            if self.room_left < 0:
                raise KeyringLocked
        super().set(name, secret)

    def forget(self, name: str) -> None:
        self._refuse_if_locked()
        super().forget(name)

    def names(self) -> list[str]:
        """Name what is kept."""
        return sorted(self._secrets)

    def _refuse_if_locked(self) -> None:
        if self.is_locked:
            raise KeyringLocked
