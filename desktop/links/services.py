"""Registry of known meeting services, read once from `resources/services.toml` and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import msgspec

BrowserSupport = Literal["enough", "app_helps", "app_needed"]
"""Whether a browser is enough for a service, or its own app helps or is needed."""

_PARAMETER = re.compile(r"[A-Za-z0-9_./-]+(?:=[A-Za-z0-9_.-]*)?")
# What nearly all services that need the same of a computer have in common.
_ALIKE: dict[BrowserSupport, str] = {"enough": "room", "app_helps": "room_app", "app_needed": "app"}

_WATCHED = "film"
"""The guide of services where people only watch."""

_ENCODED = re.compile(r"%([2-7][0-9A-Fa-f])")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_HIDDEN_STEP = re.compile(r"%(?:25)*(?:2f|5c)", re.IGNORECASE)
"""A slash in disguise: servers differ in whether it parts a path."""


class LinkShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a link to a meeting looks like: patterns that must all fit.

    `path` must fit the whole path, in which letters that need no percent code have none
    (RFC 3986, 6.2.2.2); the others must be found in their part.
    """

    path: str
    query: str = ""
    fragment: str = ""
    host: str = ""

    def fits(self, host: str, path: str, query: str, fragment: str) -> bool:
        """Say whether the parts of a link have this shape."""
        return (
            _HIDDEN_STEP.search(path) is None
            and _pattern(self.path).fullmatch(_ENCODED.sub(_needed, path)) is not None
            and _found(self.host, host)
            and _found(self.query, query)
            and _found(self.fragment, fragment)
        )


class ServiceLook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the buttons of a service stand, as far as a drawing shows them (`services.toml`).

    `sound` is where the microphone is, with the camera to its right; "" where that is not known.
    """

    opens: Literal["dialog", "name", "button", "film"]
    leave: Literal["bottom_right", "bottom", "top_right", "window"]
    sign: Literal["word", "phone", "cross"]
    sound: Literal["bottom_left", "bottom", "top_right", ""] = ""


@dataclass(frozen=True)
class ServiceGuide:
    """The names of the words for what to do in a service, and what it looks like.

    `press` is what stands on the button that leads in, `leave_word` on the one that leads
    out; each is empty where there are no words on it.
    """

    screen: str
    mute: str
    camera: str
    leave: str
    hear: str
    press: str
    leave_word: str
    look: ServiceLook

    @property
    def is_for_watching(self) -> bool:
        """Say whether people only watch there: nobody sees or hears them."""
        return self == guide_called(_WATCHED)

    def key_word(self, part: str) -> str:
        """Name the words for the keys that press a button there; few services have them."""
        return f"{self.mute.removesuffix('.mute')}.key.{part}"


class MeetingService(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meeting service; the fields are explained at the top of `services.toml`."""

    id: str
    name: str
    hosts: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    shapes: tuple[LinkShape, ...] = ()
    query: frozenset[str] = frozenset()
    fragment: frozenset[str] = frozenset()
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
        if not all(_PARAMETER.fullmatch(name) for name in (*self.query, *self.fragment)):
            raise ValueError(f"{self.id}: a parameter is a name, or a name=value")

    @property
    def domains(self) -> tuple[str, ...]:
        """Every host or domain that is this service's own."""
        return (*self.hosts, *self.under)

    def shape_of(self, parts: tuple[str, str, str, str]) -> LinkShape | None:
        """Return the shape that the host, path, query and fragment of a link have, if any."""
        return next((shape for shape in self.shapes if shape.fits(*parts)), None)

    def steps(self) -> ServiceGuide:
        """Name the words for what to do there: its own, or those true of every such service."""
        return guide_called(self.guide or _ALIKE[self.browser])


def guide_called(name: str) -> ServiceGuide:
    """Name the words of one guide; "room" is true of nearly every service."""
    start, look = f"service.{name}", known_services().looks[name]
    return ServiceGuide(
        f"{start}.screen",
        f"{start}.mute",
        f"{start}.camera",
        f"{start}.leave",
        f"{start}.hear",
        press=f"{start}.press" if look.opens != "film" else "",
        leave_word=f"{start}.leave_word" if look.sign == "word" else "",
        look=look,
    )


class GroupPlace(MeetingService, frozen=True, forbid_unknown_fields=True):
    """A place where a group writes to each other, or a map: never a meeting to be joined.

    `ways` are the kinds of ways on a group card that a link there may be for.
    """

    ways: frozenset[str] = frozenset()


class LookalikeMarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and path shapes that make an unknown host look like a known service."""

    anywhere: tuple[str, ...]
    whole: tuple[str, ...]
    paths: tuple[str, ...]


class LinkWrapper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of link that holds another one in plain sight, and where in it that stands.

    `host` and `path` must fit whole. The link inside is the one value that `values` name,
    or what the group of `inside` finds in all that follows the host.
    """

    name: str
    host: str
    path: str = ".*"
    values: tuple[str, ...] = ()
    inside: str = ""
    coding: Literal["percent", "base64", "none"] = "percent"

    def __post_init__(self) -> None:
        """Refuse data that says nothing, or two things, about where the link stands."""
        groups = [re.compile(one).groups for one in (self.host, self.path, self.inside)]
        if bool(self.values) == bool(self.inside) or groups != [0, 0, int(bool(self.inside))]:
            raise ValueError(f"{self.name}: it names values, or a pattern with one group")

    def fits(self, host: str, path: str) -> bool:
        """Say whether a link with this host and path is such a wrapper."""
        return bool(_pattern(self.host).fullmatch(host) and _pattern(self.path).fullmatch(path))


class _Pages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What no room is called: pages of every service, pages of a company's site, files, hosts."""

    every: tuple[str, ...]
    site: tuple[str, ...]
    files: tuple[str, ...]
    hosts: frozenset[str]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    owners: frozenset[str]
    shorteners: frozenset[str]
    unreadable: frozenset[str]
    common: tuple[str, ...]
    lookalikes: LookalikeMarks
    pages: _Pages
    look: dict[str, ServiceLook]
    wrapper: tuple[LinkWrapper, ...]
    service: tuple[MeetingService, ...]
    place: tuple[GroupPlace, ...]


class MeetingServices:
    """Every service, found by host, by id or by the scheme of its own app."""

    def __init__(self, data: _Data) -> None:
        self.all = data.service
        self.owners = data.owners
        self.shorteners = data.shorteners
        self.unreadable = data.unreadable
        self.wrappers = data.wrapper
        self.page_hosts = data.pages.hosts
        self.looks = data.look
        self._common = re.compile("|".join(data.common))
        self.lookalikes = data.lookalikes
        self._by_id = {service.id: service for service in data.service}
        if len(self._by_id) != len(data.service):
            raise ValueError("two services have the same id")
        self._exact = {host: one for one in data.service for host in one.hosts}
        self.places = data.place
        self._places = {host: one for one in data.place for host in one.hosts}
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

    def place_at(self, host: str) -> GroupPlace | None:
        """Return the group place whose own host this is, as a whole."""
        return self._places.get(host)

    def with_scheme(self, scheme: str) -> MeetingService | None:
        """Return the service whose own app answers to links of that scheme."""
        return self._schemes.get(scheme)

    def knows_parameter(self, name: str) -> bool:
        """Say whether a parameter means the same, and nothing harmful, at every service."""
        return self._common.fullmatch(name) is not None

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
    raw = tomllib.loads(text)
    pages = msgspec.convert(raw["pages"], _Pages)
    rooms = {
        "{room}": _room(pages.every, pages.files),
        "{site_room}": _room((*pages.every, *pages.site), pages.files),
    }
    for service in (*raw["service"], *raw["place"]):
        for shape in (*service.get("shapes", ()), *service.get("own_host_shapes", ())):
            for name, pattern in rooms.items():
                shape["path"] = shape["path"].replace(name, pattern)
    return MeetingServices(msgspec.convert(raw, _Data))


def _room(pages: Iterable[str], endings: Iterable[str]) -> str:
    """Return the pattern of a name that people gave a room: none of the pages, and no file."""
    words, ends = "|".join(pages), "|".join(endings)
    no_page = rf"(?!(?i:{words})[^A-Za-z0-9/]*(?:/|$))"
    no_file = rf"(?![^/]*\.(?i:{ends})(?:/|$))"
    return rf"{no_page}{no_file}[A-Za-z0-9_%~@()!*',+-][A-Za-z0-9_%.~@()!*',+-]*"


def _needed(code: re.Match[str]) -> str:
    """Return the letter of a percent code that is not needed, or the code as it stands."""
    letter = chr(int(code[1], 16))
    return letter if _UNRESERVED.fullmatch(letter) else code[0]


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _found(pattern: str, text: str) -> bool:
    return not pattern or _pattern(pattern).search(text) is not None
