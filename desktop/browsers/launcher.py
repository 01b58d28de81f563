"""Starts a browser with a checked URL, per platform, and reports whether it could be started.

The link becomes an argument of the browser's process: there is no other way to
hand one over, on any system, so other programs of the same person may see it
while it starts. It is never put into a log, an error or an environment variable.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from resources.declared import Problem

if TYPE_CHECKING:
    from desktop.browsers.browser import Browser

OPENER_TIMEOUT_S = 1.0
"""Seconds an opener that cannot do it needs to say so. One that waits for the browser goes on."""

MOST_BROWSERS = 6
"""Browsers to choose from; nobody has more."""


class OpenerMissing(Problem):
    """This computer has nothing that opens links."""

    key = "opener_missing"


class OpenerGaveUp(Problem):
    """The computer was asked to open the link and said no at once."""

    key = "opener_gave_up"


class Launcher(Protocol):
    """Opens a link outside Parlour."""

    async def open(self, url: str, browser: Browser | None = None) -> None:
        """Open exactly `url`, in the usual browser or in `browser`.

        It must have been allowed by `judge`. Returns within about a second. Returning
        proves only that the computer took it, not that a person sees it: ask them.
        Raises `Problem`.
        """
        ...


class SystemLauncher:
    """Asks the system: `xdg-open` on Linux (it honours $BROWSER), `open` on macOS, Windows.

    `bundle` is the folder of a frozen program, found by itself.
    """

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        *,
        timeout: float = OPENER_TIMEOUT_S,
        bundle: Path | None = None,
    ) -> None:
        self._environ = environ
        self._timeout = timeout
        self._bundle = bundle or _bundle()

    @property
    def environ(self) -> dict[str, str]:
        """Return the computer's own environment, which is what a browser is given."""
        return clean_environment(self._environ or os.environ, bundle=self._bundle)

    def other_browsers(self) -> tuple[Browser, ...]:
        """Return the installed browsers that do not open links by themselves, at most six.

        They are for somebody for whom the usual one opened nothing. Blocking: some
        hundred small files are read.
        """
        if sys.platform == "win32":
            from desktop.browsers import windows as windows_browsers

            return windows_browsers.other_browsers()[:MOST_BROWSERS]
        if sys.platform == "darwin":
            from desktop.browsers import mac as mac_browsers

            return mac_browsers.other_browsers()[:MOST_BROWSERS]
        from desktop.browsers import xdg as xdg_browsers

        return xdg_browsers.other_browsers(self.environ)[:MOST_BROWSERS]

    async def open(self, url: str, browser: Browser | None = None) -> None:
        """Open exactly `url`: https, tel after a yes, mailto (`ValueError` for anything else)."""
        if not url.lower().startswith(("https://", "tel:+", "mailto:")):
            raise ValueError("only a checked link may be opened")
        await asyncio.to_thread(self._open, url, browser)

    def _open(self, url: str, browser: Browser | None) -> None:
        if browser is not None:
            _start(browser.opening(url), self.environ, self._timeout)
        elif sys.platform == "win32":
            try:
                os.startfile(url)
            except OSError:
                raise OpenerGaveUp from None
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            _start([opener, url], self.environ, self._timeout)


class PracticeLauncher:
    """Opens the practice session: its meeting is a window of our own, and no browser is asked."""

    def __init__(self, open_room: Callable[[], None]) -> None:
        self._open_room = open_room

    async def open(self, url: str, browser: Browser | None = None) -> None:
        """Open that window, at its door."""
        self._open_room()


def clean_environment(environ: Mapping[str, str], *, bundle: Path | None) -> dict[str, str]:
    """Return `environ` as it was before a frozen Parlour changed it for itself.

    `bundle` is the folder the frozen program was unpacked to, None when it is not
    frozen: then nothing changes. A frozen program points LD_LIBRARY_PATH and others
    at its own libraries, with which a browser crashes or does nothing; what they
    were before is in `<name>_ORIG`.
    """
    if bundle is None:
        return dict(environ)
    kept = {
        name: _without(value, str(bundle))
        for name, value in environ.items()
        if not name.startswith(("_PYI_", "_MEIPASS")) and name not in _CHANGED
    }
    for name in (*_CHANGED, "XDG_DATA_DIRS"):
        kept[name] = environ.get(f"{name}_ORIG", kept.get(name))
        kept.pop(f"{name}_ORIG", None)
    return {name: value for name, value in kept.items() if value is not None}


_CHANGED = ("LD_LIBRARY_PATH", "LD_PRELOAD", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")


def _without(value: str, bundle: str) -> str | None:
    """Take the places inside the bundle out of a value such as XDG_DATA_DIRS."""
    if bundle not in value:
        return value
    places = [place for place in value.split(os.pathsep) if not place.startswith(bundle)]
    return os.pathsep.join(places) or None


def _bundle() -> Path | None:
    if not getattr(sys, "frozen", False):
        return None
    return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))


def _start(command: Sequence[str], environ: Mapping[str, str], timeout: float) -> None:
    """Start an opener in a session of its own; it may outlive us, and leaves no zombie."""
    try:
        child = subprocess.Popen(
            command,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise OpenerMissing from None
    try:
        code = child.wait(timeout)
    except subprocess.TimeoutExpired:
        threading.Thread(target=child.wait, name="opener", daemon=True).start()
        return
    if code:
        raise OpenerGaveUp
