"""Stores the person's notes after sessions: sealed on this computer, and for nobody else."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import msgspec

from desktop.storage.typed_store import ByteStore, TypedStore
from resources.declared import Problem
from resources.platform.blocking import run_in_thread
from resources.platform.watchers import Watchers

NAME = "notes"
"""The name under which they are stored; no calendar has it."""

LONGEST_CHARS = 4000
"""Characters: some 3 pages. More than that was pasted, and is no note."""


class NoteEmpty(Problem):
    """A note was to say nothing."""

    key = "note_empty"


class NoteTooLong(Problem):
    """A note was to say more than there is room for."""

    key = "note_long"


class NotesUnsaved(Problem):
    """The notes could not be written; those on the disk are as they were."""

    key = "notes_unsaved"


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody wrote `at` a moment, after a session of a `group` or of none ("")."""

    id: str
    at: datetime
    group: str
    text: str

    def __repr__(self) -> str:
        """Tell nothing of what was written: this may stand in a traceback."""
        return "Note(…)"


class Notes:
    """All notes. Until `load`, and without a keyring, they last for this run.

    Each change is whole: where it raises a `Problem`, all is as it was before.
    """

    def __init__(self) -> None:
        self._store: ByteStore | None = None
        self._notes: dict[str, Note] = {}
        self._deleted: dict[str, Note] = {}
        self._lock = asyncio.Lock()
        self._watchers = Watchers()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` when the notes were read, until what is returned is called."""
        return self._watchers.add(watcher)

    async def load(self, store: ByteStore) -> None:
        """Read the notes of earlier runs; those written in this one are kept with them."""
        async with self._lock:
            stored = await TypedStore(store).get(NAME, dict[str, Note]) or {}
            self._store = store
            both = stored | self._notes
            self._notes = both
            if both != stored:
                with suppress(Problem):  # they are in memory, and go with the next change
                    await self._put(both)
        self._watchers.tell()

    @property
    def is_loaded(self) -> bool:
        """Say whether the notes of earlier runs were read."""
        return self._store is not None

    @property
    def all(self) -> tuple[Note, ...]:
        """Return the notes, the newest first."""
        return tuple(sorted(self._notes.values(), key=lambda note: note.at, reverse=True))

    @property
    def can_undo(self) -> bool:
        """Say whether there is something deleted that can be put back."""
        return bool(self._deleted)

    def find(self, identity: str) -> Note | None:
        """Return a note by its id; None once it was deleted."""
        return self._notes.get(identity)

    async def add(self, text: str, group: str, now: datetime) -> Note:
        """Keep a new note. Raises `NoteEmpty`, `NoteTooLong` or `NotesUnsaved`."""
        note = Note(secrets.token_hex(6), now, group, _checked(text))
        async with self._lock:
            await self._put(self._notes | {note.id: note})
        return note

    async def change(self, identity: str, text: str) -> None:
        """Give a note other words; its day stays. Raises as `add`."""
        text = _checked(text)
        async with self._lock:
            note = self._notes.get(identity)
            if note is not None:
                changed = msgspec.structs.replace(note, text=text)
                await self._put_twice(self._notes | {identity: changed})

    async def delete(self, identity: str) -> None:
        """Delete a note; until `let_go`, `undo` brings it back. Raises `NotesUnsaved`."""
        async with self._lock:
            gone = {name: note for name, note in self._notes.items() if name == identity}
            await self._put_twice({n: note for n, note in self._notes.items() if n not in gone})
            self._deleted = gone

    async def delete_all(self) -> None:
        """Delete every note, and the files they stood in; `undo` as after `delete`."""
        async with self._lock:
            store = self._store
            try:
                if store is not None:
                    await run_in_thread(lambda: store.forget(NAME))
            except Problem:
                raise NotesUnsaved from None
            self._notes, self._deleted = {}, self._notes

    async def undo(self) -> None:
        """Put back what was deleted last. Raises `NotesUnsaved`."""
        async with self._lock:
            await self._put(self._notes | self._deleted)
            self._deleted = {}

    def let_go(self) -> None:
        """Forget for good what was deleted: the person has gone on."""
        self._deleted = {}

    async def _put_twice(self, notes: dict[str, Note]) -> None:
        """Put notes in place of those there were, and of the ones that are stored behind them."""
        await self._put(notes)
        with suppress(Problem):  # the next change takes what is behind; the newest is right
            await self._put(notes)

    async def _put(self, notes: dict[str, Note]) -> None:
        store = self._store
        if store is not None:
            body = msgspec.msgpack.encode(notes)
            try:
                await run_in_thread(lambda: store.put(NAME, body))
            except Problem:
                raise NotesUnsaved from None
        self._notes = notes


def _checked(text: str) -> str:
    """Return the words of a note without blank ends. Raises `NoteEmpty` or `NoteTooLong`."""
    text = text.strip()
    if not text:
        raise NoteEmpty
    if len(text) > LONGEST_CHARS:
        raise NoteTooLong
    return text
