"""Starting Parlour with the computer, if somebody wishes it: what each system is told.

Linux: a file that every desktop reads (the freedesktop.org autostart specification).
macOS: a launch agent. Windows: one line in the person's own part of the registry. The
last two could not be run where this was written; what they are told is tested.
"""

from __future__ import annotations

import plistlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from desktop.system.start_options import MINIMISED
from resources.declared import Problem
from resources.platform.files import write_whole

APP, APP_ID = "Parlour", "org.parlour.Parlour"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_OFF = ("hidden=true", "x-gnome-autostart-enabled=false")
_SPECIAL = frozenset(" \t\n\"'\\><~|&;$*?#()`")


class AutostartFailed(Problem):
    """The system did not take the wish."""

    key = "login_start_failed"


class Autostart(Protocol):
    """Whether Parlour starts with the computer."""

    def is_on(self) -> bool:
        """Say whether it does."""
        ...

    def turn(self, *, on: bool) -> None:
        """Let it, or not. Raises `AutostartFailed`."""
        ...


def find_autostart(
    environ: Mapping[str, str], comment: str, *, platform: str = sys.platform
) -> Autostart:
    """Return what this system has for it. `comment` says what it is for, where that is shown."""
    command = start_command()
    if platform == "win32":
        return AutostartRegistry(run_line(command))
    home = Path(environ.get("HOME") or Path.home())
    if platform == "darwin":
        return AutostartFile(
            home / "Library" / "LaunchAgents" / f"{APP_ID}.plist", launch_agent(command)
        )
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    entry = autostart_entry(command, comment)
    return AutostartFile(config / "autostart" / "parlour.desktop", entry)


def start_command() -> tuple[str, ...]:
    """Return what starts this very Parlour quietly: itself when frozen, else its Python."""
    if getattr(sys, "frozen", False):
        return (sys.executable, MINIMISED)
    return (sys.executable, "-P", "-m", "desktop", MINIMISED)


class AutostartFile:
    """A file in a place where the system looks: there or not there."""

    def __init__(self, path: Path, body: bytes) -> None:
        self._path = path
        self._body = body

    def is_on(self) -> bool:
        """Say whether the file is there, and was not turned off by the desktop's own tools."""
        try:
            lines = self._path.read_text("utf-8").lower().replace(" ", "").splitlines()
        except (OSError, ValueError):
            return False
        return not any(off in lines for off in _OFF)

    def turn(self, *, on: bool) -> None:
        """Write the file, or remove it. Raises `AutostartFailed`."""
        try:
            if on:
                write_whole(self._path, self._body)
            else:
                self._path.unlink(missing_ok=True)
        except OSError:
            raise AutostartFailed from None


class AutostartRegistry:
    """The person's own Run key of Windows."""

    def __init__(self, line: str) -> None:
        self._line = line

    def is_on(self) -> bool:
        """Say whether there is an entry of ours."""
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                    winreg.QueryValueEx(key, APP)
            except OSError:
                return False
            return True
        return False

    def turn(self, *, on: bool) -> None:
        """Write the entry, or remove it. Raises `AutostartFailed`."""
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                    if on:
                        winreg.SetValueEx(key, APP, 0, winreg.REG_SZ, self._line)
                    elif self.is_on():
                        winreg.DeleteValue(key, APP)
            except OSError:
                raise AutostartFailed from None


def autostart_entry(command: Sequence[str], comment: str) -> bytes:
    """Return the desktop entry that starts `command`."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={APP}",
        f"Comment={_text(comment)}",
        f"TryExec={_text(command[0])}",
        f"Exec={_text(' '.join(map(_quoted, command)))}",
        "Icon=parlour",
        "Terminal=false",
        "StartupNotify=false",
        "X-GNOME-Autostart-enabled=true",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def launch_agent(command: Sequence[str]) -> bytes:
    """Return the property list of a launch agent that starts `command` once at login."""
    return plistlib.dumps(
        {
            "Label": APP_ID,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
    )


def run_line(command: Sequence[str]) -> str:
    """Return `command` as Windows takes it apart again."""
    return subprocess.list2cmdline(command)


def _quoted(argument: str) -> str:
    """Quote one argument of an Exec line; % would be a field."""
    argument = argument.replace("%", "%%")
    if argument and not _SPECIAL.intersection(argument):
        return argument
    for special in '\\"`$':
        argument = argument.replace(special, f"\\{special}")
    return f'"{argument}"'


def _text(value: str) -> str:
    """Write a value of a desktop entry: a backslash is doubled, and it stays one line."""
    return value.replace("\\", "\\\\").replace("\n", "\\n")
