"""The sheet of a group's agreement: its rules by what they are about, and their day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sessions.times_in_words import say_written_date
from ui.printing.sheet import Piece, Sheet

if TYPE_CHECKING:
    from desktop.groups.group import Group
    from resources.words import Words


def agreement_sheet(group: Group, words: Words) -> Sheet:
    """Return the rules as they will be on paper."""
    pieces = [
        Piece(words(f"agreement.about.{about}"), rules)
        for about, rules in group.rules_by_subject.items()
    ]
    if group.agreed is not None:
        day = say_written_date(group.agreed, words)
        pieces.insert(0, Piece("", (words("agreement.dated", date=day),)))

    def number(at: int, of: int) -> str:
        return words("paper.page", page=at, of=of)

    return Sheet(words("agreement.sheet", name=group.name), tuple(pieces), number)
