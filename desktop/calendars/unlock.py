"""Unlocks the keyring and the calendars behind it: at the start, and again on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.credentials.vault import KeyringLocked, KeyringProblem, KeyringSlow
from resources.platform.blocking import run_in_thread

if TYPE_CHECKING:
    from desktop.calendars.calendars import Calendars
    from desktop.credentials.keyring_vault import VaultChoice


class Unlocker:
    """Finds the vault (`find_vault` may block) and unlocks the calendars with it.

    Where the safe place stays shut the app goes on with one for this run, and
    `Calendars.trouble` says why, until `open` works.
    """

    def __init__(self, calendars: Calendars, find_vault: Callable[[], VaultChoice]) -> None:
        self._calendars = calendars
        self._find_vault = find_vault
        self._is_open = False

    async def open(self) -> bool:
        """Open it, or try to; say whether nothing is locked away. Raises `SealedBroken`."""
        choice = await run_in_thread(self._find_vault)
        problem = choice.problem
        try:
            if choice.vault.is_kept or not self._is_open:
                self._is_open = True
                await self._calendars.unlock(choice.vault)
        except KeyringProblem as locked_again:
            problem = locked_again
        self._calendars.trouble = problem if self._is_shut(problem) else None
        return self._calendars.trouble is None

    def _is_shut(self, problem: KeyringProblem | None) -> bool:
        """Say whether something may lie in there. Where there never was one, nothing does."""
        if isinstance(problem, KeyringLocked | KeyringSlow):
            return True
        return problem is not None and self._calendars.may_hold_calendars
