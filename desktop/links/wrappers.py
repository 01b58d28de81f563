"""Links that mail programs wrap around a link: found, unwrapped once, never followed.

Only the text is unwrapped; nothing is asked of the network. What comes out is
judged again from the beginning, so a wrapper can hide nothing.
"""

from __future__ import annotations

import binascii
import html
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from desktop.links.url_parts import LONGEST, UrlParts

_PROOFPOINT_3 = re.compile(r"/v3/__(.+?)__;([A-Za-z0-9_=-]*)!")
_TOKEN = re.compile(r"\*(?:\*(.))?")
_ONE_SLASH = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:/)(?=[^/])")
_SAFE_LINKS = re.compile(
    r"(?:^|\.)safelinks\.protection\.(?:outlook\.(?:com|cn|de)|office365\.us)$"
)
_PROOFPOINT_HOSTS = frozenset({"urldefense.proofpoint.com", "urldefense.com", "urldefense.us"})
_GOOGLE_HOSTS = frozenset({"google.com", "www.google.com", "www.google.co.uk"})
# `**A` in a version 3 link stands for 2 characters, `**B` for 3, … in this order.
_RUNS = {
    letter: length
    for length, letter in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", start=2
    )
}

Unwrap = Callable[[UrlParts], str | None]


def wrapper_of(parts: UrlParts) -> Unwrap | None:
    """Return how to unwrap this link when its host is a known wrapper."""
    if _SAFE_LINKS.search(parts.host):
        return _safe_link
    if parts.host in _PROOFPOINT_HOSTS:
        return _proofpoint
    return _google if parts.host in _GOOGLE_HOSTS and parts.path == "/url" else None


def _safe_link(parts: UrlParts) -> str | None:
    return _decoded(_only(parts.query, "url"))


def _google(parts: UrlParts) -> str | None:
    named = [name for name in ("q", "url") if _values(parts.query, name)]
    return _decoded(_only(parts.query, named[0])) if len(named) == 1 else None


def _proofpoint(parts: UrlParts) -> str | None:
    version = parts.path[:4]
    if version == "/v3/":
        return _proofpoint_3(parts.url)
    target = _only(parts.query, "u")
    if target is None or parts.path.rstrip("/") not in ("/v1/url", "/v2/url"):
        return None
    if version == "/v1/":
        plain = _decoded(target)
        return None if plain is None else html.unescape(plain)
    return _decoded(target.translate({ord("-"): "%", ord("_"): "/"}))


def _proofpoint_3(url: str) -> str | None:
    """Put back the characters that version 3 replaced: one for `*`, a run for `**` and a letter."""
    found = _PROOFPOINT_3.search(url)
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
    """Decode the characters kept behind `__;`, in base 64 without its padding."""
    bare = text.rstrip("=")
    try:
        return urlsafe_b64decode(bare + "=" * (-len(bare) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
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
