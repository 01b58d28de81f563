"""`parlour sessions`: what some calendars and group cards hold, as text or as data."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from desktop.cli.arguments import sessions
from desktop.cli.link_report import join_report
from desktop.cli.session_sources import SessionsFound, SessionSources
from desktop.cli.terminal import Terminal
from desktop.ical.expansion import read_calendar
from desktop.joining.way_in import WayIn, find_way_in
from desktop.links.policy import may_open
from desktop.sessions.listing import say_flags, say_title, session_rows
from desktop.sessions.practice import without_practice
from desktop.sessions.session import Session
from desktop.sessions.times_in_words import say_session
from desktop.system.clock import system_zone
from resources.words import Words


def answer_sessions(given: Sequence[str], terminal: Terminal) -> int:
    """List the sessions; 1 only if there was something to read and none of it could be."""
    parser = sessions(terminal.words)
    asked = parser.parse_args(given)
    calendars = _typed_too(asked.calendar)
    if not (calendars or asked.card):
        parser.error("")
    now = moment_in(asked.zone or system_zone(), asked.now)
    sources = SessionSources(read_calendar, now, days=asked.days, may_open=may_open)
    found = asyncio.run(sources.read(calendars, asked.card))
    _say_problems(found, terminal)
    _say_sessions(found, asked, now, terminal)
    return 1 if found.nothing_read else 0


def moment_in(zone: tzinfo, moment: datetime | None) -> datetime:
    """Return a moment on the clocks of `zone`, where one without an offset is meant; else now."""
    if moment is None:
        return datetime.now(zone)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _typed_too(calendars: Sequence[str]) -> list[str]:
    """Put the addresses that come on standard input in the place of a dash.

    An address on the command line can be seen by every program on the computer.
    """
    found: list[str] = []
    for calendar in calendars:
        if calendar == "-":
            found += [line.strip() for line in sys.stdin or () if line.strip()]
        else:
            found.append(calendar)
    return found


def _say_problems(found: SessionsFound, terminal: Terminal) -> None:
    for result in found.results:
        for problem in result.problems:
            said = str(terminal.words.explain(problem))
            if len(found.results) > 1:
                key = "command.sessions.which"
                said = terminal.words(key, number=result.given, problem=said)
            terminal.note(said)


def _say_sessions(
    found: SessionsFound, asked: Namespace, now: datetime, terminal: Terminal
) -> None:
    ways = {
        session.id: find_way_in(
            session.links, allowed_hosts=without_practice(found.hosts_for(session))
        )
        for session in found.sessions
    }
    links: bool = asked.show_links
    if asked.json:
        terminal.show(
            session_rows(found.sessions, lambda s: join_report(ways[s.id], show_links=links))
        )
        return
    for session in found.sessions:
        way, words = ways[session.id], terminal.words
        for line in _lines(session, way, words, now=now, show_links=links):
            terminal.say(line)
    if not found.sessions and not found.nothing_read:
        terminal.say(terminal.words("command.sessions.none", count=asked.days))


def _lines(
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
    elif way.link is not None and way.verdict != "allow":
        yield words(way.link.reason, **way.link.details)
