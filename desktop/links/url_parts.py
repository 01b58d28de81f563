"""Splits a URL into its parts, checks their form, and unwraps links that mail programs wrapped.

Each rule takes the parts and gives its own short name when the link breaks it. The form
is checked on the text itself, before any parser, because parsers repair: `urlsplit`
silently deletes tabs, browsers read a backslash as a slash. Only text is unwrapped, once
and without the network; what comes out is judged again from the beginning, so a wrapper
can hide nothing.
"""

from __future__ import annotations

import html
import re
from base64 import b64decode
from collections.abc import Callable, Collection
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from desktop.links.services import LinkWrapper, known_services

LONGEST = 2048
"""Characters of a URL; no meeting's is nearly as long."""

_PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]+")  # 0x21 to 0x7E without \ " < > ^ ` { | }
_BAD_ESCAPE = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff]|(?![0-9A-Fa-f]{2}))")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Letters that nobody sees, and marks that turn the direction of what is read."""
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
    """A link split at `://`, `/`, `?` and `#`, nothing decoded; `host` is lower case."""

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
    if _BAD_ESCAPE.search(url) or _UNSEEN.search(unquote(url)):
        return "escapes"
    return None


def scheme_of(url: str) -> str:
    """Return what stands before the first colon, in lower case, or nothing."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def split_link(url: str) -> UrlParts | None:
    """Return the parts of an `https://` link; None when it does not start so."""
    if url[:8].lower() != "https://":
        return None
    before, _, fragment = url[8:].partition("#")
    before, _, query = before.partition("?")
    authority, slash, path = before.partition("/")
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    return UrlParts(url, authority, host, slash + path, query, fragment)


def fully_decoded(text: str) -> str:
    """Undo percent encoding until nothing changes, at most 5 times."""
    for _ in range(5):
        decoded = unquote(text)
        if decoded == text:
            break
        text = decoded
    return text


def parameters(text: str) -> list[tuple[str, str]]:
    """Return the names and values of a query or a fragment, decoded to the bottom."""
    pairs = (pair.partition("=") for pair in text.split("&") if pair)
    return [(fully_decoded(name), fully_decoded(value)) for name, _, value in pairs]


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


# Links inside the links of mail programs

_PROOFPOINT_3 = re.compile(r"/v3/__(.+)__;([A-Za-z0-9_=-]*)!")
_URL_SAFE = str.maketrans("+/", "-_")
_TOKEN = re.compile(r"\*(?:\*(.))?")
_ONE_SLASH = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:/)(?=[^/])")
_PROOFPOINT_HOSTS = frozenset({"urldefense.proofpoint.com", "urldefense.com", "urldefense.us"})
_TEAMS_HOST = re.compile(r"(?:.+\.)?teams\.(?:microsoft\.com|microsoft\.us|live\.com)")
_TEAMS_HOST_NEW = "teams.cloud.microsoft"
_TEAMS_LAUNCHER = "/dl/launcher/launcher.html"
_TEAMS_MEETING = re.compile(r"/(?:l/meetup-join|meet)/.+")
_TEAMS_ADDRESS_BAR = re.compile(r"/(?:_|v2/?)(?:\?[^#]*)?#")
# `**A` in a version 3 link stands for 2 characters, `**B` for 3, … in this order.
_RUNS = {
    letter: length
    for length, letter in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", start=2
    )
}

Unwrap = Callable[[UrlParts], str | None]


def wrapper_of(parts: UrlParts) -> Unwrap | None:
    """Return how to unwrap this link when it is one that holds another."""
    if parts.host in _PROOFPOINT_HOSTS:
        return _proofpoint
    if _teams_meeting(parts) is not None:
        return _teams_meeting
    for wrapper in known_services().wrappers:
        if wrapper.fits(parts.host, parts.path):
            return partial(_inside, wrapper)
    return None


def _inside(wrapper: LinkWrapper, parts: UrlParts) -> str | None:
    """Return the link that stands where `wrapper` says; two would let two readers see two."""
    if wrapper.inside:
        found = re.match(wrapper.inside, _after_host(parts))
        written = [found[1]] if found else []
    else:
        written = [text for name in wrapper.values for text in _values(parts.query, name) if text]
    if len(written) != 1:
        return None
    if wrapper.coding == "none":
        return _ONE_SLASH.sub(r"\1/", written[0])
    plain = _decoded(written[0])
    return _stored(plain) if plain and wrapper.coding == "base64" else plain


def _teams_meeting(parts: UrlParts) -> str | None:
    """Return the meeting in the page that starts Teams, or behind the `#` of its address bar."""
    if not (_TEAMS_HOST.fullmatch(parts.host) or parts.host == _TEAMS_HOST_NEW):
        return None
    place = _after_host(parts)
    if parts.path == _TEAMS_LAUNCHER:
        place = _decoded(_only(parts.query, "url")) or ""
    elif not _TEAMS_ADDRESS_BAR.match(place):
        return None
    meeting = _TEAMS_ADDRESS_BAR.sub("", place, count=1)
    return f"https://{parts.authority}{meeting}" if _TEAMS_MEETING.fullmatch(meeting) else None


def _after_host(parts: UrlParts) -> str:
    return parts.url[len("https://") + len(parts.authority) :]


def _proofpoint(parts: UrlParts) -> str | None:
    version = parts.path[:4]
    if version == "/v3/":
        return _proofpoint_3(_after_host(parts))
    target = _only(parts.query, "u")
    if target is None or parts.path.rstrip("/") not in ("/v1/url", "/v2/url"):
        return None
    if version == "/v1/":
        plain = _decoded(target)
        return None if plain is None else html.unescape(plain)
    return _decoded(target.translate({ord("-"): "%", ord("_"): "/"}))


def _proofpoint_3(after_host: str) -> str | None:
    """Put back the characters that version 3 replaced: one for `*`, a run for `**` and a letter."""
    found = _PROOFPOINT_3.match(after_host)
    if found is None:
        return None
    stored = _stored(found[2])
    if stored is None:
        return None
    pieces: list[str] = []
    place = taken = 0
    inner = found[1]
    for token in _TOKEN.finditer(inner):
        length = _RUNS.get(token[1], 0) if token[1] else 1
        pieces += [inner[place : token.start()], stored[taken : taken + length]]
        if not length or taken + length > len(stored):
            return None
        place, taken = token.end(), taken + length
    whole = "".join(pieces) + inner[place:]
    return _ONE_SLASH.sub(r"\1/", whole) if taken == len(stored) else None


def _stored(text: str) -> str | None:
    """Decode text in base 64, of either alphabet, with its padding or without."""
    bare = text.rstrip("=").translate(_URL_SAFE)
    try:
        padded = bare + "=" * (-len(bare) % 4)
        return b64decode(padded, altchars=b"-_", validate=True).decode("utf-8")
    except ValueError:  # other letters than those of base 64, or what is no text
        return None


def _values(query: str, name: str) -> list[str]:
    pairs = (pair.partition("=") for pair in query.split("&"))
    return [value for key, _, value in pairs if key == name]


def _only(query: str, name: str) -> str | None:
    """Return the one value of that name; two would let two readers see two links."""
    values = _values(query, name)
    return values[0] if len(values) == 1 else None


def _decoded(value: str | None) -> str | None:
    """Undo percent encoding once; None when it is empty, too long, broken or not text."""
    if not value or len(value) > LONGEST or re.search(r"%(?![0-9A-Fa-f]{2})", value):
        return None
    try:
        return unquote_to_bytes(value).decode("utf-8")
    except UnicodeDecodeError:
        return None
