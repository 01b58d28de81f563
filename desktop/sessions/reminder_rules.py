"""Decides which reminders to show: sessions, wishes, replies and the moment in, reminders out.

Decided for what a person in the group expects:
- a reminder stays until it is answered or its session is over; after sleep it says
  how long ago the session began;
- one that comes long before the session can only be seen; so there is always one
  more from when joining opens, and that one can be joined;
- a session that has moved is a new thing to be reminded of, but "not today" holds
  for its whole day;
- a session without a time, or called off, is never reminded of;
- a clock that is set back shows again what is still to come, never twice what was
  answered for good.

Plan anew at every tick, and after sleep, a new zone, or a change of the calendar: the
agenda tells of all of them, every 5 seconds at the latest, so a plan names no next moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

from desktop.sessions.session import Session, by_start, in_utc
from desktop.sessions.times_in_words import Wording, say_time
from desktop.sessions.upcoming import JOIN_OPENS_BEFORE
from desktop.storage.settings import Settings
from resources.declared import Setting

Stage = Literal["ahead", "soon", "now", "late"]
Kind = Literal["joined", "later", "not_today", "seen"]

LATER = timedelta(minutes=5)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

REMINDERS_ON = Setting("reminders.on", True, (True, False))
LEAD = Setting("reminders.lead", 10, (5, 10, 15, 30))
"""Minutes before the start."""
EARLIER = Setting("reminders.earlier", 0, (0, 60, 1440))
"""Minutes before the start for one reminder more; 0 for none."""
NAMES = Setting("reminders.names", False, (False, True))
"""Whether a notification, which others may see, names the session."""
SOUND = Setting("reminders.sound", True, (True, False))


class ReminderWishes(msgspec.Struct, frozen=True):
    """How somebody wants to be reminded: minutes before the start; `quiet` series never."""

    is_on: bool = True
    leads: tuple[int, ...] = (10,)
    shows_names: bool = False
    quiet: frozenset[str] = frozenset()


class Reply(msgspec.Struct, frozen=True):
    """What the person said to a reminder of the session that began at `start`."""

    session: str
    start: datetime
    kind: Kind
    at: datetime


@dataclass(frozen=True)
class Reminder:
    """One thing to show. `due` is when it came up: the same session may come up again."""

    session: Session
    due: datetime
    stage: Stage

    @property
    def key(self) -> tuple[str, datetime, datetime]:
        """Return what makes two reminders the same, however far time has gone meanwhile."""
        return self.session.id, self.session.start_utc, self.due

    @property
    def choices(self) -> tuple[Kind, ...]:
        """Return the replies to offer; joining is offered once it is open."""
        return ("seen", "not_today") if self.stage == "ahead" else ("joined", "later", "not_today")


Plan: TypeAlias = tuple[Reminder, ...]
"""What to show now, by start."""


def wishes_of(settings: Settings, quiet: Iterable[str] = ()) -> ReminderWishes:
    """Return the wishes that the settings hold."""
    leads = tuple(lead for lead in (settings[LEAD], settings[EARLIER]) if lead)
    return ReminderWishes(settings[REMINDERS_ON], leads, settings[NAMES], frozenset(quiet))


def plan(
    sessions: Iterable[Session], wishes: ReminderWishes, replies: Sequence[Reply], now: datetime
) -> Plan:
    """Return what to show at `now` (aware)."""
    if not wishes.is_on:
        return ()
    coming = sorted(sessions, key=by_start)
    found = (_remind(one, wishes, replies, now) for one in coming if _is_wanted(one, wishes, now))
    return tuple(reminder for reminder in found if reminder is not None)


def fresh(before: Plan, after: Plan) -> tuple[Reminder, ...]:
    """Return what came up since: only that makes a sound or comes forward."""
    known = {reminder.key for reminder in before}
    return tuple(reminder for reminder in after if reminder.key not in known)


def answered(
    replies: Sequence[Reply], session: Session, kind: Kind, now: datetime
) -> tuple[Reply, ...]:
    """Return the replies with one more, without those that matter no more."""
    recent = (one for one in replies if in_utc(one.start) > in_utc(now) - timedelta(days=2))
    return (*recent, Reply(session.id, session.start, kind, now))


def without(replies: Sequence[Reply], session: Session, kind: Kind) -> tuple[Reply, ...]:
    """Return the replies without those of one kind to `session`: they were taken back."""
    return tuple(one for one in replies if (one.session, one.kind) != (session.id, kind))


def say_reminder(reminder: Reminder, now: datetime, say: Wording) -> str:
    """Say it in the window: "Tea starts in 10 minutes."."""
    title = reminder.session.title or say("schedule.untitled")
    name, blanks = _wording(reminder, now, say)
    return say(f"reminders.{name}", title=title, **blanks)


def say_notification(
    reminder: Reminder, wishes: ReminderWishes, now: datetime, say: Wording
) -> str:
    """Say it where others may read it: without the name, unless that was wished for."""
    if wishes.shows_names and not reminder.session.private:
        return say_reminder(reminder, now, say)
    name, blanks = _wording(reminder, now, say)
    return say(f"reminders.private.{name}", **blanks)


def _is_wanted(session: Session, wishes: ReminderWishes, now: datetime) -> bool:
    """Say whether a session is one to be reminded of, and not over."""
    is_off = session.cancelled or session.declined
    is_none = is_off or session.all_day or session.series in wishes.quiet
    return not is_none and session.end_utc > in_utc(now)


def _remind(
    session: Session, wishes: ReminderWishes, replies: Sequence[Reply], now: datetime
) -> Reminder | None:
    """Return what to show of one session."""
    moment, start = in_utc(now), session.start_utc
    own = [one for one in replies if one.session == session.id]
    due = max((due for due in _dues(start, wishes) if due <= moment), default=None)
    if due is None or any(_is_final(one, session, now) for one in own):
        return None
    said = [one for one in own if in_utc(one.start) == start and in_utc(one.at) <= moment]
    hidden = [in_utc(one.at) + LATER for one in said if one.kind == "later"]
    was_seen = any(one.kind == "seen" and in_utc(one.at) >= due for one in said)
    if was_seen or any(until > moment for until in hidden):
        return None
    return Reminder(session, max([due, *hidden]), _stage(start, moment))


def _dues(start: datetime, wishes: ReminderWishes) -> set[datetime]:
    """Return when reminders of one session come up: one at least when it can be joined."""
    spans = {timedelta(minutes=lead) for lead in wishes.leads}
    if all(span > JOIN_OPENS_BEFORE for span in spans):
        spans.add(JOIN_OPENS_BEFORE)
    return {start - span for span in spans}


def _is_final(answer: Reply, session: Session, now: datetime) -> bool:
    """Say whether nothing more is to be said: it was joined, or is not wanted on its day."""
    if answer.kind == "joined":
        return in_utc(answer.start) == session.start_utc
    there = now.tzinfo
    day, other = answer.start.astimezone(there), session.start.astimezone(there)
    return answer.kind == "not_today" and day.date() == other.date()


def _stage(start: datetime, moment: datetime) -> Stage:
    if moment < start - JOIN_OPENS_BEFORE:
        return "ahead"
    if moment < start:
        return "soon"
    return "now" if moment < start + MINUTE else "late"


def _wording(reminder: Reminder, now: datetime, say: Wording) -> tuple[str, dict[str, str | int]]:
    """Name the sentence for a reminder, with its blanks but the title."""
    start, moment = reminder.session.start_utc, in_utc(now)
    if reminder.stage == "ahead":
        return "ahead", {"when": say_time(reminder.session.start, now, say)}
    if reminder.stage == "soon":
        return "soon", {"count": max(1, -(-(start - moment) // MINUTE))}  # until the next plan
    if reminder.stage == "late" and moment - start >= HOUR:
        return "late_hours", {"count": round((moment - start) / HOUR)}
    if reminder.stage == "late":
        return "late", {"count": (moment - start) // MINUTE}
    return "now", {}
