"""Numbers to call for help, as dated data: `resources/helplines.toml`.

A number that is wrong can cost a life, so each has its source and the day it was
checked, and a test fails once that day is older than `MAX_AGE`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import msgspec

from resources.declared import Choices, Setting

Nation: TypeAlias = Literal["england", "scotland", "wales", "northern_ireland", "ireland"]
Topic: TypeAlias = Literal["danger", "talk", "home", "money"]
How: TypeAlias = Literal["call", "text", "bsl", "relay"]

MAX_AGE = timedelta(days=365)

NATION: Setting[str] = Setting(
    "help.nation",
    "unknown",
    ("england", "scotland", "wales", "northern_ireland", "ireland", "unknown"),
)
"""Where the person lives, so that they see the numbers that answer there."""

FIRST: tuple[tuple[str, ...], ...] = (
    ("danger", "ireland-danger"),
    ("health", "lifeline", "ireland-health"),
    ("samaritans", "ireland-samaritans"),
)
"""The numbers in sight at once: danger, a mind in crisis, somebody who listens. The first of
each that serves the nation."""


class Helpline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to reach help.

    `topic` is the part of the list it stands in. `number` is written in the groups it is
    said in ("116 123"). `who` says who it is for, `do` what to do, `when` the hours, `cost` what it
    costs, `deaf` how to reach it without hearing. No nations means the whole United Kingdom.
    """

    id: str
    topic: Topic
    name: str
    number: str
    how: How
    who: str
    do: str
    source: str
    checked_on: date
    when: str = ""
    cost: str = ""
    deaf: str = ""
    nations: tuple[Nation, ...] = ()

    @property
    def in_words(self) -> str:
        """Return all of it in sentences, to show and to read aloud."""
        return " ".join(filter(None, (self.who, self.do, self.when, self.cost, self.deaf)))

    @property
    def digit_by_digit(self) -> str:
        """Return the number for a voice: "1 1 6, 1 2 3". Letters stay whole words."""
        groups = (" ".join(g) if g.isdigit() else g for g in self.number.split())
        return ", ".join(groups)

    def serves(self, nation: Nation | None) -> bool:
        """Say whether it serves `nation`; without one, whether it serves the United Kingdom."""
        if nation is None:
            return self.nations != ("ireland",)
        return nation in self.nations or (not self.nations and nation != "ireland")

    def is_old(self, today: date) -> bool:
        """Say whether nobody has checked it for too long."""
        return today - self.checked_on > MAX_AGE


class _File(msgspec.Struct, forbid_unknown_fields=True):
    helpline: tuple[Helpline, ...]


@cache
def read_helplines() -> tuple[Helpline, ...]:
    """Read every helpline, the most urgent first. Raises msgspec.ValidationError."""
    body = files("resources").joinpath("helplines.toml").read_bytes()
    return msgspec.toml.decode(body, type=_File).helpline


def chosen_nation(settings: Choices) -> Nation | None:
    """Return where the person lives; None if they have not said."""
    value = settings[NATION]
    return None if value == "unknown" else msgspec.convert(value, Nation)


def helplines_for(nation: Nation | None = None) -> tuple[Helpline, ...]:
    """Return what a person in `nation` may call; without one, all of the United Kingdom."""
    return tuple(line for line in read_helplines() if line.serves(nation))


def first_helplines(nation: Nation | None) -> tuple[Helpline, ...]:
    """Return the three numbers that must be in sight at once."""
    known = {line.id: line for line in helplines_for(nation)}
    return tuple(next(known[id_] for id_ in ids if id_ in known) for ids in FIRST)


def helplines_by_id(ids: tuple[str, ...]) -> tuple[Helpline, ...]:
    """Return the helplines with these ids, in this order; raises KeyError."""
    known = {line.id: line for line in read_helplines()}
    return tuple(known[wanted] for wanted in ids)


def helplines_about(topic: Topic, nation: Nation | None = None) -> tuple[Helpline, ...]:
    """Return the helplines of one part of the list, the most urgent first."""
    return tuple(line for line in helplines_for(nation) if line.topic == topic)


def too_old(lines: tuple[Helpline, ...], today: date) -> tuple[Helpline, ...]:
    """Return the lines that must be checked again."""
    return tuple(line for line in lines if line.is_old(today))
