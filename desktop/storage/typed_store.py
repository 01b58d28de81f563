"""Typed values in a store of bytes, read and written off the event loop; failures are logged."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

import msgspec

from resources.declared import Problem
from resources.platform.blocking import run_in_thread

T = TypeVar("T")
log = logging.getLogger(__name__)


class ByteStore(Protocol):
    """Keeps bytes safe across restarts, by an id that tells nothing."""

    def get(self, identity: str, /) -> bytes | None:
        """Return what is kept, or None. May raise a `Problem`."""
        ...

    def put(self, identity: str, body: bytes, /) -> None:
        """Keep `body`. May raise a `Problem`."""
        ...

    def forget(self, identity: str, /) -> None:
        """Drop what is kept. May raise a `Problem`."""
        ...


class TypedStore:
    """What a `ByteStore` holds, typed, asked in threads. Its problems are only logged."""

    def __init__(self, store: ByteStore) -> None:
        self._store = store

    async def get(self, identity: str, kind: type[T]) -> T | None:
        """Return what is kept under `identity`, None if that is nothing or spoilt."""
        body = await self._try(lambda: self._store.get(identity))
        try:
            return None if body is None else msgspec.msgpack.decode(body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    async def put(self, identity: str, thing: object) -> None:
        """Keep `thing` under `identity`."""
        await self._try(lambda: self._store.put(identity, msgspec.msgpack.encode(thing)))

    async def forget(self, identity: str) -> None:
        """Drop what is kept under `identity`."""
        await self._try(lambda: self._store.forget(identity))

    async def _try(self, work: Callable[[], T]) -> T | None:
        try:
            return await run_in_thread(work)
        except Problem as problem:
            log.info("the copies of calendars: %s", problem.key)
            return None
