"""Opening the computer's safe place for links: at the start, and again when somebody asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.credentials.vault import KeyringLocked, KeyringProblem, KeyringSlow
from desktop.system.blocking import start

if TYPE_CHECKING:
    from desktop.calendars.calendars import Shelf
    from desktop.credentials.keyring_vault import Choice


class Unlocking:
    """Finds the vault (`find_vault` may block) and has the shelf use it.

    Where the safe place stays shut the app goes on with one for this run, and
    `Shelf.trouble` says why, until `open` works.
    """

    def __init__(self, shelf: Shelf, find_vault: Callable[[], Choice]) -> None:
        self._shelf = shelf
        self._find_vault = find_vault
        self._is_open = False

    async def open(self) -> bool:
        """Open it, or try to; say whether nothing is locked away. Raises `SealedBroken`."""
        choice = await asyncio.wrap_future(start(self._find_vault))
        problem = choice.problem
        try:
            if choice.vault.is_kept or not self._is_open:
                self._is_open = True
                await self._shelf.unlock(choice.vault)
        except KeyringProblem as locked_again:
            problem = locked_again
        self._shelf.trouble = problem if self._is_shut(problem) else None
        return self._shelf.trouble is None

    def _is_shut(self, problem: KeyringProblem | None) -> bool:
        """Say whether something may lie in there. Where there never was one, nothing does."""
        if isinstance(problem, KeyringLocked | KeyringSlow):
            return True
        return problem is not None and self._shelf.may_hold_calendars
