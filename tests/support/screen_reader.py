"""A real Orca on a desk, what it says, and a keyboard: Parlour as somebody hears it.

Orca speaks through a real speech-dispatcher, whose voice is `recording_voice`. A road is
a text file in `tests/journeys/spoken/`: what is done begins at the left, what is heard
then stands below it, moved in. All that is heard is there, in its order, and no more.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.support.desk import Desk
from tests.support.needs import program
from tests.support.person import SYSTEM_PYTHON
from tests.support.until import wait_until

ROADS = Path(__file__).parents[1] / "journeys" / "spoken"

KEYS = {
    "Previous line": "KP_Home",
    "Tab": "Tab",
    "Shift and Tab": "shift+Tab",
    "Enter": "Return",
    "Space": "space",
    "Arrow up": "Up",
    "Arrow down": "Down",
    "Back": "alt+Left",
    "Help key": "F1",
    "Next line": "KP_Prior",
}
"""What a road calls a key. `Next line` is Orca's own: it reads the page on."""

SETTINGS = {
    "enableBraille": False,
    "enableKeyEcho": False,
    "enableMouseReview": False,
    "speechServerFactory": "speechdispatcherfactory",
    "profile": ["Default", "default"],
    "startingProfile": ["Default", "default"],
}
"""What differs from Orca as it comes: no braille display here, and no key is said."""

PERHAPS = "Perhaps: "
"""What begins a line that may be cut short before any of it is said."""

START = """
import sys
import gi
gi.require_version("Gdk", "3.0")
from orca import orca
settings = orca.getSettingsManager()
settings.activate(None, {})
sys.path.insert(0, settings.getPrefsDir())
sys.exit(orca.main())
"""
"""What Orca's own start does, but for one thing: it refuses a second Orca of the same person,
also on another screen. Here each desk has its own."""

MOST_UNEXPECTED = 40
"""Utterances that are shown of what was heard instead."""

Acts = Mapping[str, Callable[[], object]]


class ScreenReader:
    """Orca on a desk. Start it before Parlour, as somebody who needs it does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._written = desk.root / "spoken"
        self._told = 0

    def __enter__(self) -> ScreenReader:
        self._written.touch()
        self._start_voice()
        settings = Path(self._desk.env["XDG_DATA_HOME"]) / "orca"
        settings.mkdir(parents=True)
        kept = {"general": SETTINGS, "profiles": {"default": SETTINGS}}
        kept |= {"pronunciations": {}, "keybindings": {}}
        (settings / "user-settings.conf").write_text(json.dumps(kept), "utf-8")
        self._desk.env["GSETTINGS_BACKEND"] = "memory"
        program("orca", "orca")
        self._desk.start("orca", SYSTEM_PYTHON, "-c", START)
        self._hears("Screen reader on.")
        return self

    def __exit__(self, *_: object) -> None:
        """Orca ends with the desk."""

    def goes(self, road: str, acts: Acts) -> None:
        """Go a road: do what it says, and hear what it says, word for word.

        `acts` does what is not a key, by the words of the road. In what is heard, words in
        angle brackets stand for any: a time, or what a real recording becomes. A line that
        begins with `Perhaps:` is left out where a window that comes up has cut it short.
        """
        for done, heard in steps((ROADS / f"{road}.txt").read_text("utf-8")):
            self._does(done, acts)
            for line in heard:
                self._hears(line, after=done)

    def _does(self, what: str, acts: Acts) -> None:
        if what in acts:
            acts[what]()
        elif what.startswith("Types "):
            self._xdotool("type", what.removeprefix("Types "))
        else:
            self._xdotool("key", KEYS[what])

    def _hears(self, line: str, *, after: str = "") -> None:
        """Wait for the next that is said; it must be this, unless this is heard `perhaps`."""

        def is_there() -> bool:
            return len(self._said()) > self._told

        said = f"{line!r} after {after!r}"
        try:
            wait_until(is_there, what=said)
        except AssertionError as error:
            log = self._desk.log("orca")[-2000:]
            raise AssertionError(f"{error}, and nothing was said; Orca printed:\n{log}") from None
        heard = self._said()
        is_it = matches(line.removeprefix(PERHAPS), heard[self._told])
        if line.startswith(PERHAPS) and not is_it:
            return
        if not is_it:
            rest = "\n    ".join(heard[self._told :][:MOST_UNEXPECTED])
            raise AssertionError(f"not {said}, but:\n    {rest}")
        self._told += 1

    def _said(self) -> list[str]:
        """Return all whole lines that were said."""
        return self._written.read_text("utf-8").split("\n")[:-1]

    def _xdotool(self, *what: str) -> None:
        command = [program("xdotool", "xdotool"), *what]
        subprocess.run(command, env=self._desk.env, check=True, timeout=20)

    def _start_voice(self) -> None:
        """Start speech-dispatcher with one voice: ours."""
        folder = self._desk.root / "speech"
        for each in ("conf/modules", "modules", "log"):
            (folder / each).mkdir(parents=True)
        voice = Path(__file__).with_name("recording_voice.py")
        module = folder / "modules" / "sd_recording"
        module.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{voice}" "{self._written}"\n')
        module.chmod(0o700)
        conf = 'AddModule "recording" "sd_recording" ""\nDefaultModule recording\n'
        (folder / "conf" / "speechd.conf").write_text(conf, "utf-8")
        socket = folder / "socket"
        self._desk.env["SPEECHD_ADDRESS"] = f"unix_socket:{socket}"
        command = [program("speech-dispatcher", "speech-dispatcher"), "-s", "-t", "0", "-l", "1"]
        command += ["-c", "unix_socket", "-S", str(socket), "-P", str(folder / "pid")]
        command += ["-C", str(folder / "conf"), "-m", str(folder / "modules")]
        self._desk.start("speech", *command, "-L", str(folder / "log"))
        wait_until(socket.exists, what="speech-dispatcher")


def steps(road: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each thing done on a road with what is heard then; `#` begins a remark."""
    done, heard = "", list[str]()
    for line in road.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            heard.append(line.strip())
            continue
        if done:
            yield done, heard
        done, heard = line.strip().removesuffix("."), []
    yield done, heard


def matches(line: str, said: str) -> bool:
    """Say whether a line of a road is what was said; `<...>` stands for any words."""
    parts = re.split(r"<[^>]+>", line)
    return re.fullmatch(".+".join(map(re.escape, parts)), said) is not None
