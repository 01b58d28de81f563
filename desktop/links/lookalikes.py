"""Detects lookalike links: unknown hosts that imitate a known meeting service.

Such a link is refused outright, where an honest unknown host would be shown to
a helper. A miss costs little: what is unknown is never opened in one click.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from desktop.links.services import known_services
from desktop.links.url_parts import UrlParts, fully_decoded

_WORD = re.compile(r"[a-z0-9]+")
# Letters that are drawn alike; both sides of a comparison are rewritten so.
_STROKED = str.maketrans("ıłøđħŧßæœ", "ilodhtsao")
_ALIKE = str.maketrans("01i345", "olleas")


def looks_like_known(parts: UrlParts) -> bool:
    """Say whether the host, path, query or fragment copies a service's name, host or path."""
    return host_copies(parts.host) or _rest_copies(parts)


def host_copies(host: str) -> bool:
    """Find `zoom.us.evil.example`, `evilzoom.us`, `meet-google.com`, `vvebex.com`, `zooom.us`.

    A name in another alphabet is read as it is drawn: one that is not in Latin letters always
    counts; a letter with an accent stands for itself without it, and for any other letter.
    """
    if "xn--" in host:
        drawn = ".".join(_drawn_label(label) for label in host.split("."))
        plain = _without_accents(drawn)
        return not plain.isascii() or _hides_name(drawn) or _name_copies(plain)
    return _name_copies(host)


def _name_copies(host: str) -> bool:
    """Find a service's name or domain in a host that is read as it stands."""
    if _known_domain().search(host) or _long_domain().search(host):
        return True
    squeezed = _drawn(host.replace("-", "").replace(".", ""))
    if any(word in squeezed for word in _names_anywhere()):
        return True
    return any(_short(word) in _names_whole() for word in _WORD.findall(host))


def _rest_copies(parts: UrlParts) -> bool:
    """Find a known host, a service's name or a service's own path on somebody else's host."""
    rest = fully_decoded(f"{parts.path}?{parts.query}#{parts.fragment}").lower()
    if _known_domain().search(rest) or _known_paths().search(parts.path.lower()):
        return True
    return not set(_WORD.findall(rest)).isdisjoint(known_services().lookalikes.whole)


def _drawn_label(label: str) -> str:
    """Return a label as it is drawn; letters that are not Latin for one that cannot be read."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode().decode("punycode").lower().replace("xn--", "")
    except UnicodeError:
        return "\N{REPLACEMENT CHARACTER}"


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_STROKED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _hides_name(drawn: str) -> bool:
    """Find a service's name in which letters were put that are not of the alphabet (züom)."""
    marks = known_services().lookalikes
    return any(
        all(
            letter == meant or not letter.isascii()
            for letter, meant in zip(piece, word, strict=True)
        )
        for word in {*marks.anywhere, *marks.whole}
        for piece in (drawn[at : at + len(word)] for at in range(len(drawn) - len(word) + 1))
    )


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
