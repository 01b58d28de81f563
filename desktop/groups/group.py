"""Data types of a group: contact, ways to take part, numbers to dial, hosts, rules."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import Annotated, Literal, TypeAlias, get_args

import msgspec

from desktop.links.phone import dial_in
from desktop.sessions.session import Phone

WayKind = Literal[
    "video",
    "phone",
    "chat",
    "forum",
    "social",
    "buddy",
    "activity",
    "phone_tree",
    "email",
    "post",
    "in_person",
]
WAY_KINDS: tuple[WayKind, ...] = get_args(WayKind)
"""The kinds of ways, in the order in which they are shown."""

LocalTime: TypeAlias = Annotated[datetime, msgspec.Meta(tz=False)]
"""A day and a time as the clock shows them in the place that it is about."""

Subject = Literal[
    "cameras",
    "names",
    "turns",
    "chat",
    "stays",
    "recording",
    "lateness",
    "outside",
    "leads",
    "broken",
    "other",
]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
"""What a rule can be about, in the order in which rules are read."""


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person to turn to: the helper, or who runs the group."""

    name: str
    phone: str = ""
    email: str = ""
    hours: str = ""


class TreePerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody in a telephone tree, where each person calls the next."""

    name: str
    phone: str


class Way(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to take part in the group, in the group's own words, and what it needs to be opened.

    Which of the fields a kind may have stands in `card_rules.USES`. `when`, `ready` (what to
    have ready), `sent` (what comes by post, and when), `place`, `route` and `access` are the
    group's own sentences; `meets` and `ends` are the next meeting, for the person's calendar.
    A telephone tree is told from where the person stands: who calls them, whom they call.
    """

    kind: WayKind
    words: str
    link: str = ""
    number: str = ""
    email: str = ""
    when: str = ""
    ready: str = ""
    sent: str = ""
    place: str = ""
    route: str = ""
    access: str = ""
    map: str = ""
    meets: LocalTime | None = None
    ends: LocalTime | None = None
    rings_me: TreePerson | None = None
    i_ring: tuple[TreePerson, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule of a group's agreement, in the group's own words."""

    about: Subject = "other"
    words: str


class DialIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number to join a session by telephone; `meeting` is the number of the meeting, if any."""

    number: str
    meeting: str = ""


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group. `id` is opaque and stays the same when the group sends a newer card.

    `hosts` are the exact web hosts its meetings may be on besides the known
    services; `agreement` are the group's own rules, which say what they are about or are
    a line alone, and `agreed` the day on which the group made them; `captions` says what
    the group does for people who read what is said. The name never reaches a log or an
    unsealed file.
    """

    id: str
    name: str
    language: str = ""
    contact: Contact | None = None
    ways: tuple[Way, ...] = ()
    hosts: tuple[str, ...] = ()
    dial_in: tuple[DialIn, ...] = ()
    agreement: tuple[Rule | str, ...] = ()
    agreed: date | None = None
    captions: str = ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the agreement, rules about the same thing together, in the order of `SUBJECTS`."""
        every = [Rule(words=one) if isinstance(one, str) else one for one in self.agreement]
        return tuple(sorted(every, key=lambda rule: SUBJECTS.index(rule.about)))

    @property
    def rules_by_subject(self) -> dict[Subject, tuple[str, ...]]:
        """Return the words of the rules by what they are about, in the order of `SUBJECTS`."""
        found = groupby(self.rules, key=lambda rule: rule.about)
        return {about: tuple(rule.words for rule in rules) for about, rules in found}


def phones_of(group: Group) -> tuple[Phone, ...]:
    """Return the numbers to join the sessions of a group by, as sessions have them."""
    found = ((dial_in(one.number), one) for one in group.dial_in)
    return tuple(
        Phone((number.link or one.number).removeprefix("tel:"), one.meeting.replace(" ", ""))
        for number, one in found
        if number is not None
    )
