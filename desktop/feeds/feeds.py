"""Feeds: fetch a calendar's bytes from an address, a file or a weekly rule; conditional GET.

A `Feed` is fetched in a thread (it blocks, within its own deadline) and gives the
calendar's bytes, or "not changed", or a `CalendarProblem`. What was fetched is
checked to be a calendar at all; what it means is for `expansion`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec

from desktop.feeds import problems
from desktop.feeds.http import BIGGEST_BYTES, HttpClient, HttpRequest, HttpResponse
from desktop.ical.content_lines import calendar_text, is_calendar
from desktop.sessions.session import CalendarReading, Stopped
from desktop.sessions.weekly import WeeklyRule, as_calendar
from resources.declared import Problem
from resources.platform.files import NotAFile, regular_only

CLOCK_TOLERANCE = timedelta(minutes=5)
LONGEST_WAIT_S = 24 * 3600
"""Seconds that a server can make us wait at most."""

_CHARSETS = re.compile(r"(?:iso-?8859|latin|windows-12|cp12|koi8|gb|big5|euc|shift_jis|mac)", re.I)
"""How the names begin of character sets that calendars are written in, beside Unicode's."""


class CacheMarks(msgspec.Struct, frozen=True):
    """What tells whether a calendar changed: the server's marks, and a hash of the body.

    Some servers answer 200 to a matching ETag all the same, hence the hash.
    """

    etag: str = ""
    modified: str = ""
    digest: str = ""


class Fetched(msgspec.Struct, frozen=True):
    """What a fetch gave: `body` is None if nothing changed.

    `clock_off` is how many seconds this computer's clock is ahead of the server's,
    0 if that is within 5 minutes or unknown. `stopped` and `cut_short` say of a body that
    is put together of several answers what they say of a reading.
    """

    body: bytes | None
    seen: CacheMarks
    clock_off: int = 0
    stopped: Stopped = ""
    cut_short: bool = False

    def marked(self, reading: CalendarReading) -> CalendarReading:
        """Return what was read of the body, which is no whole reading if the body is not whole."""
        return msgspec.structs.replace(
            reading,
            stopped=reading.stopped or self.stopped,
            cut_short=reading.cut_short or self.cut_short,
        )


class Feed(Protocol):
    """Somewhere a calendar comes from."""

    def fetch(self, seen: CacheMarks) -> Fetched:
        """Return the calendar if it changed since `seen`. Raises a `CalendarProblem`."""
        ...


@dataclass(frozen=True)
class WebFeed:
    """A calendar at an https or webcal address, which may hold a password."""

    address: str = field(repr=False)
    web: HttpClient = field(default_factory=HttpClient, repr=False)

    def fetch(self, seen: CacheMarks) -> Fetched:
        marks = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
        headers = {"Accept": "text/calendar, */*;q=0.5"}
        headers |= {name: mark for name, mark in marks.items() if mark}
        answer = self.web.ask(HttpRequest(self.address, headers=headers))
        off = clock_off(answer.headers, datetime.now(UTC))
        if answer.status == 304:
            return Fetched(None, seen, off)
        check_status(answer)
        body = as_unicode(answer)
        check_calendar(body)
        now = CacheMarks(
            answer.headers.get("etag", ""),
            answer.headers.get("last-modified", ""),
            sha256(answer.body).hexdigest(),
        )
        return Fetched(None if now.digest == seen.digest else body, now, off)


@dataclass(frozen=True)
class FileFeed:
    """A calendar in a file."""

    path: Path = field(repr=False)

    def fetch(self, seen: CacheMarks) -> Fetched:
        try:
            with open(self.path, "rb", opener=regular_only) as file:
                if os.fstat(file.fileno()).st_size > BIGGEST_BYTES:
                    raise problems.TooLarge
                body = file.read(BIGGEST_BYTES + 1)
        except FileNotFoundError:
            raise problems.FileMissing from None
        except NotAFile:
            raise problems.FileStrange from None
        except (OSError, ValueError):
            raise problems.FileUnreadable from None
        check_calendar(body)
        digest = sha256(body).hexdigest()
        return Fetched(None if digest == seen.digest else body, CacheMarks(digest=digest))


