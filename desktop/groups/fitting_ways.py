"""Which kinds of ways fit somebody today, by the answers to 3 plain questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from desktop.groups.group import WAY_KINDS, WayKind

Need = Literal["connection", "room", "time"]
"""A good connection, a room of one's own, time today."""

NEEDS: tuple[Need, ...] = get_args(Need)
"""What is asked about, in this order."""

NEEDED: Mapping[WayKind, frozenset[Need]] = {
    "video": frozenset({"connection", "room", "time"}),
    "phone": frozenset({"room", "time"}),
    "chat": frozenset(),
    "forum": frozenset(),
    "social": frozenset(),
    "buddy": frozenset({"room", "time"}),
    "activity": frozenset({"connection", "time"}),
    "phone_tree": frozenset({"room"}),
    "email": frozenset(),
    "post": frozenset(),
    "in_person": frozenset({"time"}),
}
"""What each kind needs of the person's day; in writing everybody can take part at any time."""


def fitting_ways(there: Collection[Need]) -> list[WayKind]:
    """Return the kinds that need no more than what is `there`, those that use most of it first."""
    fitting = [kind for kind in WAY_KINDS if NEEDED[kind] <= frozenset(there)]
    return sorted(fitting, key=lambda kind: -len(NEEDED[kind]))
