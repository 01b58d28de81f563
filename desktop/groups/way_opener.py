"""Opens the ways to take part in a group: links by the URL policy, and prepared e-mails."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING
from urllib.parse import quote

from desktop.groups.practice_group import is_practice_group
from desktop.links.policy import LinkVerdict, judge
from desktop.sessions.practice import PRACTICE_HOST, without_practice
from resources.declared import Problem

if TYPE_CHECKING:
    from desktop.browsers.launcher import Launcher
    from desktop.groups.group import Group, Way, WayKind

MAP = "map"
"""What a link on a card is for that is no way by itself: where the group meets."""


class WayRefused(Problem):
    """The link of a way is not one that may be opened."""

    key = "way_refused"


class WayOpener:
    """What opens a way outside Parlour.

    Links of the practice group go to `practice` and nowhere else, with the kind of their way;
    all others go to `outside`, and never to the practice host, whatever a card says.
    """

    def __init__(self, outside: Launcher, practice: Callable[[WayKind], None]) -> None:
        self._outside = outside
        self._practice = practice

    def link_of(self, group: Group, way: Way) -> LinkVerdict:
        """Judge the link of a way, as it would be opened now; no network is asked."""
        return judge(way.link, _hosts(group), way=way.kind)

    async def open_link(self, group: Group, way: Way) -> None:
        """Open the link of a way. Raises `WayRefused` and the launcher's `Problem`."""
        await self._open(group, way, self.link_of(group, way))

    async def open_map(self, group: Group, way: Way) -> None:
        """Open the map of where the group meets. Raises as `open_link` does."""
        await self._open(group, way, judge(way.map, _hosts(group), way=MAP))

    async def write(self, address: str, subject: str, text: str) -> None:
        """Begin an e-mail in the person's own program. Raises the launcher's `Problem`."""
        await self._outside.open(prepared_mail(address, subject, text))

    async def _open(self, group: Group, way: Way, link: LinkVerdict) -> None:
        if link.opens is None:
            raise WayRefused
        if is_practice_group(group):
            self._practice(way.kind)
        else:
            await self._outside.open(link.opens)


def prepared_mail(address: str, subject: str, text: str) -> str:
    """Return the link (RFC 6068) that begins an e-mail; lines end as they do in e-mails."""
    body = text.replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _hosts(group: Group) -> Collection[str]:
    """Return the hosts of a group's own; a helper's are for meetings alone."""
    return (PRACTICE_HOST,) if is_practice_group(group) else without_practice(group.hosts)
