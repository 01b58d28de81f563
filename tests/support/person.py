"""A person at the desk: starts the real Parlour, reads it and presses things over the bus."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.desk import Desk
from tests.support.needs import missing
from tests.support.until import PATIENCE_S, wait_until

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"

SENTENCES = ("heading", "label")
"""What things are, for a screen reader, that tell something and cannot be pressed."""

FIRST_START = "Hello. What would you like to do?"
"""The heading of the first screen while there is no calendar."""


class Person:
    """Somebody using Parlour through what a screen reader is told, and nothing else.

    `pressed` names the buttons pressed so far, in order.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.before: tuple[str, ...] = ()
        self.program: tuple[str, ...] = ("-m", "desktop")
        self.app: subprocess.Popen[bytes] | None = None
        self.pressed: list[str] = []
        self._eye: subprocess.Popen[str] | None = None

    def __enter__(self) -> Person:
        probe = [SYSTEM_PYTHON, "-c", "import pyatspi"]
        if subprocess.run(probe, env=self.desk.env, capture_output=True, check=False).returncode:
            missing("no view of the accessibility bus: apt-get install python3-pyatspi")
        self._eye = subprocess.Popen(
            [SYSTEM_PYTHON, str(ROOT / "tests" / "support" / "at_spi_reader.py")],
            env=self.desk.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.close_parlour()
        if self._eye is not None:
            assert self._eye.stdin is not None
            assert self._eye.stdout is not None
            self._eye.stdin.close()
            self._eye.wait(PATIENCE_S)
            self._eye.stdout.close()

    def open_parlour(self, *arguments: str, **environ: str) -> None:
        """Start the app and wait until a heading can be read."""
        self.desk.env |= environ
        self.app = self.desk.start("parlour", *self.command(*arguments))
        wait_until(lambda: bool(self.headings()), what="a first screen")

    def adds(self, file: Path) -> None:
        """Open a calendar file with the app, look at its preview, and say yes."""
        self.open_parlour(str(file))
        self.waits_for("Do you want to add")
        self.presses("Yes, add this calendar")

    def pastes(self, text: str) -> None:
        """Give Parlour what a group sent, on a first start."""
        self.presses("I have a link or a letter")
        names = ("Paste what your group sent", "What your group sent you")  # on arrival, and later
        wait_until(lambda: any(self._does("write", name, text) for name in names), what="the field")
        self.presses("Use this")

    def opens_captions(self) -> None:
        """Go to the captions: from Home, or by way of Help on a first start."""

        def goes() -> bool:
            if FIRST_START in self.headings():
                self._does("press", "Help")
            return self._does("press", "Captions")

        wait_until(goes, what="the way to the captions")

    def command(self, *arguments: str) -> list[str]:
        """Return what starts Parlour."""
        return [*self.before, sys.executable, *self.program, *arguments]

    def close_parlour(self) -> int:
        """Ask the app to close as the desktop would; return its exit code."""
        if self.app is None:
            return 0
        if self.app.poll() is None:
            self.app.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.app.wait(PATIENCE_S)
        if self.app.poll() is None:
            self.app.kill()
        code = self.app.wait(PATIENCE_S)
        if code < 0:
            sys.stdout.write(self.desk.log("parlour"))  # where it crashed
        return code

    def kill_parlour(self) -> None:
        """End the app as a crash would."""
        assert self.app is not None
        os.kill(self.app.pid, signal.SIGKILL)
        self.app.wait(PATIENCE_S)

    def kill_caption_worker(self) -> int:
        """Kill the process that hears and writes, as a fault in it would; answer how many."""
        workers = self.caption_workers()
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        return len(workers)

    @contextlib.contextmanager
    def asleep(self) -> Iterator[None]:
        """Let Parlour stand still, as it does while the computer sleeps."""
        assert self.app is not None
        stopped = [self.app.pid, *self.caption_workers()]
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)

    def caption_workers(self) -> list[int]:
        """Return the processes that hear and write."""
        return self.processes("accessibility.captions.worker.main")

    def processes(self, module: str) -> list[int]:
        """Return the app's own children that run a module."""
        assert self.app is not None
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, IndexError):
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                words = (entry / "cmdline").read_bytes().split(b"\0")
                if int(parent) == self.app.pid and module.encode() in words:
                    found.append(int(entry.name))
        return found

    def look(self) -> list[dict[str, Any]]:
        """Return everything showing, in reading order of the tree."""
        return list(self._ask(do="look").get("things", []))

    def asks_beyond(self) -> None:
        """Ask everything showing for children that it does not have."""
        self._ask(do="ask_beyond")

    def headings(self) -> list[str]:
        """Return the headings showing."""
        return [thing["name"] for thing in self.look() if thing["role"] == "heading"]

    def buttons(self) -> list[str]:
        """Return the names of the buttons showing."""
        roles = ("push button", "button", "radio button", "toggle button", "check box")
        return [thing["name"] for thing in self.look() if thing["role"] in roles]

    def reading(self) -> str:
        """Return all text showing, as it would be read."""
        return reading_of(self.look())

    def captions(self) -> list[str]:
        """Return the captions that stand on the screen, oldest first."""
        return [thing["name"] for thing in self.look() if thing["within"] == "Captions"]

    def is_chosen(self, name: str) -> bool:
        """Say whether the answer of that name is the chosen one."""
        return any(thing["checked"] and thing["name"] == name for thing in self.look())

    def waits_for(self, words: str, *, seconds: float = PATIENCE_S) -> None:
        """Wait until these words can be read."""
        try:
            wait_until(lambda: words in self.reading(), seconds=seconds, what=repr(words))
        except AssertionError as error:
            raise AssertionError(f"{error}; what could be read was:\n{self.reading()}") from None

    def listens_to(self, device: str = "") -> None:
        """Wait until captions listen to this device, whether it plays anything just now or not."""
        wait_until(lambda: self.is_listening_to(device), what=f"captions of {device!r}")

    def is_listening_to(self, device: str = "") -> bool:
        """Say whether captions listen to this device now."""
        states = ("Listening to", "No sound is reaching Parlour from")
        reading = self.reading()
        return any(f"{state} {device}" in reading for state in states)

    def tries(self, name: str) -> bool:
        """Press the button whose name begins so if it is there now; say whether it was."""
        return self._does("press", name)

    def disappears(self, words: str) -> None:
        """Wait until these words can be read no more."""
        gone = f"{words!r} to go away"
        wait_until(lambda: words not in self.reading(), what=gone)

    def comes_to(self, heading: str) -> None:
        """Wait until this heading stands there."""
        wait_until(lambda: heading in self.headings(), what=repr(heading))

    def presses(self, name: str) -> None:
        """Press the button whose name begins so, as soon as it is there."""
        try:
            wait_until(lambda: self._does("press", name), what=repr(name))
        except AssertionError as error:
            raise AssertionError(f"{error}; the buttons were {self.buttons()}") from None
        self.pressed.append(name)

    def writes(self, field: str, text: str) -> None:
        """Fill in the field of that name."""
        wait_until(lambda: self._does("write", field, text), what=repr(field))

    def focuses(self, name: str) -> None:
        """Move the keyboard focus to the thing of that name."""
        wait_until(lambda: self._does("focus", name), what=repr(name))

    def _does(self, action: str, name: str, text: str = "") -> bool:
        return bool(self._ask(do=action, name=name, text=text).get("done"))

    def _how_it_ended(self) -> str:
        """Say with which status Parlour ended, what it printed, and where it crashed."""
        assert self.app is not None
        trace = self.desk.home / "log" / "crash.txt"
        crashed = trace.read_text("utf-8", errors="replace") if trace.exists() else ""
        printed = self.desk.log("parlour")
        return f"Parlour ended with {self.app.returncode}; its output was:\n{printed}\n{crashed}"

    def _ask(self, **request: str) -> dict[str, Any]:
        assert self.app is not None
        assert self._eye is not None
        assert self._eye.stdin is not None
        assert self._eye.stdout is not None
        if self.app.poll() is not None:
            raise AssertionError(self._how_it_ended())
        self._eye.stdin.write(json.dumps({"pid": self.app.pid, **request}) + "\n")
        self._eye.stdin.flush()
        line = self._eye.stdout.readline()
        if not line:
            raise AssertionError("the view of the accessibility bus ended")
        reply: dict[str, Any] = json.loads(line)
        return reply


def reading_of(things: list[dict[str, Any]]) -> str:
    """Return all text of what is showing, as it would be read."""
    said = (f"{thing['text'] or thing['name']} {thing['description']}" for thing in things)
    return "\n".join(line.strip() for line in said)


def told_by(things: list[dict[str, Any]]) -> list[str]:
    """Return the headings and sentences of what is showing: no button, no list, no caption."""
    told = (thing["text"] or thing["name"] for thing in things if thing["role"] in SENTENCES)
    return list(dict.fromkeys(filter(None, told)))
