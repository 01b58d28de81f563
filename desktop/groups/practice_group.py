"""The built-in practice group: every way to take part, each of which leads nowhere but to practice.

Its links go to the practice host, its numbers are those that Ofcom keeps for films, and its
e-mail address is one that nobody can have (RFC 2606 keeps `.example` free).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.groups.group import WAY_KINDS, Contact, Group, TreePerson, Way
from desktop.sessions.practice import PRACTICE_HOST, PRACTICE_LINK

if TYPE_CHECKING:
    from resources.words import Words

IDENTITY = "practice group"
"""No card can have this id: there is a space in it."""

NOBODY = f"nobody@{PRACTICE_HOST}"
NUMBERS = ("020 7946 0001", "07700 900 123", "01632 960 001", "01632 960 002")

_NEXT = timedelta(days=7)
_BEGINS_HOUR, _ENDS_HOUR = 14, 16


def is_practice_group(group: Group) -> bool:
    """Say whether a group is ours, and not one of a card that pretends to be."""
    return group.id == IDENTITY


def practice_group(words: Words, now: datetime) -> Group:
    """Return the practice group as it is at `now`; it meets in a week from there."""
    contact = Contact(name=words("practice_ways.mary"))
    ways = (*_linked(words), *_reached(words), _in_person(words, now))
    ways = tuple(sorted(ways, key=lambda way: WAY_KINDS.index(way.kind)))
    return Group(id=IDENTITY, name=words("practice_ways.name"), contact=contact, ways=ways)


def _linked(words: Words) -> tuple[Way, ...]:
    """Return the ways that open something."""
    return (
        Way(kind="video", words=words("practice_ways.video"), link=PRACTICE_LINK),
        Way(kind="chat", words=words("practice_ways.chat"), link=_page("chat")),
        Way(kind="forum", words=words("practice_ways.forum"), link=_page("forum")),
        Way(kind="social", words=words("practice_ways.social"), link=_page("social")),
        Way(
            kind="activity",
            words=words("practice_ways.activity"),
            when=words("practice_ways.activity_when"),
            ready=words("practice_ways.activity_ready"),
            link=_page("quiz"),
        ),
    )


def _reached(words: Words) -> tuple[Way, ...]:
    """Return the ways by which somebody is called, or written to."""
    mary = TreePerson(name=words("practice_ways.mary"), phone=NUMBERS[2])
    sam = TreePerson(name=words("practice_ways.sam"), phone=NUMBERS[3])
    return (
        Way(kind="phone", words=words("practice_ways.phone"), number=NUMBERS[0]),
        Way(
            kind="buddy",
            words=words("practice_ways.buddy"),
            when=words("practice_ways.buddy_when"),
            number=NUMBERS[1],
        ),
        Way(
            kind="phone_tree",
            words=words("practice_ways.phone_tree"),
            rings_me=mary,
            i_ring=(sam,),
        ),
        Way(kind="email", words=words("practice_ways.email"), email=NOBODY),
        Way(
            kind="post",
            words=words("practice_ways.post"),
            sent=words("practice_ways.post_sent"),
            email=NOBODY,
        ),
    )


def _in_person(words: Words, now: datetime) -> Way:
    day = now.replace(tzinfo=None, minute=0, second=0, microsecond=0) + _NEXT
    return Way(
        kind="in_person",
        words=words("practice_ways.in_person"),
        meets=day.replace(hour=_BEGINS_HOUR),
        ends=day.replace(hour=_ENDS_HOUR),
        place=words("practice_ways.place"),
        route=words("practice_ways.route"),
        access=words("practice_ways.access"),
        map=_page("map"),
    )


def _page(name: str) -> str:
    return f"https://{PRACTICE_HOST}/{name}"
