"""Storage of the person's own calendars: the list in a sealed file, credentials in the vault."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from desktop.credentials.secret import Secret
from desktop.credentials.vault import Vault
from desktop.feeds.http import check_address
from desktop.feeds.problems import CalendarRemoved
from desktop.sessions.weekly import WeeklyRule
from desktop.storage.sealed_file import SealedFile
from desktop.storage.sealed_value import SealedValue
from resources.declared import Problem

Kind = Literal["address", "file", "caldav", "weekly"]


class CalendarSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where sessions come from. `id` is opaque; `name` is the person's own, for the screen only.

    An "address" or "caldav" has its `FeedAccess` in the vault, a "file" its `path`, a
    "weekly" its rule; `group` is the id of the group whose card brought it, or "".
    """

    id: str
    kind: Kind
    name: str = ""
    path: str = ""
    weekly: WeeklyRule | None = None
    group: str = ""

    @property
    def rank(self) -> int:
        """How far it is trusted: what a group's card brought most, a loose file least."""
        if self.group:
            return 0
        return 2 if self.kind == "file" else 1


@dataclass(frozen=True)
class FeedAccess:
    """What opens a calendar on the web; `user` and `password` only for "caldav"."""

    address: Secret
    user: Secret | None = None
    password: Secret | None = None


@dataclass(frozen=True)
class NewCalendar:
    """A calendar that may be added, with what opens it."""

    source: CalendarSource
    access: FeedAccess | None = None


def new_address(address: str) -> NewCalendar:
    """Return a calendar on the web. Raises `BadAddress` or `NotPrivate`."""
    source = CalendarSource(id=_new_id(), kind="address")
    return NewCalendar(source, FeedAccess(check_address(address)))


def new_caldav(address: str, user: str, password: str, *, name: str = "") -> NewCalendar:
    """Return a calendar on a CalDAV server. Raises `BadAddress` or `NotPrivate`."""
    source = CalendarSource(id=_new_id(), kind="caldav", name=name)
    access = FeedAccess(check_address(address), Secret(user), Secret(password))
    return NewCalendar(source, access)


def new_file(path: Path) -> NewCalendar:
    """Return a calendar in a file; the file stays where it is and is read again each time."""
    source = CalendarSource(id=_new_id(), kind="file", path=str(path.absolute()))
    return NewCalendar(source)


def new_weekly(rule: WeeklyRule) -> NewCalendar:
    """Return a session that is every week at the same time."""
    return NewCalendar(CalendarSource(id=_new_id(), kind="weekly", name=rule.name, weekly=rule))


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: tuple[CalendarSource, ...] = ()
    format: Literal[1] = 1


@dataclass(frozen=True)
class _Removed:
    source: CalendarSource
    access: FeedAccess | None
    position: int


