"""Registry of known meeting services, read once from `resources/services.toml` and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import msgspec

BrowserSupport = Literal["enough", "app_helps", "app_needed"]
"""Whether a browser is enough for a service, or its own app helps or is needed."""

# What nearly all services that need the same of a computer have in common.
_ALIKE: dict[BrowserSupport, str] = {"enough": "room", "app_helps": "room_app", "app_needed": "app"}


class LinkShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a link to a meeting looks like: patterns that must all fit.

    `path` must fit the whole path; the others must be found in their part.
    """

    path: str
    query: str = ""
    fragment: str = ""
    host: str = ""

    def fits(self, host: str, path: str, query: str, fragment: str) -> bool:
        """Say whether the parts of a link have this shape."""
        return (
            _pattern(self.path).fullmatch(path) is not None
            and _found(self.host, host)
            and _found(self.query, query)
            and _found(self.fragment, fragment)
        )


@dataclass(frozen=True)
class ServiceGuide:
    """The names of the words for what to do in a service once there."""

    screen: str
    mute: str
    camera: str
    leave: str


class MeetingService(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meeting service; the fields are explained at the top of `services.toml`."""

    id: str
    name: str
    hosts: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    shapes: tuple[LinkShape, ...] = ()
    own_host: bool = False
    own_host_shapes: tuple[LinkShape, ...] = ()
    retired: bool = False
    beside: bool = False
    browser: BrowserSupport = "enough"
    guide: str = ""

    def __post_init__(self) -> None:
        """Refuse data that would never match or could match too much (`ValueError`)."""
        for shape in (*self.shapes, *self.own_host_shapes):
            for pattern in (shape.path, shape.query, shape.fragment, shape.host):
                re.compile(pattern)
        if any(host != host.lower() or host.strip(".") != host for host in self.domains):
            raise ValueError(f"{self.id}: hosts are written small, with no dot at the ends")
        if self.own_host != bool(self.own_host_shapes):
            raise ValueError(f"{self.id}: own_host and own_host_shapes go together")
        if self.retired == bool(self.shapes) and self.domains:
            raise ValueError(f"{self.id}: it either runs and has shapes, or has closed")

    @property
    def domains(self) -> tuple[str, ...]:
        """Every host or domain that is this service's own."""
        return (*self.hosts, *self.under)

    def steps(self) -> ServiceGuide:
        """Name the words for what to do there: its own, or those true of every such service."""
        start = f"service.{self.guide or _ALIKE[self.browser]}"
        return ServiceGuide(f"{start}.screen", f"{start}.mute", f"{start}.camera", f"{start}.leave")


class LookalikeMarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and path shapes that make an unknown host look like a known service."""

    anywhere: tuple[str, ...]
    whole: tuple[str, ...]
    paths: tuple[str, ...]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    owners: frozenset[str]
    shorteners: frozenset[str]
    lookalikes: LookalikeMarks
    service: tuple[MeetingService, ...]


class MeetingServices:
    """Every service, found by host, by id or by the scheme of its own app."""

    def __init__(self, data: _Data) -> None:
        self.all = data.service
        self.owners = data.owners
        self.shorteners = data.shorteners
        self.lookalikes = data.lookalikes
        self._by_id = {service.id: service for service in data.service}
        if len(self._by_id) != len(data.service):
            raise ValueError("two services have the same id")
        self._exact = {host: one for one in data.service for host in one.hosts}
        self._under = {domain: one for one in data.service for domain in one.under}
        self._schemes = {scheme: one for one in data.service for scheme in one.schemes}

    def by_id(self, service_id: str) -> MeetingService | None:
        """Return the service called `service_id`."""
        return self._by_id.get(service_id)

    def at(self, host: str) -> MeetingService | None:
        """Return the service whose own host this is: the whole name first, then by domain."""
        exact = self._exact.get(host)
        if exact is not None:
            return exact
        return next((self._under[d] for d in domains_of(host) if d in self._under), None)

    def with_scheme(self, scheme: str) -> MeetingService | None:
        """Return the service whose own app answers to links of that scheme."""
        return self._schemes.get(scheme)

    def on_own_host(self, host: str, path: str, query: str, fragment: str) -> MeetingService | None:
        """Recognise a service on a host a helper named, by the shape of the link."""
        for service in self.all:
            if any(shape.fits(host, path, query, fragment) for shape in service.own_host_shapes):
                return service
        return None

    @cached_property
    def known_domains(self) -> tuple[str, ...]:
        """Every domain of every service, the longest first."""
        domains = {domain for service in self.all for domain in service.domains}
        return tuple(sorted(domains, key=lambda domain: (-len(domain), domain)))


def domains_of(host: str) -> Iterator[str]:
    """Yield `host` and each domain above it: a.b.c, b.c, c."""
    rest = host
    while rest:
        yield rest
        rest = rest.partition(".")[2]


@cache
def known_services() -> MeetingServices:
    """Read and check the services; raises `msgspec.ValidationError` on bad data (a bug)."""
    text = files("resources").joinpath("services.toml").read_text("utf-8")
    return MeetingServices(msgspec.convert(tomllib.loads(text), _Data))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _found(pattern: str, text: str) -> bool:
    return not pattern or _pattern(pattern).search(text) is not None
