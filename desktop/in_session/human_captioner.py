"""Stores and opens the web page of a human captioner, by the same URL policy as every link.

Its address is often all that is needed to read along, so it is stored sealed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from desktop.links.policy import LinkVerdict, judge
from desktop.storage.typed_store import ByteStore, TypedStore

if TYPE_CHECKING:
    from desktop.browsers.launcher import Launcher

_BARE = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[/?#]|$)")
"""An address as people say it, without what comes before the name of the website."""

NAME = "captioner"
"""The name under which it is stored; no calendar has it."""


class _Page(msgspec.Struct, frozen=True):
    """An address; `host` is the exact host that somebody said yes to, or empty."""

    address: str = ""
    host: str = ""


class HumanCaptioner:
    """One address, or none. Until `load`, and without a store, it lasts for this run."""

    def __init__(self, outside: Launcher) -> None:
        self._outside = outside
        self._store: TypedStore | None = None
        self._page = _Page()
        self._removed = _Page()

    async def load(self, store: ByteStore) -> None:
        """Read the address of earlier runs; one given in this run counts more."""
        self._store = TypedStore(store)
        if not self._page.address:
            self._page = await self._store.get(NAME, _Page) or _Page()

    @property
    def verdict(self) -> LinkVerdict | None:
        """Return the verdict on the stored address; None where there is none."""
        page = self._page
        return _verdict_on(page.address, page.host) if page.address else None

    @property
    def can_put_back(self) -> bool:
        """Say whether an address was removed in this run and none came after it."""
        return bool(self._removed.address and not self._page.address)

    def check(self, text: str) -> LinkVerdict:
        """Judge what somebody typed or pasted; nothing is stored, no network is asked."""
        return _verdict_on(_trimmed(text), "")

    async def save(self, text: str, *, said_yes: bool = False) -> LinkVerdict:
        """Store an address that may be opened, and return the verdict on it.

        `said_yes`: somebody has looked at the exact host of an honest link to a place
        that is not known, and wants it. Any other verdict than "allow" stores nothing.
        """
        link = self.check(text)
        host = ""
        if link.verdict == "ask" and said_yes:
            host = link.host or ""
            link = _verdict_on(_trimmed(text), host)
        if link.verdict == "allow":
            await self._set(_Page(_trimmed(text), host))
        return link

    async def remove(self) -> None:
        """Forget the address; `put_back` brings it back in this run."""
        removed = self._page
        await self._set(_Page())
        self._removed = removed

    async def put_back(self) -> None:
        """Bring back the address that was removed."""
        if self.can_put_back:
            await self._set(self._removed)

    async def open(self) -> None:
        """Open exactly what was checked, in the browser. Raises the launcher's `Problem`."""
        link = self.verdict
        if link is not None and link.opens is not None:
            await self._outside.open(link.opens)

    async def _set(self, page: _Page) -> None:
        self._page, self._removed = page, _Page()
        if self._store is not None:
            await self._store.put(NAME, page)


def _verdict_on(address: str, host: str) -> LinkVerdict:
    return judge(address, allowed_hosts=[host] if host else [])


def _trimmed(text: str) -> str:
    """Return what was meant: without the marks a mail sets round it, and with https in front."""
    text = text.strip().removeprefix("<").removesuffix(">").strip()
    return f"https://{text}" if _BARE.match(text) else text
