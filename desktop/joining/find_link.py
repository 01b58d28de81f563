"""Which of the links of an event is the way in.

The links come in the order to trust them. Never an error: an event may well have
no link. Never a silent choice: two different services are a question, because a
calendar adds its own room to an event that already has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.links.policy import LinkVerdict, Verdict, judge
from desktop.links.services import known_services

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


class LinkLike(Protocol):
    """A link as it stands in an event (`desktop.sessions.session.FoundLink` is one)."""

    @property
    def url(self) -> str:
        """The link, to the byte."""
        ...

    @property
    def where(self) -> str:
        """The place in the event: "conference", "url", "location", …"""
        ...

    @property
    def feature(self) -> str:
        """What the CONFERENCE property says it is for ("VIDEO", "PHONE,AUDIO"), or nothing."""
        ...


@dataclass(frozen=True)
class WayIn:
    """How to get into a session.

    `judgement` is the answer about the one link that counts: allowed, or the best
    that was found with the reason why it may not be opened; None when there is no
    link, or when `choices` (two or more allowed links, of different services) must
    be put to the person.
    """

    judgement: LinkVerdict | None = None
    choices: tuple[LinkVerdict, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """Say in one word what may happen: "ask" for a choice too; None without any link."""
        if self.choices:
            return "ask"
        return self.judgement.verdict if self.judgement else None

    @property
    def opens(self) -> str | None:
        """Return the exact text to open, when there is one allowed link."""
        return self.judgement.opens if self.judgement else None

    @property
    def services(self) -> tuple[str, ...]:
        """Name the services, in the order to trust them."""
        every = self.choices or ((self.judgement,) if self.judgement else ())
        return tuple(one.service for one in every if one.service)


def find_way_in(links: Iterable[LinkLike], *, allowed_hosts: Collection[str] = ()) -> WayIn:
    """Choose the way in from `links`, which stand in the order to trust them.

    A moderator's own link and telephone links are left out. The first place that
    has a link of a service gives it; within one place the longest link of that
    service wins, since it is the one that still has its passcode.
    """
    judged = [
        (link.where, judge(link.url, allowed_hosts=allowed_hosts))
        for link in sorted(links, key=lambda link: "VIDEO" not in _features(link))
        if _is_for_us(link)
    ]
    rooms = _rooms([(where, one) for where, one in judged if one.verdict == "allow"])
    if len(rooms) > 1:
        return WayIn(choices=tuple(rooms))
    if rooms:
        return WayIn(rooms[0])
    return WayIn(_best_refused([one for _, one in judged]))


def _is_for_us(link: LinkLike) -> bool:
    features = _features(link)
    only_phone = "PHONE" in features and "VIDEO" not in features
    return "MODERATOR" not in features and not only_phone and link.url[:4].lower() != "tel:"


def _features(link: LinkLike) -> frozenset[str]:
    return frozenset(part.strip() for part in link.feature.upper().split(","))


def _rooms(allowed: Sequence[tuple[str, LinkVerdict]]) -> list[LinkVerdict]:
    """Return the best link of each service; what only goes with a meeting comes last or not."""
    best: dict[str, tuple[str, LinkVerdict]] = {}
    for where, one in allowed:
        name = one.service or ""
        first_where, first = best.setdefault(name, (where, one))
        if where == first_where and len(one.opens or "") > len(first.opens or ""):
            best[name] = (where, one)
    rooms = [one for _, one in best.values()]
    return [one for one in rooms if not _goes_with_a_meeting(one)] or rooms


def _goes_with_a_meeting(judgement: LinkVerdict) -> bool:
    """Say whether it is a film or a chat room, often named beside the meeting itself."""
    service = known_services().by_id(judgement.service_id or "")
    return service is not None and service.beside


def _best_refused(judged: Sequence[LinkVerdict]) -> LinkVerdict | None:
    """Return what says most: a host to ask about, then a service gone wrong, then the first."""
    ranks = {"ask": 0, "refuse": 2}
    return min(judged, key=lambda one: ranks[one.verdict] - (one.service is not None), default=None)