class SavedCalendars:
    """The list of calendars: add, remove, undo. With no keyring it lasts for this run.

    Every method but `sources` may block (a keyring may ask for its password) and
    may raise a `Problem`; then nothing has changed.
    """

    def __init__(self, file: SealedFile, vault: Vault) -> None:
        self._list = SealedValue(file, _List, _List())
        self._vault = vault
        self._removed: list[_Removed] = []

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return the calendars as they were last read; before `load`, none."""
        return self._list.value.sources

    @property
    def is_read(self) -> bool:
        """Say whether the list could be read."""
        return self._list.is_read

    def load(self) -> tuple[CalendarSource, ...]:
        """Read the list. After `SealedBroken` it is empty; after others, try again."""
        return self._list.read().sources

    def access(self, source: CalendarSource) -> FeedAccess | None:
        """Return what opens a calendar, or None if it needs nothing or the vault has lost it."""
        found = {part: self._vault.get(name) for part, name in _names(source)}
        address = found.pop("address", None)
        if address is None or None in found.values():
            return None
        return FeedAccess(address, **found)

    def address(self, source: CalendarSource) -> Secret | None:
        """Return the address of a calendar, or None if it has none."""
        access = self.access(source)
        return access.address if access else None

    def same_as(self, new: NewCalendar) -> CalendarSource | None:
        """Return the calendar that is there already and is the same as a new one, or None."""
        return next((one for one in self.load() if self._is_same(one, new)), None)

    def add(self, new: NewCalendar) -> CalendarSource:
        """Add a calendar; one that is there already is returned as it is.

        Raises a vault's problems or `SealedUnsaved`.
        """
        there = self.same_as(new)
        if there is None:
            self._insert(new.source, new.access, len(self.sources))
        return there or new.source

    def remove(self, identity: str) -> None:
        """Remove a calendar and what opens it. `undo_remove` brings it back.

        Its last good copy is the caller's to forget. Unknown ids are ignored.
        """
        removed = self._take_off(identity)
        if removed is not None:
            self._removed.append(removed)

    def withdraw(self, identity: str) -> None:
        """Remove a calendar as if it had never been there: there is no undo."""
        self._take_off(identity)

    def exchange(self, identity: str, new: CalendarSource) -> None:
        """Put a calendar that needs no access in place of another such one.

        Raises `CalendarRemoved` where that one is not there any more.
        """

        def put(saved: _List) -> _List:
            if all(one.id != identity for one in saved.sources):
                raise CalendarRemoved
            return _List(tuple(new if one.id == identity else one for one in saved.sources))

        self._list.change(put)

    def renew(self, source: CalendarSource, access: FeedAccess) -> None:
        """Store another password for a calendar."""
        self._remember(source, access)

    def undo_remove(self) -> CalendarSource | None:
        """Bring back, where it stood, what was removed last in this run; then the one before."""
        if not self._removed:
            return None
        removed = self._removed[-1]
        self._insert(removed.source, removed.access, removed.position)
        self._removed.pop()
        return removed.source

    def _is_same(self, one: CalendarSource, new: NewCalendar) -> bool:
        if (one.kind, one.path, one.weekly) != (
            new.source.kind,
            new.source.path,
            new.source.weekly,
        ):
            return False
        if new.access is None:
            return True
        there = self.access(one)
        ours = (new.access.address, new.access.user)
        return there is not None and (there.address, there.user) == ours

    def _take_off(self, identity: str) -> _Removed | None:
        position = next((i for i, one in enumerate(self.load()) if one.id == identity), None)
        if position is None:
            return None
        source = self.sources[position]
        access = self.access(source)
        try:
            self._forget(source)
            self._list.change(lambda saved: _List(tuple(s for s in saved.sources if s != source)))
        except Problem:
            with contextlib.suppress(Problem):
                self._remember(source, access)
            raise
        return _Removed(source, access, position)

    def _insert(self, source: CalendarSource, access: FeedAccess | None, position: int) -> None:
        def put(saved: _List) -> _List:
            return _List((*saved.sources[:position], source, *saved.sources[position:]))

        try:
            self._remember(source, access)
            self._list.change(put)
        except Problem:
            with contextlib.suppress(Problem):
                self._forget(source)
            raise

    def _remember(self, source: CalendarSource, access: FeedAccess | None) -> None:
        for part, name in _names(source):
            secret: Secret | None = getattr(access, part, None)
            if secret is not None:
                self._vault.set(name, secret)

    def _forget(self, source: CalendarSource) -> None:
        for _, name in _names(source):
            self._vault.forget(name)


def _names(source: CalendarSource) -> Iterator[tuple[str, str]]:
    """Name the parts of a calendar's `FeedAccess`, and the vault's entry of each."""
    if source.kind in ("address", "caldav"):
        yield "address", f"calendar/{source.id}"
    if source.kind == "caldav":
        yield "user", f"calendar/{source.id}/user"
        yield "password", f"calendar/{source.id}/password"


def _new_id() -> str:
    return secrets.token_hex(8)
