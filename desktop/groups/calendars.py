"""The person's own calendars: the list in a sealed file, each address in the vault."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from desktop.credentials.sealed import SealedFile
from desktop.credentials.secret import Secret
from desktop.credentials.vault import Vault
from desktop.groups.addresses import check_address
from desktop.groups.kept import Kept
from desktop.groups.weekly import WeeklyRule
from resources.declared import Problem

Kind = Literal["address", "file", "caldav", "weekly"]


class CalendarSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where sessions come from. `id` is opaque; `name` is the person's own, for the screen only.

    An "address" or "caldav" has its address in the vault, a "file" its `path`, a
    "weekly" its rule; `group` is the id of the group whose card brought it, or "".
    """

    id: str
    kind: Kind
    name: str = ""
    path: str = ""
    weekly: WeeklyRule | None = None
    group: str = ""


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: tuple[CalendarSource, ...] = ()
    format: Literal[1] = 1


@dataclass(frozen=True)
class _Removed:
    source: CalendarSource
    address: Secret | None
    position: int


class Calendars:
    """The list of calendars: add, remove, undo. With no keyring it lasts for this run.

    Every method but `sources` may block (a keyring may ask for its password) and
    may raise a `Problem`; then nothing has changed.
    """

    def __init__(
        self,
        file: SealedFile,
        vault: Vault,
        *,
        new_id: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._kept = Kept(file, _List, _List())
        self._vault = vault
        self._new_id = new_id
        self._removed: _Removed | None = None

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return the calendars as they were last read; before `load`, none."""
        return self._kept.value.sources

    def load(self) -> tuple[CalendarSource, ...]:
        """Read the list. After `SealedBroken` it is empty; after others, try again."""
        return self._kept.read().sources

    def address(self, source: CalendarSource) -> Secret | None:
        """Return the address of a calendar, or None if it has none."""
        return self._vault.get(_name(source.id))

    def add_address(
        self, address: str, *, name: str = "", kind: Literal["address", "caldav"] = "address"
    ) -> CalendarSource:
        """Add a calendar on the web; one that is there already is returned as it is.

        Raises `BadAddress`, `NotPrivate`, a vault's problems, `SealedUnsaved`.
        """
        checked = check_address(address)
        for source in self.load():
            if source.kind == kind and self.address(source) == checked:
                return source
        source = CalendarSource(id=self._new_id(), kind=kind, name=name)
        self._insert(source, checked)
        return source

    def add_file(self, path: Path, *, name: str = "") -> CalendarSource:
        """Add a calendar in a file; the file stays where it is and is read again each time."""
        source = CalendarSource(
            id=self._new_id(), kind="file", name=name, path=str(path.absolute())
        )
        self._insert(source, None)
        return source

    def add_weekly(self, rule: WeeklyRule) -> CalendarSource:
        """Add a session that is every week at the same time."""
        source = CalendarSource(id=self._new_id(), kind="weekly", name=rule.name, weekly=rule)
        self._insert(source, None)
        return source

    def remove(self, identity: str) -> None:
        """Remove a calendar and its address. `undo_remove` brings the last one back.

        Its last good copy is the caller's to forget. Unknown ids are ignored.
        """
        position = next((i for i, one in enumerate(self.load()) if one.id == identity), None)
        if position is None:
            return
        source = self.sources[position]
        address = self.address(source)
        self._vault.forget(_name(identity))
        try:
            self._kept.change(lambda kept: _List(tuple(s for s in kept.sources if s != source)))
        except Problem:
            if address is not None:
                self._vault.set(_name(identity), address)
            raise
        self._removed = _Removed(source, address, position)

    def undo_remove(self) -> CalendarSource | None:
        """Bring back the calendar that was removed last in this run, where it stood."""
        removed, self._removed = self._removed, None
        if removed is None:
            return None
        try:
            self._insert(removed.source, removed.address, removed.position)
        except Problem:
            self._removed = removed
            raise
        return removed.source

    def _insert(
        self, source: CalendarSource, address: Secret | None, position: int | None = None
    ) -> None:
        if address is not None:
            self._vault.set(_name(source.id), address)

        def put(kept: _List) -> _List:
            at = len(kept.sources) if position is None else position
            return _List((*kept.sources[:at], source, *kept.sources[at:]))

        try:
            self._kept.change(put)
        except Problem:
            if address is not None:
                self._vault.forget(_name(source.id))
            raise


def _name(identity: str) -> str:
    """Name the vault's entry of one calendar's address."""
    return f"calendar/{identity}"
