"""Finds installed browsers on macOS; they are started through `open -a`."""

from __future__ import annotations

import plistlib
from collections.abc import Iterable
from pathlib import Path
from xml.parsers.expat import ExpatError

from desktop.browsers.browser import LINK, Browser

# Their bundle identifiers are what the system calls them when one is chosen for links.
KNOWN = {
    "Safari": "com.apple.safari",
    "Google Chrome": "com.google.chrome",
    "Firefox": "org.mozilla.firefox",
    "Microsoft Edge": "com.microsoft.edgemac",
    "Brave Browser": "com.brave.browser",
    "DuckDuckGo": "com.duckduckgo.macos.browser",
    "Opera": "com.operasoftware.opera",
    "Vivaldi": "com.vivaldi.vivaldi",
    "Arc": "company.thebrowser.browser",
    "Orion": "com.kagi.kagimacos",
}
CHOICES = "Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist"


def other_browsers(
    home: Path | None = None, folders: Iterable[Path] | None = None
) -> tuple[Browser, ...]:
    """Return the installed browsers but the one that is chosen for https links."""
    home = home or Path.home()
    places = list(folders or (Path("/Applications"), home / "Applications"))
    usual = usual_browser(home / CHOICES)
    found = []
    for name, identity in KNOWN.items():
        app = next((one for place in places if (one := place / f"{name}.app").exists()), None)
        if app is not None and identity != usual:
            found.append(Browser(name, ("open", "-a", str(app), LINK)))
    return tuple(found)


def usual_browser(choices: Path) -> str:
    """Return the identifier of what opens https links: Safari, until a person chose another."""
    try:
        handlers = plistlib.loads(choices.read_bytes()).get("LSHandlers", [])
    except (OSError, ValueError, AttributeError, ExpatError):
        return KNOWN["Safari"]
    for handler in handlers:
        if handler.get("LSHandlerURLScheme") == "https":
            return str(handler.get("LSHandlerRoleAll", "")).lower()
    return KNOWN["Safari"]
