"""A session as lines of text: what `parlour sessions` prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.joining.find_link import WayIn
from desktop.sessions.listing import say_flags, say_title
from desktop.sessions.session import Session
from desktop.sessions.times_in_words import say_session
from resources.words import Words


def session_lines(
    session: Session, way: WayIn, words: Words, *, now: datetime, show_links: bool
) -> Iterator[str]:
    """Give the line of one session, then what else must be known, a line each."""
    when = say_session(session, now, words)
    first = [say_title(session, words), when, *_services(way, words)]
    if session.cancelled:
        first.insert(0, words("command.sessions.cancelled"))
    elif session.status == "tentative":
        first.insert(0, words("command.sessions.tentative"))
    yield " · ".join(first)
    for line in (*_about_link(way, words), *say_flags(session, words)):
        yield f"  {line}"
    for phone in session.phones:
        yield f"  {words('command.sessions.phone', number=phone.number)}"
    if show_links and way.opens:
        yield f"  {way.opens}"


def _services(way: WayIn, words: Words) -> list[str]:
    if way.verdict == "allow":
        return [words("command.sessions.on", service=name) for name in way.services]
    return []


def _about_link(way: WayIn, words: Words) -> Iterator[str]:
    """Say why there is no link to open, where there is one and it may not be opened."""
    if way.choices:
        yield words("command.sessions.choose", services=", ".join(way.services))
    elif way.judgement is not None and way.verdict != "allow":
        yield words(way.judgement.reason, **way.judgement.details)
