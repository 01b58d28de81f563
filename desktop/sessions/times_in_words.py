"""Formats times as people say them: "today at 2:00pm, in 25 minutes".

All moments are aware; `now` gives the clocks to say them on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.sessions.session import Session

WEEKDAYS = "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MINUTE, HOUR, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=7)


class Wording(Protocol):
    """Gives the sentence called `key` with its blanks filled (`resources.words.Words`)."""

    def __call__(self, key: str, **blanks: str | int) -> str:
        """Return the sentence."""
        ...


def say_session(session: Session, now: datetime, say: Wording) -> str:
    """Say when a session is: "today at 2:00pm, in 25 minutes", "tomorrow at 10:30am"."""
    if session.all_day:
        return say("schedule.all_day", day=say_day(session.start, now, say))
    when = say_time(session.start, now, say)
    start, end = session.start_utc, session.end_utc
    if start > now and _days(session.start, now) == 0:
        return say("schedule.with_wait", when=when, wait=_wait(start - now, say))
    if start <= now < end:
        return say("schedule.with_wait", when=when, wait=_since(now - start, say))
    return when


def say_happening(session: Session, now: datetime, say: Wording) -> str:
    """Say how far off a session is: "Happening in 10 minutes", "Happening on Friday 4 December"."""
    start, days = session.start_utc, _days(session.start, now)
    if days > 1:
        return say("schedule.happening_on", day=say_day(session.start, now, say))
    if days == 1 or session.all_day:
        near = session.start if days == 1 else now
        return say("schedule.happening_near", day=say_day(near, now, say))
    if start > now:
        return say("schedule.happening_in", wait=_wait(start - now, say))
    return f"{say('schedule.happening_now')} {say_started(session, now, say)}"


def say_span(session: Session, now: datetime, say: Wording) -> str:
    """Say from when to when a session is: "3:00pm to 4:00pm"."""
    if session.all_day:
        return say("schedule.whole_day")
    start = say_clock(_on(session.start, now), say)
    if "end_unknown" in session.problems:
        return start
    return say("schedule.span", start=start, end=say_clock(_on(session.end, now), say))


def say_started(session: Session, now: datetime, say: Wording) -> str:
    """Say that a session is on: "It started 6 minutes ago. You can still join."."""
    passed = now - session.start_utc
    if passed < MINUTE:
        return say("schedule.started_now")
    if passed < HOUR:
        return say("schedule.started", count=passed // MINUTE)
    return say("schedule.started_hours", count=_hours(passed))


def say_time(moment: datetime, now: datetime, say: Wording) -> str:
    """Say a day and a time: "tomorrow at 10:30am"."""
    return say("schedule.at", day=say_day(moment, now, say), time=say_clock(_on(moment, now), say))


def say_opening(opens_at: datetime, now: datetime, say: Wording) -> str:
    """Say when joining opens: the time alone if that is today."""
    if _days(opens_at, now) == 0:
        return say_clock(_on(opens_at, now), say)
    return say_time(opens_at, now, say)


def say_clock(moment: datetime, say: Wording) -> str:
    """Say a time of day as the NHS writes it: "2:00pm", "midday"."""
    if (moment.hour, moment.minute) == (12, 0):
        return say("schedule.midday")
    if (moment.hour, moment.minute) == (0, 0):
        return say("schedule.midnight")
    blanks: dict[str, str | int] = {"hour": moment.hour % 12 or 12, "minute": f"{moment.minute:02}"}
    if moment.hour < 12:
        return say("schedule.morning", **blanks)
    return say("schedule.afternoon", **blanks)


def say_day(moment: datetime, now: datetime, say: Wording) -> str:
    """Say a day: "today", "tomorrow", "Thursday 6 August"; with the year if it is another."""
    near = {
        0: "schedule.today",
        1: "schedule.tomorrow",
        -1: "schedule.yesterday",
    }.get(_days(moment, now))
    return say_date(moment, now, say) if near is None else say(near)


def say_date(moment: datetime, now: datetime, say: Wording) -> str:
    """Say a day by its date, however near: "Thursday 6 August"; with the year if it is another."""
    there = _on(moment, now)
    blanks: dict[str, str | int] = {
        "weekday": _weekday(there, say),
        "day": there.day,
        "month": say(f"schedule.month.{MONTHS[there.month - 1]}"),
    }
    if there.year == now.year:
        return say("schedule.date", **blanks)
    return say("schedule.date_with_year", **blanks, year=there.year)


def say_written_date(day: date, say: Wording) -> str:
    """Say a day as on a letter: 3 November 2026."""
    month = say(f"schedule.month.{MONTHS[day.month - 1]}")
    return say("card.date", day=day.day, month=month, year=day.year)


def say_age(
    checked_at: datetime | None, now: datetime, say: Wording, *, in_trouble: bool = False
) -> str:
    """Say how old our copy of a calendar is.

    `in_trouble` after a check that did not work: "We could not check since Monday.".
    """
    if checked_at is None:
        return say("schedule.never_checked")
    if in_trouble:
        return _unchecked(checked_at, now, say)
    passed = max(now - checked_at, timedelta(0))
    if passed < MINUTE:
        return say("schedule.checked_now")
    if passed < HOUR:
        return say("schedule.checked_minutes", count=passed // MINUTE)
    if _days(checked_at, now) == 0:
        return say("schedule.checked_hours", count=_hours(passed))
    return say("schedule.checked_day", day=say_day(checked_at, now, say))


def say_clock_change(session: Session, sessions: list[Session], now: datetime, say: Wording) -> str:
    """Say "1 hour later than last week." if a weekly session's time on the wall moved, else ""."""
    here = _on(session.start, now)
    for other in sessions:
        if other.series != session.series:
            continue
        there = _on(other.start, now)
        if here.date() - there.date() == WEEK:
            moved = here.replace(tzinfo=None) - there.replace(tzinfo=None) - WEEK
            if abs(moved) in (HOUR, 2 * HOUR) and _weeks_apart(session, other):
                hours = int(abs(moved) / HOUR)
                if moved > timedelta(0):
                    return say("schedule.later_than_last_week", count=hours)
                return say("schedule.earlier_than_last_week", count=hours)
    return ""


