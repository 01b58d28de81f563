"""The built-in group: a session that is always now, with nobody else in it.

Its link is checked by the same rules as every other; its host can never exist on
the internet (RFC 2606 keeps `.example` free), and the app answers it itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from desktop.sessions.session import FoundLink, Session

PRACTICE_ID = "practice"
PRACTICE_HOST = "practice.parlour.example"
PRACTICE_LINK = f"https://{PRACTICE_HOST}/room/hello"

_LENGTH = timedelta(minutes=30)


def practice_session(title: str, now: datetime) -> Session:
    """Return the practice session as it is at `now` (aware): just started, and open."""
    # Counted in UTC: in the night when clocks go back half an hour later may read earlier.
    start = now.astimezone(UTC).replace(second=0, microsecond=0)
    return Session(
        id=PRACTICE_ID,
        series=PRACTICE_ID,
        source=PRACTICE_ID,
        title=title,
        start=start.astimezone(now.tzinfo),
        end=(start + _LENGTH).astimezone(now.tzinfo),
        links=(FoundLink(url=PRACTICE_LINK, where="conference", feature="VIDEO"),),
    )


def is_practice(session: Session) -> bool:
    """Say whether a session is ours, and not one of a calendar that pretends to be.

    The source of a calendar's sessions is set by us, to an id that is never this one.
    """
    return session.id == PRACTICE_ID and session.source == PRACTICE_ID


def without_practice(hosts: Iterable[str]) -> list[str]:
    """Return the hosts without ours: no calendar or card may lead into the rehearsal."""
    return [host for host in hosts if host.lower() != PRACTICE_HOST]
