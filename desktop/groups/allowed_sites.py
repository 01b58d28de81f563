"""Stored allow-list of websites that a helper added, besides those of group cards.

It is sealed: the name of a website can tell the name of a group.
"""

from __future__ import annotations

from desktop.links.policy import judge, may_be_added
from desktop.links.url_parts import split_link
from desktop.storage.typed_store import ByteStore, TypedStore
from resources.declared import Problem

NAME = "websites"
"""The name under which they are stored; no calendar has it."""

MOST = 50
"""How many websites at most; the oldest go first."""


class WebsiteWrong(Problem):
    """What was typed is not the exact name of one website."""

    key = "website_wrong"


class WebsiteRefused(Problem):
    """A website that nobody can allow: a look-alike, a short link, a service that is known."""

    key = "website_refused"


class AllowedSites:
    """Exact host names, oldest first. Until `load`, and without a store, they last for this run."""

    def __init__(self) -> None:
        self._copies: TypedStore | None = None
        self.hosts: tuple[str, ...] = ()

    async def load(self, store: ByteStore) -> None:
        """Read what earlier runs stored; what this run has learned is stored beside it."""
        self._copies = TypedStore(store)
        stored = await self._copies.get(NAME, tuple[str, ...]) or ()
        self.hosts = tuple(dict.fromkeys((*stored, *self.hosts)))

    async def allow(self, written: str) -> str:
        """Allow the website whose name, or one of whose links, is written; return its name.

        Raises `WebsiteWrong` or `WebsiteRefused`; then nothing has changed.
        """
        host = host_of(written)
        if host not in self.hosts:
            await self._set((*self.hosts, host)[-MOST:])
        return host

    async def remove(self, host: str) -> None:
        """Allow a website no more."""
        await self._set(tuple(one for one in self.hosts if one != host))

    async def _set(self, hosts: tuple[str, ...]) -> None:
        self.hosts = hosts
        if self._copies is not None:
            await self._copies.put(NAME, hosts)


def host_of(written: str) -> str:
    """Return the host that a helper means. Raises `WebsiteWrong` or `WebsiteRefused`.

    Only an honest host that Parlour does not know can be allowed, here and by a card.
    So no helper allows a look-alike by mistake.
    """
    text = written.strip().rstrip("/")
    link = text if "://" in text else f"https://{text}/"
    parts = split_link(link)
    if parts is None or "/" in text.partition("://")[0]:
        raise WebsiteWrong
    verdict = judge(f"https://{parts.authority}/", allowed_hosts=[parts.host])
    if verdict.host is None or verdict.rule in _FORM:
        raise WebsiteWrong
    if not may_be_added(verdict.host):
        raise WebsiteRefused
    return verdict.host


_FORM = frozenset({"characters", "escapes", "length", "host", "port", "userinfo", "private"})
