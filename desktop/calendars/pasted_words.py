"""Says in plain words what was understood of a pasted text, before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING

from desktop.calendars.typed_time import EitherHalf
from desktop.calendars.weekly_draft import say_length, say_number, say_zone
from desktop.sessions.times_in_words import say_clock, say_date

if TYPE_CHECKING:
    from desktop.calendars.pasted import Pasted
    from desktop.calendars.pasted_times import PastedTime
    from resources.words import Words


def say_pasted(pasted: Pasted, now: datetime, words: Words) -> Iterator[str]:
    """Say each fact of a pasted text in a line of its own, the way in first."""
    if pasted.link is not None:
        yield words(pasted.link.reason, **pasted.link.details)
    if pasted.passcode and pasted.room:
        yield words("weekly.passcode", passcode=pasted.passcode)
    if pasted.phone is not None:
        yield words("card.phone", number=pasted.phone.number)
        yield from say_number(pasted.phone.number, pasted.code, words)
    if pasted.title:
        yield words("pasted.title", name=pasted.title)
    yield from _say_time(pasted.when, now, words)


def _say_time(when: PastedTime, now: datetime, words: Words) -> Iterator[str]:
    if when.on is not None:
        noon = datetime.combine(when.on, time(12), now.tzinfo)
        yield words("pasted.day", day=say_date(noon, now, words))
    elif when.day is not None:
        yield words("pasted.day", day=words(f"schedule.weekday.{when.day}"))
    if when.every == 1:
        yield words("pasted.weekly")
    elif when.every > 1:
        yield words("card.every", count=when.every)
    if isinstance(when.at, EitherHalf):
        yield words("pasted.time_either", time=f"{when.at.morning.hour or 12}:{when.at.morning:%M}")
    elif when.at is not None:
        yield words("pasted.time", time=say_clock(datetime.combine(now, when.at), words))
    if when.minutes:
        yield words("weekly.lasts", length=say_length(when.minutes, words))
    if when.zone and when.at is not None:
        yield words("card.zone", zone=say_zone(when.zone))
