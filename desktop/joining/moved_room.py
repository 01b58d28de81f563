"""Has the way into a known session moved? (Rule: say so, before anybody goes there.)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.links.services import known_services
from resources.declared import Setting

if TYPE_CHECKING:
    from desktop.links.policy import LinkVerdict

ASK_WHEN_MOVED = Setting("joining.ask_when_moved", False, (False, True))
"""Whether the helper is to be asked before the person follows a session to another place."""


@dataclass(frozen=True)
class KnownRoom:
    """Where a session was held the last time: enough to notice a move, and no secret."""

    service: str
    host: str


@dataclass(frozen=True)
class MovedRoom:
    """A session whose link now goes to another service or host."""

    before: KnownRoom
    now: KnownRoom

    @property
    def key(self) -> str:
        """Name the words that say it; `details` fill their blanks."""
        return "room.new_service" if self.before.service != self.now.service else "room.new_host"

    @property
    def details(self) -> dict[str, str | int]:
        """Fill the blanks of those words."""
        by_service = self.key == "room.new_service"
        before, now = self.before, self.now
        return {
            "before": before.service if by_service else before.host,
            "now": now.service if by_service else now.host,
        }


def room_of(judgement: LinkVerdict) -> KnownRoom | None:
    """Return what to remember of an allowed link."""
    if judgement.verdict != "allow" or judgement.service is None or judgement.host is None:
        return None
    return KnownRoom(judgement.service, judgement.host)


def moved(before: KnownRoom | None, judgement: LinkVerdict) -> MovedRoom | None:
    """Compare an allowed link with where the session was before.

    The hosts of one known service (us02web.zoom.us, us06web.zoom.us) change from
    week to week and are no move; a host that a group added is.
    """
    now = room_of(judgement)
    if before is None or now is None or before == now:
        return None
    services = known_services()
    both_known = services.at(before.host) is not None and services.at(now.host) is not None
    return None if before.service == now.service and both_known else MovedRoom(before, now)
