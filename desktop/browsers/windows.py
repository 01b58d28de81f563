"""Finds registered browsers on Windows (Default Programs, StartMenuInternet)."""

from __future__ import annotations

import re
import sys
from typing import Protocol

from desktop.browsers.browser import LINK, Browser

CLIENTS = r"Software\Clients\StartMenuInternet"
CHOSEN = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice"
RETIRED = "IEXPLORE.EXE"
"""Internet Explorer is still registered, and opens nothing any more."""

_PROGRAM = re.compile(r'\s*(?:"([^"]+\.exe)\s*"|([^"]+?\.exe)(?:\s|$))', re.IGNORECASE)
_TAKES_COMMANDS = re.compile(
    r"(?:cmd|command|powershell|pwsh|[wc]script|mshta|rundll(?:32)?|regsvr32|msiexec|wsl|bash|sh"
    r"|python[w0-9.]*|pyw?|java|javaw|node|perl|ruby|php|conhost|wt|forfiles|start)\.exe",
    re.IGNORECASE,
)
"""Programs that read a command in their arguments; a batch file is read by one of them too."""


class Registry(Protocol):
    """The registry of the person first, then that of the computer; both hold programs."""

    def keys(self, path: str) -> list[str]:
        """Return the keys below `path` in both, each once."""
        ...

    def value(self, path: str, name: str = "") -> str:
        """Return a text at `path`, or nothing."""
        ...


def other_browsers(registry: Registry | None = None) -> tuple[Browser, ...]:
    """Return the registered browsers but the one that is chosen for https links."""
    registry = registry or _registry()
    if registry is None:
        return ()
    chosen = registry.value(CHOSEN, "ProgId")
    found: dict[str, Browser] = {}
    for key in registry.keys(CLIENTS):
        path = f"{CLIENTS}\\{key}"
        answers_to = registry.value(rf"{path}\Capabilities\URLAssociations", "https")
        is_usual = bool(chosen) and answers_to == chosen
        program = program_of(registry.value(rf"{path}\shell\open\command"))
        if program and not is_usual and key.upper() != RETIRED:
            name = registry.value(path) or key
            found.setdefault(name, Browser(name, (program, LINK)))
    return tuple(sorted(found.values(), key=lambda browser: browser.name.casefold()))


def program_of(line: str) -> str:
    """Return the program a command line starts, without its own arguments; nothing if none.

    It is one that shows pages itself: what would read the link as a command is none.
    """
    found = _PROGRAM.match(line)
    program = (found[1] or found[2]) if found else ""
    name = re.split(r"[\\/]", program)[-1]
    return "" if _TAKES_COMMANDS.fullmatch(name) else program


def _registry() -> Registry | None:
    if sys.platform != "win32":
        return None
    import winreg

    class _Both:
        """Reads the person's own registry and the computer's."""

        roots = (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE)

        def keys(self, path: str) -> list[str]:
            """Return the keys below `path`."""
            found: dict[str, None] = {}
            for root in self.roots:
                try:
                    with winreg.OpenKey(root, path) as key:
                        count = winreg.QueryInfoKey(key)[0]
                        found |= dict.fromkeys(winreg.EnumKey(key, at) for at in range(count))
                except OSError:
                    continue
            return list(found)

        def value(self, path: str, name: str = "") -> str:
            """Return a text at `path`."""
            for root in self.roots:
                try:
                    with winreg.OpenKey(root, path) as key:
                        return str(winreg.QueryValueEx(key, name)[0])
                except OSError:
                    continue
            return ""

    return _Both()
