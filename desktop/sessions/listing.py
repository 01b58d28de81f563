"""Formats sessions for other programs (`parlour sessions --json`) and for lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from desktop.sessions.session import Session
from desktop.sessions.times_in_words import Wording

JoinOf = Callable[[Session], dict[str, Any] | None]


def session_rows(sessions: Iterable[Session], join_of: JoinOf) -> list[dict[str, Any]]:
    """Return the sessions as plain data, in their order.

    `join_of` gives the "join" part of one session (design.md, section 4), None if it
    has no link. Times are ISO with offset; "phone" is E.164 where it is international.
    """
    return [
        {
            "id": session.id,
            "title": session.title,
            "start": session.start.isoformat(),
            "end": session.end.isoformat(),
            "status": session.status,
            "all_day": session.all_day,
            "join": join_of(session),
            "phone": session.phones[0].number if session.phones else None,
            "problems": list(session.problems),
        }
        for session in sessions
    ]


def say_title(session: Session, say: Wording) -> str:
    """Return the name of a session, or words for one that has none."""
    return session.title or say("schedule.untitled")


def say_flags(session: Session, say: Wording) -> list[str]:
    """Say what is doubtful about a session, such as a time zone that nobody knows."""
    return [say(f"schedule.flag.{flag}") for flag in session.problems]
