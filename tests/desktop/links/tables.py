"""The golden tables of links: which must never open, which always do, which are asked about."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from desktop.links.services import MeetingService, known_services

HERE = Path(__file__).parent
ATTACKS = tomllib.loads((HERE / "attacks.toml").read_text("utf-8"))
TRUE_LINKS = tomllib.loads((HERE / "true_links.toml").read_text("utf-8"))


def attacks() -> list[tuple[str, str]]:
    """Return the hostile links, each after the rule that stops it (`*`: any rule)."""
    return [(group["rule"], link) for group in ATTACKS["attack"] for link in group["links"]]


def asked() -> list[str]:
    """Return the links to honest hosts that nobody has added."""
    return [link for group in ATTACKS["ask"] for link in group["links"]]


def extras() -> list[str]:
    """Return true links with something added that is not known to be harmless."""
    return [link for group in ATTACKS["extras"] for link in group["links"]]


def running() -> list[tuple[str, str]]:
    """Return the true links of services, each after the id of its service."""
    kinds: dict[str, dict[str, Any]] = {
        name: entry
        for name, entry in TRUE_LINKS.items()
        if name not in ("own", "wrapped", "places")
    }
    return [(name, link) for name, entry in kinds.items() for link in entry["links"]]


def laden() -> list[tuple[str, str]]:
    """Return a true link of each service with every parameter that it may carry there."""
    first = dict(reversed(running()))
    known = [service for service in known_services().all if service.id in first]
    return [(service.id, _laden(service, first[service.id])) for service in known]


def _laden(service: MeetingService, link: str) -> str:
    rest, _, fragment = link.partition("#")
    path, _, query = rest.partition("?")
    query = "&".join([*filter(None, [query]), *_missing(service.query, query), *EVERYWHERE])
    fragment = "&".join([*filter(None, [fragment]), *_missing(service.fragment, fragment)])
    return f"{path}?{query}" + (f"#{fragment}" if fragment else "")


EVERYWHERE = ("hl=en", "utm_source=news-letter", "x=a%2Bb~*!()$,;:@/?%20%C3%A9")
"""Parameters that every service may be given, with signs that a careless program would change."""


def _missing(allowed: frozenset[str], written: str) -> list[str]:
    """Return what is not yet in a query or fragment; a name without a value gets one."""
    there = {pair.partition("=")[0] for pair in written.split("&")}
    rest = [one for one in sorted(allowed) if one.partition("=")[0] not in there]
    return [one if "=" in one else f"{one}=Ab-1_c.~%20%2B" for one in rest]


def own() -> list[tuple[str, str, str]]:
    """Return links on groups' own computers: the service's id, the host, the link."""
    kinds: dict[str, dict[str, Any]] = TRUE_LINKS["own"]
    return [(name, kind["host"], link) for name, kind in kinds.items() for link in kind["links"]]


def wrapped_links() -> list[tuple[str, str]]:
    """Return wrapped links, each with the true link inside it."""
    return [(case["link"], case["opens"]) for case in TRUE_LINKS["wrapped"]]


def places() -> list[tuple[str, str, str]]:
    """Return true links to group places and maps: the id, a way that it is for, the link."""
    kinds: dict[str, dict[str, Any]] = TRUE_LINKS["places"]
    return [
        (name, way, link)
        for name, kind in kinds.items()
        for way in kind["ways"]
        for link in kind["links"]
    ]


def false_places() -> list[str]:
    """Return the links that no way on a card may open."""
    return [link for group in ATTACKS["place"] for link in group["links"]]
