"""Does the internet answer? Only the calendar's own host is asked, and only for a greeting."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from urllib.parse import urlsplit

from desktop.feeds.http import HttpClient, HttpLimits, HttpRequest, HttpResponse
from desktop.feeds.problems import CalendarProblem, NetworkSignIn, NotTrusted
from resources.declared import Finding, Health

PATIENCE = HttpLimits(connect=4.0, read=4.0, total=6.0, size=64 * 1024)


class Connection:
    """One question to one host, asked at most once; two checks look at its answer.

    `address` is that of a calendar; only its host's front page is asked for. With
    None, where no calendar is set, nobody is asked.
    """

    def __init__(self, address: str | None, web: HttpClient | None = None) -> None:
        self._origin = origin_of(address) if address else None
        self._web = web or HttpClient(PATIENCE)
        self._one_at_a_time = Lock()
        self._said: HttpResponse | CalendarProblem | None = None

    def internet(self) -> Finding:
        """Does the host answer? Any answer will do, an error page too."""
        if self._origin is None:
            return Finding("internet", "not_asked", Health.GOOD)
        said = self._ask(self._origin)
        if isinstance(said, NotTrusted):
            return Finding("internet", "not_trusted", Health.BROKEN)
        if isinstance(said, NetworkSignIn):
            return Finding("internet", "sign_in", Health.BROKEN)
        if isinstance(said, CalendarProblem):
            return Finding("internet", "no_answer", Health.BROKEN)
        return Finding("internet", "works", Health.GOOD)

    def time(self) -> datetime | None:
        """Return the time by the host's clock, or None if it is not known."""
        said = self._ask(self._origin) if self._origin else None
        return time_of(said.headers.get("date")) if isinstance(said, HttpResponse) else None

    def _ask(self, origin: str) -> HttpResponse | CalendarProblem:
        with self._one_at_a_time:
            if self._said is None:
                try:
                    self._said = self._web.ask(HttpRequest(f"{origin}/", method="HEAD"))
                except CalendarProblem as problem:
                    self._said = problem
            return self._said


def origin_of(address: str) -> str | None:
    """Return scheme and host of an address, without any name or password; None if it has none."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}" if place else None


def time_of(header: str | None) -> datetime | None:
    """Read a `Date` header; None if there is none or it is broken."""
    if header is None:
        return None
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
