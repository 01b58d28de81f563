"""Data types of a group: contact, ways to take part, numbers to dial, hosts, agreement."""

from __future__ import annotations

from typing import Literal

import msgspec

from desktop.links.phone import dial_in
from desktop.sessions.session import Phone

WayKind = Literal[
    "video", "phone", "chat", "forum", "email", "post", "in_person", "buddy", "activity"
]


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person to turn to: the helper, or who runs the group."""

    name: str
    phone: str = ""
    email: str = ""
    hours: str = ""


class Way(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to take part in the group, in the group's own words."""

    kind: WayKind
    words: str


class DialIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number to join a session by telephone; `meeting` is the number of the meeting, if any."""

    number: str
    meeting: str = ""


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group. `id` is opaque and stays the same when the group sends a newer card.

    `hosts` are the exact web hosts its meetings may be on besides the known
    services; `agreement` are the group's own rules, a line each; `captions` says
    what the group does for people who read what is said. The name never reaches
    a log or an unsealed file.
    """

    id: str
    name: str
    language: str = ""
    contact: Contact | None = None
    ways: tuple[Way, ...] = ()
    hosts: tuple[str, ...] = ()
    dial_in: tuple[DialIn, ...] = ()
    agreement: tuple[str, ...] = ()
    captions: str = ""


def phones_of(group: Group) -> tuple[Phone, ...]:
    """Return the numbers to join the sessions of a group by, as sessions have them."""
    found = ((dial_in(one.number), one) for one in group.dial_in)
    return tuple(
        Phone((number.link or one.number).removeprefix("tel:"), one.meeting.replace(" ", ""))
        for number, one in found
        if number is not None
    )
