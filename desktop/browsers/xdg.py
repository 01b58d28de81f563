"""Finds installed browsers on Linux: `.desktop` entries that open https links.

By the freedesktop specifications "Desktop Entry" (1.5), "Association between MIME
types and applications" (1.0) and "Base Directory" (0.8).
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.browsers.browser import LINK, Browser

SCHEME = "x-scheme-handler/https"
LONGEST_BYTES = 64 * 1024
"""Bytes that are read of a `.desktop` or `mimeapps.list` file."""

_INTERPRETER = re.compile(
    r"(?:ba|da|z|k|mk|c|tc|fi|a|pw)?sh|busybox|toybox|(?:python|perl|ruby|lua|php|tclsh)[0-9.]*"
    r"|nodejs?|[gmn]?awk|eval|xargs|su|runuser|script"
)
_CODE = re.compile(r"-[A-Za-z]{0,3}[ceE]|--(?:command|eval|exec).*|-Command")
"""An option after which an interpreter takes its next argument for a command."""

Entry = dict[str, str]


def other_browsers(environ: Mapping[str, str]) -> tuple[Browser, ...]:
    """Return the browsers of the menu but the one that `xdg-open` would use."""
    usual = usual_browser(environ)
    found = (
        browser_of(entry, environ) for name, entry in entries(environ).items() if name != usual
    )
    once: dict[str, Browser] = {}
    for browser in found:
        if browser is not None:
            once.setdefault(browser.name, browser)
    return tuple(sorted(once.values(), key=lambda browser: browser.name.casefold()))


def entries(environ: Mapping[str, str]) -> dict[str, Entry]:
    """Return the entries of the menu by their ids; a person's own hide the system's."""
    found: dict[str, Entry] = {}
    for folder in _data_folders(environ):
        programs = folder / "applications"
        for path in sorted(programs.rglob("*.desktop")):
            name = "-".join(path.relative_to(programs).parts)
            if name not in found:
                found[name] = group_of(path, "Desktop Entry")
    return found


def browser_of(entry: Entry, environ: Mapping[str, str]) -> Browser | None:
    """Return the browser that an entry describes; None for anything else, or one not there."""
    is_off = {entry.get(key) for key in ("Hidden", "NoDisplay", "Terminal")} & {"true"}
    if is_off or entry.get("Type") != "Application" or not entry.get("Name"):
        return None
    if SCHEME not in _list(entry, "MimeType") or "WebBrowser" not in _list(entry, "Categories"):
        return None
    command = command_of(entry.get("Exec", ""))
    needed = [program for program in (entry.get("TryExec"), *command[:1]) if program]
    if not command or any(_missing(program, environ) for program in needed):
        return None
    return Browser(entry["Name"].strip(), command)


def command_of(line: str) -> tuple[str, ...]:
    """Read an Exec line; nothing when it makes no sense. The link goes in its place, or last.

    The link must be an argument by itself (Desktop Entry, "The Exec key"): inside another
    one it could become part of a command. So a line that an interpreter would read is none.
    """
    try:
        parts = shlex.split(line.replace("\\\\", "\\"))
    except ValueError:
        return ()
    command = tuple(filled for part in parts if (filled := _filled(part)) is not None)
    if not command or LINK in command[0] or _is_interpreted(command):
        return ()
    places = [part for part in command if LINK in part]
    if places not in ([], [LINK]):
        return ()
    return command if places else (*command, LINK)


def _is_interpreted(command: tuple[str, ...]) -> bool:
    """Say whether a program is run that takes one of its arguments for a command."""
    for at, part in enumerate(command):
        rest = command[at + 1 :]
        name = Path(part.rpartition("=")[2]).name
        if name == "env" and any(one.startswith(("-S", "--split-string")) for one in rest):
            return True
        if _INTERPRETER.fullmatch(name) and any(_CODE.fullmatch(one) for one in rest):
            return True
    return False


def usual_browser(environ: Mapping[str, str]) -> str:
    """Return the id of the entry that opens https links, or nothing where none is chosen."""
    desktops = environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    names = [*(f"{desktop}-mimeapps.list" for desktop in desktops if desktop), "mimeapps.list"]
    folders = [*_config_folders(environ), *(one / "applications" for one in _data_folders(environ))]
    for folder in folders:
        for name in names:
            chosen = _list(group_of(folder / name, "Default Applications"), SCHEME)
            if chosen:
                return chosen[0]
    return ""


def group_of(path: Path, group: str) -> Entry:
    """Return one group of a file of keys and values; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST_BYTES).decode("utf-8", "replace")
    except OSError:
        return {}
    found: Entry = {}
    is_inside = False
    for line in text.splitlines():
        if line.startswith("["):
            is_inside = line.strip() == f"[{group}]"
        elif is_inside and not line.startswith("#") and "=" in line:
            key, _, value = line.partition("=")
            found.setdefault(key.strip(), value.strip())
    return found


def _filled(part: str) -> str | None:
    """Put the link in the place of its code; None for a code that stands for nothing here."""
    if part in ("%f", "%F", "%i", "%c", "%k", "%d", "%D", "%n", "%N", "%v", "%m"):
        return None
    pieces = part.split("%%")
    return "%".join(piece.replace("%u", LINK).replace("%U", LINK) for piece in pieces)


def _missing(program: str, environ: Mapping[str, str]) -> bool:
    return shutil.which(program, path=environ.get("PATH", os.defpath)) is None


def _list(entry: Entry, key: str) -> list[str]:
    return [one.strip() for one in entry.get(key, "").split(";") if one.strip()]


def _data_folders(environ: Mapping[str, str]) -> Iterator[Path]:
    yield _own(environ, "XDG_DATA_HOME", ".local/share")
    yield from _places(environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share")


def _config_folders(environ: Mapping[str, str]) -> Iterator[Path]:
    yield _own(environ, "XDG_CONFIG_HOME", ".config")
    yield from _places(environ.get("XDG_CONFIG_DIRS") or "/etc/xdg")


def _own(environ: Mapping[str, str], name: str, otherwise: str) -> Path:
    return Path(environ.get(name) or Path(environ.get("HOME") or "/nonexistent") / otherwise)


def _places(value: str) -> Iterator[Path]:
    return (Path(place) for place in value.split(":") if place.startswith("/"))
