"""Chooses the link that leads into a session, and names the room it leads to.

Never an error, for an event may well have no link; never a silent choice between two rooms,
for a calendar adds its own meeting to an event that already has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from desktop.links.policy import LinkVerdict, Verdict, judge
from desktop.links.services import MeetingService, known_services
from desktop.links.url_parts import split_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.sessions.session import FoundLink

Policy = Callable[[str, Collection[str]], LinkVerdict]
"""A URL and the hosts that were added in, the verdict out (`desktop.links.policy.judge`)."""

_NUMBER = re.compile(r"@?[0-9][0-9-]{5,}", re.A)
_IN_QUERY = frozenset(
    {"event", "id", "k", "key", "meeting", "meetingid", "mtid", "room", "session", "v"}
)
"""Parts of a query or fragment that name the room where the path is the same for all."""


@dataclass(frozen=True)
class WayIn:
    """Which link leads into a session.

    `link` is the verdict on the one link that counts: allowed, or the best that was
    found with the reason why it may not be opened; None when there is no link, or
    when `choices` (two or more allowed links, to different rooms) must be put to the
    person.
    """

    link: LinkVerdict | None = None
    choices: tuple[LinkVerdict, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """Say in one word what may happen: "ask" for a choice too; None without any link."""
        if self.choices:
            return "ask"
        return self.link.verdict if self.link else None

    @property
    def opens(self) -> str | None:
        """Return the exact text to open, when there is one allowed link."""
        return self.link.opens if self.link else None

    @property
    def links(self) -> tuple[LinkVerdict, ...]:
        """Return the one link, or those to choose from, in the order to trust them."""
        return self.choices or ((self.link,) if self.link else ())

    @property
    def services(self) -> tuple[str, ...]:
        """Name the services, in the order to trust them."""
        return tuple(dict.fromkeys(one.service for one in self.links if one.service))


def find_way_in(
    links: Iterable[FoundLink], *, allowed_hosts: Collection[str] = (), policy: Policy = judge
) -> WayIn:
    """Choose the way in from `links`, which stand in the order to trust them.

    A moderator's own link and telephone links are left out. The first place that
    has a link of a service gives it; within one place the longest link to the same
    room wins, since it is the one that still has its passcode.
    """
    judged = [
        ((link.where, "VIDEO" in _features(link)), policy(link.url, allowed_hosts))
        for link in sorted(links, key=lambda link: "VIDEO" not in _features(link))
        if _is_for_members(link)
    ]
    best = _best_of_each([(place, one) for place, one in judged if one.verdict == "allow"])
    if best:
        return WayIn(choices=tuple(best)) if len(best) > 1 else WayIn(best[0])
    return WayIn(_best_refused([one for _, one in judged]))


def _is_for_members(link: FoundLink) -> bool:
    features = _features(link)
    only_phone = "PHONE" in features and "VIDEO" not in features
    return "MODERATOR" not in features and not only_phone and link.url[:4].lower() != "tel:"


def _features(link: FoundLink) -> frozenset[str]:
    return frozenset(part.strip() for part in link.feature.upper().split(","))


def _best_of_each(allowed: Sequence[tuple[tuple[str, bool], LinkVerdict]]) -> list[LinkVerdict]:
    """Return the best link of each room; what only goes with a meeting comes last or not."""
    places: dict[str, tuple[str, bool]] = {}
    best: dict[tuple[str, str], LinkVerdict] = {}
    for place, one in allowed:
        service = one.service or ""
        if places.setdefault(service, place) == place:
            room = service, room_name(one)
            best[room] = max(best.get(room, one), one, key=_length)
    links = list(best.values())
    return [one for one in links if not _goes_with_a_meeting(one)] or links


def _length(link: LinkVerdict) -> int:
    return len(link.opens or "") - len(link.host or "")


def _goes_with_a_meeting(link: LinkVerdict) -> bool:
    """Say whether it is a film or a chat room, often named beside the meeting itself."""
    service = service_of(link)
    return service is not None and service.beside


def _best_refused(links: Sequence[LinkVerdict]) -> LinkVerdict | None:
    """Return what says most: a host to ask about, then a service gone wrong, then the first."""
    ranks = {"ask": 0, "refuse": 2}
    return min(links, key=lambda one: ranks[one.verdict] - (one.service is not None), default=None)


def room_name(link: LinkVerdict) -> str:
    """Return what tells this room from another of the same service: a number, or words.

    It is fit to be shown, and holds no passcode.
    """
    parts = split_link(link.opens or "")
    if parts is None:
        return ""
    steps = [unquote(step) for step in parts.path.split("/") if step]
    number = next((step for step in steps if _NUMBER.fullmatch(step)), None)
    if number is not None:
        return number.replace("-", "")
    asked = (*parse_qsl(parts.query), *parse_qsl(parts.fragment))
    named = [value for name, value in asked if name.lower() in _IN_QUERY]
    return " ".join(["/".join(steps).casefold(), *named])


def service_of(link: LinkVerdict | None) -> MeetingService | None:
    """Return the known service that a judged link leads to."""
    service_id = link.service_id if link else None
    return known_services().by_id(service_id) if service_id else None
