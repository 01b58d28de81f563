"""URL policy: decides whether a link may be opened, must be asked about or is refused.

No network. `judge` allows a meeting of a known service, asks about an honest host it does
not know, and refuses everything else, each with the short name of a rule whose
words are `link.<rule>`. What may be opened is byte for byte what was checked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from desktop.links.lookalikes import looks_like_known
from desktop.links.services import MeetingService, domains_of, known_services
from desktop.links.url_parts import (
    UrlParts,
    broken_form,
    broken_text,
    scheme_of,
    split_link,
    wrapper_of,
)

Verdict = Literal["allow", "ask", "refuse"]

DEEPEST = 5
"""Wrappers inside each other that are taken off; more is refused."""

# Files that a browser hands to the computer to run or unpack. Never a meeting.
_DOWNLOAD = re.compile(
    r"\.(?:exe|msi|msix|appx|dmg|pkg|deb|rpm|appimage|apk|bat|cmd|scr|ps1|vbs|jse?|hta|jar|lnk"
    r"|iso|img|zip|rar|7z|gz|xz|reg|docm|xlsm|pptm)$",
    re.IGNORECASE,
)
_CLEAN_HOST = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True)
class LinkVerdict:
    """The answer about one link.

    `service` is the name people know, `host` where the link really goes (lower
    case, foreign alphabets in their encoded form), `opens` the exact text to
    open: only when the verdict is "allow". `opens` may hold a password, so it
    stays out of `repr`, and must stay out of logs.
    """

    verdict: Verdict
    rule: str
    service: str | None = None
    service_id: str | None = None
    host: str | None = None
    opens: str | None = field(default=None, repr=False)

    @property
    def reason(self) -> str:
        """Name the words that say why; `details` fill their blanks."""
        return f"link.{self.rule}"

    @property
    def details(self) -> dict[str, str | int]:
        """Fill the blanks of the reason."""
        return {"service": self.service or "", "host": self.host or ""}


def judge(url: str, allowed_hosts: Collection[str] = ()) -> LinkVerdict:
    """Decide whether `url` may be opened.

    `allowed_hosts` are exact host names that a helper or a group card has added
    (lower case; foreign alphabets encoded); they can add a host of a group's own,
    never an IP address, a wildcard, or another page of a service that is known.
    """
    added = frozenset(host.lower() for host in allowed_hosts)
    before: set[str] = set()
    for _ in range(DEEPEST + 1):
        before.add(url)
        answer = _judge_once(url, added)
        if isinstance(answer, LinkVerdict):
            return answer
        if answer in before:
            break
        url = answer
    return LinkVerdict("refuse", "wrapper")


def may_open(url: str, allowed_hosts: Collection[str]) -> bool:
    """Say whether `judge` allows `url`."""
    return judge(url, allowed_hosts=allowed_hosts).verdict == "allow"


def _judge_once(url: str, allowed_hosts: frozenset[str]) -> LinkVerdict | str:
    """Return the answer, or the inner link when `url` is a wrapper."""
    broken = broken_text(url)
    if broken:
        return LinkVerdict("refuse", broken)
    parts = split_link(url)
    if parts is None:
        return _wrong_scheme(scheme_of(url))
    broken = broken_form(parts, allowed_hosts)
    if broken:
        clean = _CLEAN_HOST.fullmatch(parts.host)
        return LinkVerdict("refuse", broken, host=parts.host if clean else None)
    unwrap = wrapper_of(parts)
    if unwrap is not None:
        return unwrap(parts) or LinkVerdict("refuse", "wrapper", host=parts.host)
    return _judge_host(parts, allowed_hosts)


def _wrong_scheme(scheme: str) -> LinkVerdict:
    if scheme in ("http", "tel"):
        return LinkVerdict("refuse", {"http": "http", "tel": "phone"}[scheme])
    service = known_services().with_scheme(scheme)
    if service is not None:
        return LinkVerdict("refuse", "app", service.name, service.id)
    return LinkVerdict("refuse", "scheme")


def _judge_host(parts: UrlParts, allowed_hosts: frozenset[str]) -> LinkVerdict:
    services = known_services()
    service = services.at(parts.host)
    if service is not None:
        return _judge_service(parts, service)
    broken = _never_added(parts)
    if broken is None and parts.host in allowed_hosts:
        return _allowed(parts, services.on_own_host(*_shape_of(parts)))
    broken = broken or _not_honest(parts)
    if broken:
        return LinkVerdict("refuse", broken, host=parts.host)
    return LinkVerdict("ask", "unknown", host=parts.host)


def _never_added(parts: UrlParts) -> str | None:
    """Name what is wrong with a link that not even a helper can let through."""
    if not known_services().shorteners.isdisjoint(domains_of(parts.host)):
        return "shortener"
    return "download" if _DOWNLOAD.search(parts.path) else None


def _not_honest(parts: UrlParts) -> str | None:
    """Name what is wrong with a link on a host that nobody has added."""
    if not known_services().owners.isdisjoint(domains_of(parts.host)):
        return "page"
    return "imitation" if looks_like_known(parts) else None


def _judge_service(parts: UrlParts, service: MeetingService) -> LinkVerdict:
    if service.retired:
        return LinkVerdict("refuse", "retired", service.name, service.id, parts.host)
    if any(shape.fits(*_shape_of(parts)) for shape in service.shapes):
        return _allowed(parts, service)
    return LinkVerdict("refuse", "path", service.name, service.id, parts.host)


def _allowed(parts: UrlParts, service: MeetingService | None) -> LinkVerdict:
    name, service_id = (service.name, service.id) if service else (parts.host, None)
    rule = "meeting" if service else "added"
    return LinkVerdict("allow", rule, name, service_id, parts.host, parts.url)


def _shape_of(parts: UrlParts) -> tuple[str, str, str, str]:
    return parts.host, parts.path, parts.query, parts.fragment
