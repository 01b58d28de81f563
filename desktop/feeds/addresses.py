"""Calendar addresses: which may be kept, and which may stand on a card."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from desktop.credentials.secret import Secret
from desktop.feeds.http import safe_address
from desktop.feeds.problems import BadAddress

LONGEST = 1200
"""Characters; a Windows keyring holds no more than 1280."""

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
_NOT_PUBLIC = ("localhost", "local", "internal", "invalid", "onion", "arpa", "lan", "home")
_SECRET_KEYS = re.compile(
    r"pwd|pw|pass(?:word|code|wd)?|pin|tk|\w*token|auth|\w*key|secret|sig|signature",
    re.IGNORECASE,
)
_SECRET_PATH = re.compile(r"/private-[^/]+/")
"""Google's form of a calendar's secret address."""

_CONFUSING = re.compile(r"[\s\x00-\x20\x7f\\<>\"\ud800-\udfff]")


def check_address(text: str) -> Secret:
    """Return a calendar's address as it is asked for: https, also for webcal.

    Blanks and `<...>` around it, as they come with a copied text, are dropped.
    Raises `BadAddress` or `NotPrivate`.
    """
    address = text.strip().removeprefix("<").removesuffix(">").strip()
    if split_address(address) is None:
        raise BadAddress
    return Secret(safe_address(address))


def split_address(address: str) -> SplitResult | None:
    """Take an address apart, or return None where programs could disagree about its parts."""
    if len(address) > LONGEST or _CONFUSING.search(address):
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    is_whole = bool(parts.scheme and parts.hostname) and (port is None or port > 0)
    return parts if is_whole else None


def is_exact_host(host: str) -> bool:
    """Say whether `host` names one public host: no wildcard, address, port or foreign letter.

    A name in a foreign alphabet passes in its encoded form only (`xn--...`).
    """
    last = host.rpartition(".")[2]
    return len(host) <= 253 and bool(_HOST.fullmatch(host)) and last not in _NOT_PUBLIC


def holds_a_secret(parts: SplitResult) -> bool:
    """Say whether an address lets in whoever reads it: a name, a password, a key, a private path.

    Such an address is for one person's keyring, never for a card on paper.
    """
    if parts.username is not None or parts.password is not None:
        return True
    for text in (parts.query, parts.fragment):
        if any(_SECRET_KEYS.fullmatch(key) for key, _ in parse_qsl(text, keep_blank_values=True)):
            return True
    return bool(_SECRET_PATH.search(parts.path))
