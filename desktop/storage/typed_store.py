"""Keeping things across restarts without ever holding up what can be shown without them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

import msgspec

from desktop.system.blocking import start
from resources.declared import Problem

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

    def __init__(self, keep: ByteStore) -> None:
        self._keep = keep

    async def get(self, identity: str, kind: type[T]) -> T | None:
        """Return what is kept under `identity`, None if that is nothing or spoilt."""
        kept = await self._try(lambda: self._keep.get(identity))
        try:
            return None if kept is None else msgspec.msgpack.decode(kept, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    async def put(self, identity: str, thing: object) -> None:
        """Keep `thing` under `identity`."""
        await self._try(lambda: self._keep.put(identity, msgspec.msgpack.encode(thing)))

    async def forget(self, identity: str) -> None:
        """Drop what is kept under `identity`."""
        await self._try(lambda: self._keep.forget(identity))

    async def _try(self, work: Callable[[], T]) -> T | None:
        try:
            return await run_in_thread(work)
        except Problem as problem:
            log.info("the copies of calendars: %s", problem.key)
            return None


async def run_in_thread(work: Callable[[], T]) -> T:
    """Do blocking work in a thread that leaving the program does not wait for."""
    return await asyncio.wrap_future(start(work))
