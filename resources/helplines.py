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

Nation: TypeAlias = Literal["england", "scotland", "wales", "northern_ireland"]
Topic: TypeAlias = Literal["danger", "talk", "home", "money"]
How: TypeAlias = Literal["call", "text", "bsl", "relay"]

MAX_AGE = timedelta(days=365)


class Helpline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to reach help.

    `topic` is the part of the list it stands in. `number` is written in the groups it is
    said in ("116 123"). `who` says who it is for, `do` what to do, `when` the hours. No
    nations means the whole United Kingdom.
    """

    id: str
    topic: Topic
    name: str
    number: str
    how: How
    who: str
    do: str
    when: str
    source: str
    checked_on: date
    nations: tuple[Nation, ...] = ()

    @property
    def in_words(self) -> str:
        """Return all of it as three sentences, to show and to read aloud."""
        return f"{self.who} {self.do} {self.when}"

    @property
    def digit_by_digit(self) -> str:
        """Return the number for a voice: "1 1 6, 1 2 3". Letters stay whole words."""
        groups = (" ".join(g) if g.isdigit() else g for g in self.number.split())
        return ", ".join(groups)

    def serves(self, nation: Nation | None) -> bool:
        """Say whether it serves `nation`; without one, whether it serves everyone."""
        return not self.nations or nation in self.nations


class _File(msgspec.Struct, forbid_unknown_fields=True):
    helpline: tuple[Helpline, ...]


@cache
def read_helplines() -> tuple[Helpline, ...]:
    """Read every helpline, the most urgent first. Raises msgspec.ValidationError."""
    body = files("resources").joinpath("helplines.toml").read_bytes()
    return msgspec.toml.decode(body, type=_File).helpline


def helplines_for(nation: Nation | None = None) -> tuple[Helpline, ...]:
    """Return what a person in `nation` may call; without one, what anybody may."""
    return tuple(line for line in read_helplines() if line.serves(nation))


def helplines_by_id(ids: tuple[str, ...]) -> tuple[Helpline, ...]:
    """Return the helplines with these ids, in this order; raises KeyError."""
    known = {line.id: line for line in read_helplines()}
    return tuple(known[wanted] for wanted in ids)


def helplines_about(topic: Topic) -> tuple[Helpline, ...]:
    """Return the helplines of one part of the list, the most urgent first."""
    return tuple(line for line in read_helplines() if line.topic == topic)


def too_old(lines: tuple[Helpline, ...], today: date) -> tuple[Helpline, ...]:
    """Return the lines that must be checked again."""
    return tuple(line for line in lines if today - line.checked_on > MAX_AGE)
