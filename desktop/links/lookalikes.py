"""Detects lookalike links: unknown hosts that imitate a known meeting service.

Such a link is refused outright, where an honest unknown host would be shown to
a helper. A miss costs little: what is unknown is never opened in one click.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

from desktop.links.services import known_services
from desktop.links.url_parts import UrlParts

_WORD = re.compile(r"[a-z0-9]+")
# Letters that are drawn alike; both sides of a comparison are rewritten so.
_ALIKE = str.maketrans("01i345", "olleas")


def looks_like_known(parts: UrlParts) -> bool:
    """Say whether the host, path, query or fragment copies a service's name, host or path."""
    return _host_copies(parts.host) or _rest_copies(parts)


def _host_copies(host: str) -> bool:
    """Find `zoom.us.evil.example`, `evilzoom.us`, `meet-google.com`, `vvebex.com`, `zooom.us`."""
    if _known_domain().search(host) or _long_domain().search(host):
        return True
    squeezed = _drawn(host.replace("-", "").replace(".", ""))
    if any(word in squeezed for word in _names_anywhere()):
        return True
    return any(_short(word) in _names_whole() for word in _WORD.findall(host))


def _rest_copies(parts: UrlParts) -> bool:
    """Find a known host, a service's name or a service's own path on somebody else's host."""
    rest = _plain(f"{parts.path}?{parts.query}#{parts.fragment}")
    if _known_domain().search(rest) or _known_paths().search(parts.path.lower()):
        return True
    return not set(_WORD.findall(rest)).isdisjoint(known_services().lookalikes.whole)


def _plain(text: str) -> str:
    """Undo percent encoding until nothing changes, at most 5 times, in lower case."""
    for _ in range(5):
        decoded = unquote(text)
        if decoded == text:
            break
        text = decoded
    return text.lower()


def _drawn(text: str) -> str:
    return text.replace("rn", "m").replace("vv", "w").translate(_ALIKE)


def _short(word: str) -> str:
    """Rewrite a word as drawn, each run of one letter as a single letter."""
    return re.sub(r"(.)\1+", r"\1", _drawn(word))


@cache
def _known_domain() -> re.Pattern[str]:
    names = "|".join(re.escape(domain) for domain in known_services().known_domains)
    return re.compile(rf"(?<![a-z0-9-])(?:{names})(?![a-z0-9-])")


@cache
def _long_domain() -> re.Pattern[str]:
    """Match domains so long that even inside a longer name they are no accident."""
    names = "|".join(re.escape(name) for name in known_services().known_domains if len(name) > 7)
    return re.compile(rf"(?:{names})(?![a-z0-9-])")


@cache
def _known_paths() -> re.Pattern[str]:
    return re.compile("|".join(known_services().lookalikes.paths))


@cache
def _names_anywhere() -> tuple[str, ...]:
    return tuple(_drawn(word) for word in known_services().lookalikes.anywhere)


@cache
def _names_whole() -> frozenset[str]:
    return frozenset(_short(word) for word in known_services().lookalikes.whole)
