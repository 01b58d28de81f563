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

_SHELL = r"(?:|r?ba|da|z|[pm]?d?k|ok|c|tc|fi|a|ya|pw|xon|s|r|mo)sh[0-9.]*"
_READS_CODE = re.compile(
    rf"{_SHELL}|(?:python|pypy|perl|ruby|lua|luajit|php|tclsh|wish|guile|node|nodejs|gjs|[gmn]?awk)[0-9.]*"
)
"""Programs that run a file of code, or else what they are given: the file must be named."""
_PYTHON = re.compile(r"(?:python|pypy)[0-9.]*")
_NEVER = re.compile(
    r"eval|xargs|parallel|su|sudo|doas|runuser|script|watch|find|busybox|toybox|nu|elvish|deno|bun"
    r"|osascript|expect|(?:g|n|r)?vim?|ex|ed|emacs(?:client)?[0-9.]*|wine(?:64)?|cmd(?:\.exe)?"
    r"|powershell(?:\.exe)?|x-terminal-emulator|.*term(?:inal)?(?:[.-].*)?|konsole|u?rxvt.*"
    r"|alacritty|kitty|foot|tilix|terminator|ptyxis"
)
"""Programs that take one of their arguments for a command, and are no way to a browser."""
_ENV_OPTION = re.compile(r"-i?|--ignore-environment|-u\w*|--unset(?:=\w+)?")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_CODE = re.compile(r"%.?", re.DOTALL)
_CODES = {"%%": "%", "%u": LINK, "%U": LINK}
_NOTHING_HERE = frozenset(f"%{letter}" for letter in "fFickdDnNvm")

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
        filled = [_filled(part) for part in parts]
    except ValueError:
        return ()
    command = tuple(part for part in filled if part is not None)
    if not command or not command[0] or LINK in command[0] or _is_interpreted(command):
        return ()
    places = [part for part in command if LINK in part]
    if places not in ([], [LINK]):
        return ()
    return command if places else (*command, LINK)


def _is_interpreted(command: tuple[str, ...]) -> bool:
    """Say whether a program is run that may take one of its arguments for a command."""
    for at, part in enumerate(command):
        name = "" if _ASSIGNMENT.match(part) else Path(part.rpartition("=")[2]).name
        rest = command[at + 1 :]
        if _NEVER.fullmatch(name) or (name == "env" and not _is_plain_env(rest)):
            return True
        if _READS_CODE.fullmatch(name) and not _runs_a_file(name, rest):
            return True
    return False


def _is_plain_env(rest: tuple[str, ...]) -> bool:
    """Say whether `env` only sets and drops names; with -S it takes a text apart itself."""
    is_name = False
    for one in rest:
        if is_name or _ASSIGNMENT.match(one):
            is_name = False
        elif one[:1] == "-":
            if not _ENV_OPTION.fullmatch(one):
                return False
            is_name = one in ("-u", "--unset")
        else:
            return True
    return False


def _runs_a_file(name: str, rest: tuple[str, ...]) -> bool:
    """Say whether an interpreter is told at once which file, or module, to run."""
    if _PYTHON.fullmatch(name) and len(rest) > 1 and rest[0] == "-m":
        return LINK not in rest[1]
    return bool(rest) and "/" in rest[0] and rest[0][:1] != "-" and LINK not in rest[0]


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
    """Put the link in the place of its code; None for a code that stands for nothing here.

    Raises ValueError for a code that the specification does not know.
    """
    if part in _NOTHING_HERE:
        return None
    return _CODE.sub(_meant, part)


def _meant(code: re.Match[str]) -> str:
    if code[0] not in _CODES:
        raise ValueError("no such field code")
    return _CODES[code[0]]


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
