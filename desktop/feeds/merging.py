"""Sessions of several calendars in one list, each once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desktop.sessions.session import Session, ordered


def merged(sessions: Iterable[Session]) -> list[Session]:
    """Return the sessions by start, each once.

    The same event has the same id wherever it comes from. Events of two calendars
    with different ids are one session if they begin together and share a link, or
    their name where one of them has no link; the first is kept.
    """
    kept: list[Session] = []
    at: dict[datetime, list[Session]] = {}
    for session in ordered(sessions):
        others = at.setdefault(session.start, [])
        if not any(_same(session, other) for other in others):
            kept.append(session)
            others.append(session)
    return kept


def _same(one: Session, other: Session) -> bool:
    if one.source == other.source:
        return False
    links = {link.url for link in one.links}, {link.url for link in other.links}
    if links[0] and links[1]:
        return not links[0].isdisjoint(links[1])
    return bool(one.title) and one.title.casefold() == other.title.casefold()
