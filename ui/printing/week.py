"""The sheet of a week's sessions: when they are and how to take part, and nothing secret."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.sessions.listing import say_flags
from desktop.sessions.times_in_words import say_date, say_span
from ui.printing.sheet import Piece, Sheet

if TYPE_CHECKING:
    from desktop.sessions.session import Session
    from ui.services import Services

DAYS = 7
"""How many days a week on paper has, with today."""

SECRET = re.compile(r"://|www\.|\S\.\S+/|@|\bpass|\bpin\b|\d(?:[ -]?\d){5}", re.IGNORECASE)
"""What a name or a place must not hold on paper: an address, a passcode, a long number."""


def week_sessions(services: Services) -> list[Session]:
    """Return the sessions of today and the 6 days after it."""
    now = services.clock.now()
    end = now.date() + timedelta(days=DAYS)
    every = services.agenda.sessions
    return [one for one in every if one.start.astimezone(now.tzinfo).date() < end]


def week_sheet(services: Services) -> Sheet:
    """Return the week by day, with the helper's number at its end."""
    words = services.words
    pieces, day = [], ""
    for session in week_sessions(services):
        before, day = day, say_day_on_paper(services, session)
        above = day if day != before else ""
        drawing, _ = services.agenda.picture_of(session)
        lines = (when(services, session), *how(services, session))
        pieces.append(Piece(say_title_on_paper(services, session), lines, above, drawing))
    helper = services.agenda.helper
    if helper is not None and helper.phone:
        name = words("print_week.helper", name=helper.name)
        pieces.append(Piece(helper.phone, above=name))

    def number(page: int, of: int) -> str:
        return words("paper.page", page=page, of=of)

    return Sheet(words("print_week.sheet"), tuple(pieces), number)


def say_day_on_paper(services: Services, session: Session) -> str:
    """Say the day of a session by its date: paper knows no tomorrow."""
    now = services.clock.now()
    return say_date(session.start, now, services.words)


def say_title_on_paper(services: Services, session: Session) -> str:
    """Return the name of a session, unless it is private or holds what must not be on paper."""
    if session.private or not session.title or SECRET.search(session.title):
        return services.words("print_week.untitled")
    return session.title


def when(services: Services, session: Session) -> str:
    """Say from when to when it is, or that it is called off."""
    span = say_span(session, services.clock.now(), services.words)
    if session.cancelled:
        return services.words("print_week.cancelled", span=span)
    return span


def how(services: Services, session: Session) -> list[str]:
    """Say how to take part: the service, the phone number, the place; no link and no code."""
    if session.cancelled:
        return []
    words = services.words
    way = services.join.way_in(session)
    ways = []
    if way.services:
        ways.append(words("print_week.on", service=way.services[0]))
    for number in services.join.numbers(session)[:1]:
        ways.append(words("print_week.by_phone", number=number.number))
        if number.code:
            ways.append(words("print_week.code"))
    if session.place and not SECRET.search(session.place):
        ways.append(words("sessions.place", place=session.place))
    return [*(ways or [words("print_week.no_way")]), *say_flags(session, words)]
