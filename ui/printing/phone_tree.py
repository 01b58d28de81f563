"""The sheet of a telephone tree: who calls me, whom I call, their numbers as large as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.links.phone import dial_in
from ui.printing.sheet import Piece, Sheet

if TYPE_CHECKING:
    from desktop.groups.group import Group, TreePerson, Way
    from resources.words import Words


def tree_sheet(group: Group, way: Way, words: Words) -> Sheet:
    """Return the tree as it will be on paper, from where the person stands in it."""

    def piece(key: str, person: TreePerson) -> Piece:
        number = dial_in(person.phone)
        shown = number.number if number is not None else person.phone
        return Piece(shown, above=words(key, name=person.name), drawing="phone")

    pieces = [Piece("", (way.words,))]
    if way.rings_me is not None:
        pieces.append(piece("ways.rings_me", way.rings_me))
    pieces += (piece("ways.i_ring", person) for person in way.i_ring)

    def number(at: int, of: int) -> str:
        return words("paper.page", page=at, of=of)

    return Sheet(words("ways.sheet", name=group.name), tuple(pieces), number)
