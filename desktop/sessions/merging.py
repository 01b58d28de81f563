"""Merges the sessions of several calendars: each once, and none over another that disagrees.

Two calendars mean the same session if they have the same event, or if it begins at
the same time with the same link or the same name. Where they agree, one is listed: the
one with a link, then that of the source to trust more. Where they disagree on link, time
or status, both are listed, the more trusted first, and both say so ("sources_differ"):
which of them is right is for the person to say.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

import msgspec

from desktop.sessions.session import Session, by_start, ordered

Rank = Callable[[Session], int]
"""How far the source of a session is trusted: 0 the most."""


def merged(sessions: Iterable[Session], rank: Rank = lambda _: 0) -> list[Session]:
    """Return the sessions by start, each once; those at one time by their `rank`."""
    best_first = sorted(ordered(sessions), key=lambda one: (not one.links, rank(one)))
    listed: dict[str, Session] = {}
    named: dict[Hashable, list[Session]] = {}
    differ: set[str] = set()
    for session in best_first:
        twins = [one for one in _named_alike(session, named) if one.source != session.source]
        if any(_agree(twin, session, rank) for twin in twins):
            continue
        differ.update(one.id for one in (session, *twins) if twins)
        listed[session.id] = session
        for name in _names(session):
            _remember(session, named.setdefault(name, []))
    found = sorted(listed.values(), key=lambda one: (one.start_utc, rank(one), *by_start(one)))
    return [_marked(one) if one.id in differ else one for one in found]


def _names(session: Session) -> Iterator[Hashable]:
    """Return all that two calendars may have in common where they mean one session."""
    if session.event:
        yield session.event
    for link in session.links:
        yield session.start_utc, link.url
    if session.title:
        yield session.start_utc, session.title.casefold()


def _named_alike(session: Session, named: dict[Hashable, list[Session]]) -> Iterator[Session]:
    for name in _names(session):
        yield from named.get(name, ())


def _remember(session: Session, alike: list[Session]) -> None:
    """Add a session to those of one name, of each source the first: so it stays quick."""
    if all(one.source != session.source for one in alike):
        alike.append(session)


def _agree(listed: Session, session: Session, rank: Rank) -> bool:
    """Say whether two calendars that mean the same session say the same of it.

    One that has no link agrees to that of the other, but a group's card does not: nobody
    else can give its session a room.
    """
    links = {link.url for link in listed.links}, {link.url for link in session.links}
    if links[0] and not links[1]:
        is_same_room = rank(listed) == 0 or rank(session) > 0
    else:
        is_same_room = not links[0] or not links[0].isdisjoint(links[1])
    is_same_time = listed.start_utc == session.start_utc and listed.all_day == session.all_day
    return is_same_room and is_same_time and listed.cancelled == session.cancelled


def _marked(session: Session) -> Session:
    return msgspec.structs.replace(session, problems=(*session.problems, "sources_differ"))
