"""Three answers show the ways that fit, those first that use what is there."""

from __future__ import annotations

from itertools import combinations

import pytest

from desktop.groups.fitting_ways import NEEDED, NEEDS, Need, fitting_ways
from desktop.groups.group import WAY_KINDS, WayKind

IN_WRITING: list[WayKind] = ["chat", "forum", "social", "email", "post"]


@pytest.mark.parametrize(
    ("there", "first"),
    [
        ((), []),
        (("connection",), []),
        (("room",), ["phone_tree"]),
        (("time",), ["in_person"]),
        (("connection", "time"), ["activity", "in_person"]),
        (("room", "time"), ["phone", "buddy", "phone_tree", "in_person"]),
        (
            ("connection", "room", "time"),
            ["video", "phone", "buddy", "activity", "phone_tree", "in_person"],
        ),
    ],
)
def test_what_fits_comes_in_order(there: tuple[Need, ...], first: list[WayKind]) -> None:
    assert fitting_ways(there) == [*first, *IN_WRITING]


def test_more_that_is_there_never_takes_a_way_away() -> None:
    sets = [frozenset(some) for size in range(4) for some in combinations(NEEDS, size)]
    for less in sets:
        for more in sets:
            if less <= more:
                assert {*fitting_ways(less)} <= {*fitting_ways(more)}


def test_every_kind_says_what_it_needs() -> None:
    assert tuple(NEEDED) == WAY_KINDS and len(fitting_ways(NEEDS)) == len(WAY_KINDS)
