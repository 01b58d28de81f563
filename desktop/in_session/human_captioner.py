"""The page where a human captioner's words appear, opened by the same rules as every link.

Its address is often all that is needed to read along, so it is kept sealed.
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
"""The name under which it is kept; no calendar has it."""


class _Page(msgspec.Struct, frozen=True):
    """An address; `host` is the exact host that somebody said yes to, or empty."""

    address: str = ""
    host: str = ""


class HumanCaptioner:
    """One address, or none. Until `load`, and without a keep, it lasts for this run."""

    def __init__(self, outside: Launcher) -> None:
        self._outside = outside
        self._copies: TypedStore | None = None
        self._page = _Page()
        self._removed = _Page()

    async def load(self, keep: ByteStore) -> None:
        """Read the address of earlier runs; one given in this run counts more."""
        self._copies = TypedStore(keep)
        if not self._page.address:
            self._page = await self._copies.get(NAME, _Page) or _Page()

    @property
    def judgement(self) -> LinkVerdict | None:
        """Return the answer of the link rules about the address as it is kept; None for none."""
        page = self._page
        return _judge(page.address, page.host) if page.address else None

    @property
    def can_put_back(self) -> bool:
        """Say whether an address was removed in this run and none came after it."""
        return bool(self._removed.address and not self._page.address)

    def ask(self, text: str) -> LinkVerdict:
        """Judge what somebody typed or pasted; nothing is kept, no network is asked."""
        return _judge(_trimmed(text), "")

    async def keep(self, text: str, *, said_yes: bool = False) -> LinkVerdict:
        """Keep an address that may be opened, and return the answer about it.

        `said_yes`: somebody has looked at the exact host of an honest link to a place
        that is not known, and wants it. Any other answer than "allow" keeps nothing.
        """
        judgement = self.ask(text)
        host = ""
        if judgement.verdict == "ask" and said_yes:
            host = judgement.host or ""
            judgement = _judge(_trimmed(text), host)
        if judgement.verdict == "allow":
            await self._set(_Page(_trimmed(text), host))
        return judgement

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
        judgement = self.judgement
        if judgement is not None and judgement.opens is not None:
            await self._outside.open(judgement.opens)

    async def _set(self, page: _Page) -> None:
        self._page, self._removed = page, _Page()
        if self._copies is not None:
            await self._copies.put(NAME, page)


def _judge(address: str, host: str) -> LinkVerdict:
    return judge(address, allowed_hosts=[host] if host else [])


def _trimmed(text: str) -> str:
    """Return what was meant: without the marks a mail sets round it, and with https in front."""
    text = text.strip().removeprefix("<").removesuffix(">").strip()
    return f"https://{text}" if _BARE.match(text) else text
