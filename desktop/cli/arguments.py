"""What may be typed after `parlour`: one parser for each command, in our own words."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NoReturn

from desktop.groups.card_rules import is_exact_host
from desktop.ical.time_zones import named
from resources.declared import Problem
from resources.words import Words

MOST_DAYS = 3660
MOST_SECONDS = 24 * 3600
YEARS = range(1970, 2201)


class WrongUsage(Problem):
    """What was typed cannot be understood: exit status 2. `usage` shows how it is meant."""

    key = "usage_wrong"


class DaysWrong(WrongUsage):
    """`--days` is no number of days."""

    key = "usage_days"


class SecondsWrong(WrongUsage):
    """`--seconds` is no number of seconds."""

    key = "usage_seconds"


class MomentWrong(WrongUsage):
    """`--now` is no date and time."""

    key = "usage_moment"


class ZoneUnknown(WrongUsage):
    """`--zone` names no time zone."""

    key = "usage_zone"


class HostWrong(WrongUsage):
    """`--allow-host` is not one exact host name."""

    key = "usage_host"


class CommandUnknown(WrongUsage):
    """There is no command of that name, nor is it a file that Parlour opens."""

    key = "usage_command"


class Parser(argparse.ArgumentParser):
    """A parser that raises `WrongUsage` and never ends the program by itself."""

    def __init__(self, command: str, words: Words) -> None:
        super().__init__(
            prog=f"parlour {command}",
            description=words(f"command.{command.replace('-', '_')}"),
            add_help=False,
            allow_abbrev=False,
        )
        self.add_argument("--help", action="help", help=words("command.option.help"))

    def error(self, message: str) -> NoReturn:
        """Raise our own words: `message` is argparse's, and may quote a private link."""
        raise WrongUsage(usage=" ".join(self.format_usage().split()).removeprefix("usage: "))


def days(text: str) -> int:
    """Read a number of days. Raises `DaysWrong`."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_DAYS):
        raise DaysWrong(most=MOST_DAYS)
    return int(text)


def seconds(text: str) -> float:
    """Read a number of seconds. Raises `SecondsWrong`."""
    try:
        length = float(text)
    except ValueError:
        length = 0
    if not 0 < length <= MOST_SECONDS:
        raise SecondsWrong(most=MOST_SECONDS)
    return length


def moment(text: str) -> datetime:
    """Read a date and time as ISO 8601 writes it, with or without an offset. `MomentWrong`."""
    try:
        read = datetime.fromisoformat(text)
        read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise MomentWrong from None
    if read.year not in YEARS:
        raise MomentWrong
    return read


def zone(text: str) -> tzinfo:
    """Read a time zone's name. Raises `ZoneUnknown`."""
    found = named(text)
    if found is None:
        raise ZoneUnknown
    return found


def host(text: str) -> str:
    """Read one exact host name. Raises `HostWrong` for a wildcard, an address, a link."""
    name = text.lower()
    if not is_exact_host(name):
        raise HostWrong
    return name


def sessions(words: Words) -> Parser:
    """`parlour sessions`."""
    parser = Parser("sessions", words)
    parser.add_argument(
        "--calendar",
        action="extend",
        nargs="+",
        default=[],
        metavar="FILE|URL",
        help=words("command.option.calendar"),
    )
    parser.add_argument(
        "--card",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=words("command.option.card"),
    )
    parser.add_argument("--now", type=moment, metavar="ISO", help=words("command.option.now"))
    parser.add_argument("--days", type=days, default=14, help=words("command.option.days"))
    parser.add_argument("--zone", type=zone, help=words("command.option.zone"))
    parser.add_argument("--show-links", action="store_true", help=words("command.option.links"))
    return _with_json(parser, words)


def check_link(words: Words) -> Parser:
    """`parlour check-link`."""
    parser = Parser("check-link", words)
    parser.add_argument("url", nargs="?", metavar="URL", help=words("command.option.url"))
    parser.add_argument(
        "--allow-host",
        action="extend",
        nargs="+",
        default=[],
        metavar="HOST",
        help=words("command.option.allow_host"),
    )
    return _with_json(parser, words)


def read_caption(given: Sequence[str], words: Words, engines: Sequence[str]) -> argparse.Namespace:
    """Read `parlour caption`: either a recording or a source, and what goes with it.

    `engines` are the ids that `--engine` may name.
    """
    parser = Parser("caption", words)
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE.wav", help=words("command.option.recording")
    )
    parser.add_argument("--source", choices=("group", "me"), help=words("command.option.source"))
    parser.add_argument("--seconds", type=seconds, help=words("command.option.seconds"))
    pack = parser.add_mutually_exclusive_group()
    pack.add_argument("--pack", type=Path, metavar="DIR", help=words("command.option.pack"))
    pack.add_argument("--language", metavar="LANG", help=words("command.option.language"))
    parser.add_argument("--engine", choices=engines, help=words("command.option.engine"))
    parser.add_argument("--realtime", action="store_true", help=words("command.option.realtime"))
    read = _with_json(parser, words).parse_args(given)
    if (read.file is None) is (read.source is None):
        parser.error("")
    if (read.seconds and read.file) or (read.realtime and read.source):
        parser.error("")
    return read


def read_packs(given: Sequence[str], words: Words) -> argparse.Namespace:
    """Read `parlour packs`: installing and removing need to be told what, listing does not."""
    parser = Parser("packs", words)
    parser.add_argument(
        "what", choices=("list", "check", "install", "remove"), help=words("command.option.packs")
    )
    parser.add_argument("which", nargs="?", metavar="LANG|FILE", help=words("command.option.which"))
    read = _with_json(parser, words).parse_args(given)
    needs_which = {"list": False, "install": True, "remove": True}.get(read.what)
    if needs_which is not None and needs_which is not bool(read.which):
        parser.error("")
    return read


def card(words: Words) -> Parser:
    """`parlour card`."""
    parser = Parser("card", words)
    parser.add_argument(
        "what",
        choices=("check", "preview", "apply", "write"),
        help=words("command.option.card_work"),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=words("command.option.card_file"))
    return _with_json(parser, words)


def doctor(words: Words) -> Parser:
    """`parlour doctor`."""
    return _with_json(Parser("doctor", words), words)


def link_and_hosts(parser: Parser, given: Sequence[str]) -> argparse.Namespace:
    """Read `check-link`. A link may begin with a dash, and may come last, after the hosts."""
    read, rest = parser.parse_known_args(given)
    if read.url is None and len(rest) == 1:
        read.url = rest.pop()
    elif read.url is None and not rest and len(read.allow_host) > 1:
        read.url = read.allow_host.pop()
    if read.url is None or rest:
        parser.error("")
    read.allow_host = [host(name) for name in read.allow_host]
    return read


def _with_json(parser: Parser, words: Words) -> Parser:
    parser.add_argument("--json", action="store_true", help=words("command.option.json"))
    return parser
