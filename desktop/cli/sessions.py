"""`parlour sessions`: what some calendars and group cards hold, as text or as data."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, tzinfo

from desktop.cli.arguments import sessions
from desktop.cli.link_report import join_report
from desktop.cli.session_lines import session_lines
from desktop.cli.session_sources import SessionsFound, SessionSources
from desktop.cli.terminal import Terminal
from desktop.ical.expansion import CalendarExpander
from desktop.joining.find_link import find_way_in
from desktop.links.policy import may_open
from desktop.sessions.listing import rows
from desktop.sessions.practice import without_practice
from desktop.system.child_process import child_command
from desktop.system.clock import system_zone


def answer_sessions(given: Sequence[str], terminal: Terminal) -> int:
    """List the sessions; 1 only if there was something to read and none of it could be."""
    parser = sessions(terminal.words)
    asked = parser.parse_args(given)
    calendars = _typed_too(asked.calendar)
    if not (calendars or asked.card):
        parser.error("")
    now = moment_in(asked.zone or system_zone(), asked.now)
    reader = CalendarExpander(child_command("desktop.ical.expansion"))
    glancer = SessionSources(reader, now, days=asked.days, may_open=may_open)
    glance = asyncio.run(glancer.look(calendars, asked.card))
    _say_problems(glance, terminal)
    _say_sessions(glance, asked, now, terminal)
    return 1 if glance.is_blind else 0


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


def _say_problems(glance: SessionsFound, terminal: Terminal) -> None:
    for look in glance.looks:
        for problem in look.problems:
            said = str(terminal.words.explain(problem))
            if len(glance.looks) > 1:
                key = "command.sessions.which"
                said = terminal.words(key, number=look.given, problem=said)
            terminal.note(said)


def _say_sessions(
    glance: SessionsFound, asked: Namespace, now: datetime, terminal: Terminal
) -> None:
    hosts = without_practice(glance.hosts)
    ways = {
        session.id: find_way_in(session.links, allowed_hosts=hosts) for session in glance.sessions
    }
    links: bool = asked.show_links
    if asked.json:
        terminal.show(rows(glance.sessions, lambda s: join_report(ways[s.id], show_links=links)))
        return
    for session in glance.sessions:
        way, words = ways[session.id], terminal.words
        for line in session_lines(session, way, words, now=now, show_links=links):
            terminal.say(line)
    if not glance.sessions and not glance.is_blind:
        terminal.say(terminal.words("command.sessions.none", count=asked.days))