def _weeks_apart(session: Session, other: Session) -> bool:
    """Say whether exactly a week passed: then the clocks moved and not the session."""
    return session.start_utc - other.start_utc == WEEK


def _unchecked(checked_at: datetime, now: datetime, say: Wording) -> str:
    days = _days(checked_at, now)
    if days == 0:
        return say("schedule.unchecked_today", time=say_clock(_on(checked_at, now), say))
    if -7 < days < -1:
        return say("schedule.unchecked_since", day=_weekday(_on(checked_at, now), say))
    return say("schedule.unchecked_since", day=say_day(checked_at, now, say))


def _wait(wait: timedelta, say: Wording) -> str:
    minutes = -(-wait // MINUTE)
    if minutes < 60:
        return say("schedule.in_minutes", count=minutes)
    return say("schedule.in_hours", count=_hours(wait))


def _since(passed: timedelta, say: Wording) -> str:
    if passed < MINUTE:
        return say("schedule.right_now")
    if passed < HOUR:
        return say("schedule.minutes_ago", count=passed // MINUTE)
    return say("schedule.hours_ago", count=_hours(passed))


def _weekday(moment: datetime, say: Wording) -> str:
    return say(f"schedule.weekday.{WEEKDAYS[moment.weekday()]}")


def _hours(span: timedelta) -> int:
    return max(1, round(span / HOUR))


def _on(moment: datetime, now: datetime) -> datetime:
    return moment.astimezone(now.tzinfo)


def _days(moment: datetime, now: datetime) -> int:
    """Return how many midnights lie between `now` and `moment`; negative in the past."""
    return (_on(moment, now).date() - now.date()).days
