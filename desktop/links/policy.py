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

from desktop.links.lookalikes import host_copies, looks_like_known
from desktop.links.services import GroupPlace, MeetingService, domains_of, known_services
from desktop.links.url_parts import (
    UrlParts,
    broken_form,
    broken_text,
    fully_decoded,
    parameters,
    scheme_of,
    split_link,
    wrapper_of,
)

Verdict = Literal["allow", "ask", "refuse"]

DEEPEST = 5
"""Wrappers inside each other that are taken off; more is refused."""

# Files that a browser hands to the computer to run, unpack or set itself up by. Never a meeting.
_DOWNLOAD = re.compile(
    r"\.(?:exe|com|msix?(?:bundle)?|appx(?:bundle)?|appinstaller|appref-ms|application|dmg|m?pkg|deb"
    r"|rpm|appimage|flatpak(?:ref)?|snap|apks?|xapk|aab|ipa|run|bin|bat|cmd|command|scr|pif|cpl|psm?1"
    r"|vbs?|vbe|jse?|wsf?|wsc|wsh|hta|jar|jnlp|lnk|url|desktop|webloc|inetloc|fileloc|scpt|sh|bash"
    r"|zsh|csh|ksh|fish|py[wzc]?|rb|iso|img|vhdx?|zip|rar|7z|gz|tgz|xz|bz2|tar|zst|lz4?|lzma|ace|cab"
    r"|arj|lzh|reg|inf|terminal|workflow|action|osx|theme|deskthemepack|website|sh[bs]|ms[ux]|udl|elf"
    r"|whl|nupkg|vsix|ps[cd]?1(?:xml)?|sldm"
    r"|ms[cpt]|gadget|chm|hlp|rdp|rdg|ica|vnc|ovpn|mobileconfig|mobileprovision|provisionprofile"
    r"|(?:doc|dot|xls|xlt|ppt|pot|pps|ppa)m|xlsb|xlam?|xll|slk|iqy|(?:library|search|settingcontent)-ms"
    r"|diagcab|themepack|crx|xpi|dll|dylib|sys|ocx|torrent|p12|pfx|crt|cer)$",
    re.IGNORECASE,
)
# A value that a page may send people on to: an address, whole or without its scheme.
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:\s*[/\\]|(?:^|[=:,;?&\s\"'(])[/\\]{2}"
    r"|^\s*(?:(?:https?|ftp|file|javascript|vbscript|data|blob|mailto|tel|sms|intent):|www\.)\S"
    r"|^\s*(?:[a-z0-9-]+\.)+[a-z]{2,24}[/\\:]",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"[A-Za-z0-9_~-]*")
"""A fragment that names a place or a code, and sets nothing."""
_SETTING = re.compile(r"\s*(?:config|interfaceConfig|userInfo|devices)\W", re.IGNORECASE)
"""What Jitsi takes from a link: it may switch the camera on and leave out the question before."""
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


def judge(url: str, allowed_hosts: Collection[str] = (), *, way: str = "") -> LinkVerdict:
    """Decide whether `url` may be opened.

    With a `way` (the kind of a way on a group card, or "map") so may a place that is for it,
    such as a WhatsApp group; without one, only a meeting.

    `allowed_hosts` are exact host names that a helper or a group card has added
    (lower case; foreign alphabets encoded); they can add a host of a group's own,
    never an IP address, a wildcard, a look-alike, or another page of a company that is known.
    """
    added = frozenset(host.lower() for host in allowed_hosts)
    before: set[str] = set()
    for _ in range(DEEPEST + 1):
        before.add(url)
        answer = _judge_once(url, added, way)
        if isinstance(answer, LinkVerdict):
            return answer
        if answer in before:
            break
        url = answer
    return LinkVerdict("refuse", "wrapper")


def may_be_added(host: str) -> bool:
    """Say whether a helper or a group card may add the exact host: an honest, unknown one."""
    return may_open(f"https://{host}/", [host])


def is_plain_host(host: str) -> bool:
    """Say whether a host is what its name says: no short link, and no copy of a service's."""
    services, domains = known_services(), tuple(domains_of(host))
    if not (services.shorteners | services.unreadable).isdisjoint(domains):
        return False
    is_theirs = services.at(host) is not None or not services.owners.isdisjoint(domains)
    return is_theirs or not host_copies(host)


def may_open(url: str, allowed_hosts: Collection[str]) -> bool:
    """Say whether `judge` allows `url`."""
    return judge(url, allowed_hosts=allowed_hosts).verdict == "allow"


def _judge_once(url: str, allowed_hosts: frozenset[str], way: str) -> LinkVerdict | str:
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
    place = known_services().place_at(parts.host)
    if place is not None and way in place.ways:
        return _judge_service(parts, place)
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
    if broken is None and parts.host in allowed_hosts and _is_honest(parts.host):
        return _judge_added(parts)
    broken = broken or _not_honest(parts)
    if broken:
        return LinkVerdict("refuse", broken, host=parts.host)
    return LinkVerdict("ask", "unknown", host=parts.host)


def _never_added(parts: UrlParts) -> str | None:
    """Name what is wrong with a link that not even a helper can let through."""
    services, domains = known_services(), tuple(domains_of(parts.host))
    if not services.shorteners.isdisjoint(domains):
        return "shortener"
    if not services.unreadable.isdisjoint(domains):
        return "changed"
    return "download" if _brings_file(parts.path, _parameters_of(parts)) else None


def _brings_file(path: str, extras: list[tuple[str, str]]) -> bool:
    """Say whether a path, or what is asked for behind it, names a file to run or unpack."""
    last = fully_decoded(path).rstrip("/ .").rpartition("/")[2]
    if last.lower().endswith(".com") and "@" not in last:
        return True  # a program of old; behind the ? it is but a name
    texts = (last, *(text.rstrip("/ .") for pair in extras for text in pair))
    pieces = (
        piece.rstrip("/ .")
        for text in texts
        if not text.lower().endswith(".com")
        for piece in re.split("[;:,]", text)
    )
    return any(_DOWNLOAD.search(piece) for piece in pieces)


def _is_honest(host: str) -> bool:
    """Say whether a host is neither a known company's nor a copy of a service's."""
    return known_services().owners.isdisjoint(domains_of(host)) and not host_copies(host)


def _not_honest(parts: UrlParts) -> str | None:
    """Name what is wrong with a link on a host that nobody has added."""
    if not known_services().owners.isdisjoint(domains_of(parts.host)):
        return "page"
    return "imitation" if looks_like_known(parts) else None


def _judge_service(parts: UrlParts, service: MeetingService) -> LinkVerdict:
    def answer(verdict: Verdict, rule: str) -> LinkVerdict:
        return LinkVerdict(verdict, rule, service.name, service.id, parts.host)

    if service.retired:
        return answer("refuse", "retired")
    is_page = parts.host not in service.hosts and _is_page_host(parts.host)
    if is_page or service.shape_of(_shape_of(parts)) is None:
        return answer("refuse", "path")
    if _names_address(parts):
        return answer("refuse", "inner_address")
    unknown = _unknown_parameters(parts, service)
    if _brings_file(parts.path, unknown):
        return answer("refuse", "download")
    return answer("ask", "extras") if unknown else _allowed(parts, service)


def _is_page_host(host: str) -> bool:
    return not known_services().page_hosts.isdisjoint(host.split("."))


def _judge_added(parts: UrlParts) -> LinkVerdict:
    """Judge a link to a host that a helper or a card has named."""
    services = known_services()
    jitsi = services.by_id("jitsi")
    harmless = jitsi.fragment if jitsi else frozenset()
    if _names_address(parts):
        return LinkVerdict("refuse", "inner_address", host=parts.host)
    settings = [pair for pair in _parameters_of(parts) if _SETTING.match(pair[0])]
    if not all(_is_in(harmless, *pair) for pair in settings):
        return LinkVerdict("ask", "extras", host=parts.host)
    return _allowed(parts, services.on_own_host(*_shape_of(parts)))


def _parameters_of(parts: UrlParts) -> list[tuple[str, str]]:
    return parameters(parts.query) + parameters(parts.fragment)


def _names_address(parts: UrlParts) -> bool:
    return any(_ADDRESS.search(text) for pair in _parameters_of(parts) for text in pair)


def _unknown_parameters(parts: UrlParts, service: MeetingService) -> list[tuple[str, str]]:
    """Return what a link asks of a service that is not known to be harmless there."""
    common = known_services().knows_parameter
    asked = [
        (name, value)
        for name, value in parameters(parts.query)
        if not (common(name) or _is_in(service.query, name, value))
    ]
    if _ANCHOR.fullmatch(parts.fragment):
        return asked
    return asked + [
        (name, value)
        for name, value in parameters(parts.fragment)
        if not _is_in(service.fragment, name, value)
    ]


def _is_in(allowed: frozenset[str], name: str, value: str) -> bool:
    return name in allowed or f"{name}={value}" in allowed


def _allowed(parts: UrlParts, service: MeetingService | None) -> LinkVerdict:
    name, service_id = (service.name, service.id) if service else (parts.host, None)
    rule = "meeting" if service else "added"
    if isinstance(service, GroupPlace):
        rule = "place"
    return LinkVerdict("allow", rule, name, service_id, parts.host, parts.url)


def _shape_of(parts: UrlParts) -> tuple[str, str, str, str]:
    return parts.host, parts.path, parts.query, parts.fragment
