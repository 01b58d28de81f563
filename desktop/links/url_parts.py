"""The parts of a link, and the rules about its form.

Each rule takes the parts and gives its own short name when the link breaks it.
The form is judged on the text itself, before any parser, because parsers repair:
`urlsplit` silently deletes tabs, browsers read a backslash as a slash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST = 2048

_PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]+")  # 0x21 to 0x7E without \ " < > ^ ` { | }
_BAD_ESCAPE = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff]|(?![0-9A-Fa-f]{2}))")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names for computers at home, in an office, or hidden: never a public meeting (RFC 6761, 6762,
# 7686, 8375 and ICANN's list of names that collide).
_PRIVATE = re.compile(
    r"(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|lan|home|corp|onion"
    r"|invalid|arpa)$"
)


class UrlParts(NamedTuple):
    """A link taken apart at `://`, `/`, `?` and `#`, nothing decoded; `host` is lower case."""

    url: str
    authority: str
    host: str
    path: str
    query: str
    fragment: str


Rule = Callable[[UrlParts, Collection[str]], bool]


def broken_text(url: str) -> str | None:
    """Name the rule that the bare text breaks: length, characters or escapes."""
    if len(url) > LONGEST:
        return "length"
    if not _PLAIN.fullmatch(url):
        return "characters"
    return "escapes" if _BAD_ESCAPE.search(url) else None


def scheme_of(url: str) -> str:
    """Return what stands before the first colon, in lower case, or nothing."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def take_apart(url: str) -> UrlParts | None:
    """Return the parts of an `https://` link; None when it does not start so."""
    if url[:8].lower() != "https://":
        return None
    before, _, fragment = url[8:].partition("#")
    before, _, query = before.partition("?")
    authority, slash, path = before.partition("/")
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    return UrlParts(url, authority, host, slash + path, query, fragment)


def broken_form(parts: UrlParts, allowed_hosts: Collection[str]) -> str | None:
    """Name the first rule about hosts that the link breaks; the simple ones come first."""
    return next((name for name, rule in _RULES if rule(parts, allowed_hosts)), None)


def _has_user(parts: UrlParts, _: Collection[str]) -> bool:
    return "@" in parts.authority or "%40" in parts.authority


def _has_number_for_host(parts: UrlParts, _: Collection[str]) -> bool:
    """Find every way to write an IP address that browsers accept (2130706433, 0x7f.1, [::1])."""
    last = parts.host.rstrip(".").rpartition(".")[2]
    return "[" in parts.authority or _NUMBER.fullmatch(last) is not None


def _has_other_port(parts: UrlParts, _: Collection[str]) -> bool:
    _, colon, port = parts.authority.partition(":")
    return bool(colon) and port != "443"


def _has_bad_host(parts: UrlParts, _: Collection[str]) -> bool:
    labels = parts.host.split(".")
    return (
        len(labels) < 2
        or len(parts.host) > 253
        or not all(_LABEL.fullmatch(label) for label in labels)
        or not (labels[-1].isalpha() or labels[-1].startswith("xn--"))
        or len(labels[-1]) < 2
    )


def _is_private(parts: UrlParts, _: Collection[str]) -> bool:
    return _PRIVATE.search(parts.host) is not None


def _is_encoded_name(parts: UrlParts, allowed_hosts: Collection[str]) -> bool:
    """Find names in other alphabets, which can be drawn just like Latin ones."""
    return parts.host not in allowed_hosts and any(
        label.startswith("xn--") for label in parts.host.split(".")
    )


def _parsers_differ(parts: UrlParts, _: Collection[str]) -> bool:
    """Ask Python's parser and the one browsers use (WHATWG, by ada); both must see our parts."""
    import ada_url

    try:
        ours = urlsplit(parts.url)
        theirs = ada_url.URL(parts.url)
        return not (
            ours.hostname == theirs.hostname == parts.host
            and (ours.scheme, theirs.protocol) == ("https", "https:")
            and ours.port in (None, 443)
            and not theirs.port
            and not (theirs.username or theirs.password or ours.username or ours.password)
            and (ours.path or "/") == theirs.pathname == (parts.path or "/")
            and (ours.query, ours.fragment) == (parts.query, parts.fragment)
        )
    except ValueError:
        return True


_RULES: tuple[tuple[str, Rule], ...] = (
    ("userinfo", _has_user),
    ("address", _has_number_for_host),
    ("port", _has_other_port),
    ("private", _is_private),
    ("host", _has_bad_host),
    ("idn", _is_encoded_name),
    ("parsers", _parsers_differ),
)
