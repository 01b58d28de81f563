"""What came of adding something: a calendar that is there now, or a card to look at first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.groups.cards import GroupCard
    from desktop.sessions.session import Session


@dataclass(frozen=True)
class Added:
    """A calendar is there now; `was_there` if it was before.

    `sessions` are those it holds of the next 2 weeks, `id` is that of a new one.
    """

    sessions: tuple[Session, ...]
    was_there: bool = False
    id: str = ""


@dataclass(frozen=True)
class CardOffer:
    """A group card that was read and may be applied; `lines` say what it would do."""

    card: GroupCard
    lines: tuple[str, ...]