@dataclass(frozen=True)
class WeeklyFeed:
    """A weekly rule, as a calendar like any other."""

    rule: WeeklyRule
    uid: str

    def fetch(self, seen: CacheMarks) -> Fetched:
        body = as_calendar(self.rule, self.uid)
        digest = sha256(body).hexdigest()
        return Fetched(None if digest == seen.digest else body, CacheMarks(digest=digest))


@dataclass(frozen=True)
class ClosedFeed:
    """A calendar whose address or password could not be had; `key` names the problem."""

    key: str
    problem: Problem = field(compare=False, repr=False)

    def fetch(self, seen: CacheMarks) -> Fetched:
        raise self.problem


def feed_of(calendar: str, web: HttpClient | None = None) -> Feed:
    """Return the feed of what a person gave: an address if it looks like one, else a file."""
    if "://" in calendar:
        return WebFeed(calendar.strip(), web or HttpClient())
    return FileFeed(Path(calendar))


def check_calendar(body: bytes) -> None:
    """Raise the `CalendarProblem` of a body that is no calendar."""
    if len(body) > BIGGEST_BYTES:
        raise problems.TooLarge
    text = calendar_text(body)
    if is_calendar(text):
        return
    start = text[:4096].lstrip().lower()
    if not start:
        raise problems.EmptyCalendar
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        asks = b'type="password"' in text.lower() or b"type=password" in text.lower()
        raise problems.NeedsPassword if asks else problems.WebPage
    raise problems.NotACalendar


def as_unicode(answer: HttpResponse) -> bytes:
    """Return a body in UTF-8: one that is none is read by the charset that its server declares."""
    declared = Message()
    declared["Content-Type"] = answer.headers.get("content-type", "")
    charset = str(declared.get_content_charset(""))
    try:
        answer.body.decode()
    except UnicodeDecodeError:
        if _CHARSETS.match(charset):
            with suppress(LookupError, UnicodeDecodeError):
                return answer.body.decode(charset).encode()
    return answer.body


def check_status(answer: HttpResponse) -> None:
    """Raise the `CalendarProblem` of a status that is not a success."""
    status = answer.status
    if 200 <= status < 300:
        return
    if status in (401, 403, 407):
        raise problems.NeedsPassword
    if status in (404, 410):
        raise problems.CalendarGone
    if status == 511:
        raise problems.NetworkSignIn
    problem = problems.TooManyRequests() if status == 429 else problems.ServerTrouble()
    problem.wait = _retry_after(answer.headers, datetime.now(UTC))
    raise problem


def clock_off(headers: Mapping[str, str], now: datetime) -> int:
    """Return how many seconds `now` is ahead of the server's Date, 0 if it is about right.

    An answer kept on the way says its Age in seconds.
    """
    age = headers.get("age", "0").strip()
    try:
        said = parsedate_to_datetime(headers["date"]).astimezone(UTC)
        off = now - said - timedelta(seconds=int(age[:9]))
    except (KeyError, ValueError, TypeError, OverflowError):
        return 0
    return int(off.total_seconds()) if abs(off) > CLOCK_TOLERANCE else 0


def _retry_after(headers: Mapping[str, str], now: datetime) -> int:
    """Return the seconds of a Retry-After header, which may also be a date; 0 if none."""
    written = headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return min(int(written[:9]), LONGEST_WAIT_S)
    try:
        wait = parsedate_to_datetime(written).astimezone(UTC) - now
    except (ValueError, TypeError, OverflowError):
        return 0
    return max(0, min(int(wait.total_seconds()), LONGEST_WAIT_S))
