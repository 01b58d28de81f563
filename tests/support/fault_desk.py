"""A person with a calendar, to whom something happens: what they see, and for how long.

Nothing here knows what Parlour says: every line that was not on the screen before is collected.
"""

from __future__ import annotations

import re
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.person import Person, reading_of, told_by
from tests.support.until import Stopwatch, wait_until

TITLE, OTHER = "Saturday Choir", "Sunday Walk"
"""What the person's one session is called, and one they may add."""

YES = "Yes, add this calendar"

PATIENCE_S = 90.0
"""Seconds after which somebody is said not to have recovered."""


WORKING = "…"
"""What a line ends with that stands there while something is done."""


class Met(msgspec.Struct, frozen=True):
    """What a fault was to the person: what they saw, until it was well again, and what is gone.

    `seconds` is None where it never was well again.
    """

    sees: tuple[str, ...]
    seconds: float | None
    lost: str


@dataclass
class Watch:
    """Collects what the person is told from its making on, and was not before.

    `until` reads the whole screen, buttons too; they are no news, nor is another time of day.
    """

    person: Person
    clock: Stopwatch = field(default_factory=Stopwatch)
    before: frozenset[str] = frozenset()
    news: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.before:
            self.before = frozenset(_lines(self.person.look()))

    def until(
        self, is_well: Callable[[str], bool], *, patience_s: float = PATIENCE_S
    ) -> float | None:
        """Read the screen until `is_well` of it; return the seconds since the beginning."""

        def looks_well() -> bool:
            with suppress(AssertionError):  # it has ended, or is not there yet
                return is_well(reading_of(self._look()))
            return False

        with suppress(AssertionError):
            wait_until(looks_well, seconds=patience_s)
            return self.clock.seconds
        return None

    def met(self, seconds: float | None, lost: str) -> Met:
        """Say what was met."""
        return Met(tuple(self.news), seconds, lost)

    def look(self) -> None:
        """Read the screen once."""
        self._look()

    def _look(self) -> list[dict[str, Any]]:
        things = self.person.look()
        known = {_without_figures(line) for line in self.before | {*self.news}}
        self.news += [line for line in _lines(things) if _without_figures(line) not in known]
        return things


def _lines(things: list[dict[str, Any]]) -> list[str]:
    return [line for line in told_by(things) if not line.endswith(WORKING)]


def _without_figures(line: str) -> str:
    return re.sub(r"just now|\d+( minutes?| hours?)?( ago)?", "0", line)


@dataclass
class Afternoon:
    """A desk, somebody at it, and how they get to what is theirs."""

    desk: Desk
    person: Person
    keyring: subprocess.Popen[bytes]
    usual: Watch

    def watch(self) -> Watch:
        """Collect from now on what is not there on a good day."""
        return Watch(self.person, before=self.usual.before | {*self.usual.news})

    def choose(self, colours: str, watch: Watch) -> None:
        """Choose other colours."""
        self.person.presses("Settings")
        self.person.presses(colours)
        wait_until(lambda: self.person.is_chosen(colours), what=colours)
        watch.look()

    def home(self, watch: Watch) -> float | None:
        """Go to the first screen; return how long it took until the session stood there."""
        watch.clock = Stopwatch()
        self.person.presses("Home")
        return watch.until(lambda read: TITLE in read)

    def opens_another(self, watch: Watch) -> bool:
        """Open a second calendar; say whether it is offered to be added."""
        file = ics(self.desk.root / "another.ics", OTHER)
        self.desk.start("second", *self.person.command(str(file))).wait(PATIENCE_S)
        watch.until(has_come_to_an_end())
        return YES in self.person.buttons()

    def adds_another(self, watch: Watch) -> None:
        """Open a second calendar, and add it as far as that goes."""
        if self.opens_another(watch):
            self.person.presses(YES)
            watch.until(lambda read: YES not in read and "Stop" not in read)

    def restart(self, watch: Watch) -> None:
        """Start Parlour after it was killed; the time counts from here."""
        watch.clock = Stopwatch()
        self.person.open_parlour()

    def limit(self, kind: int, most: int) -> None:
        """Change a limit of the program that runs; what was there before is the most it can be."""
        assert self.person.app is not None
        _, hard = resource.prlimit(self.person.app.pid, kind)
        resource.prlimit(self.person.app.pid, kind, (hard if most < 0 else most, hard))

    def kill(self) -> None:
        """Kill Parlour, if it is there."""
        if self.person.app is not None and self.person.app.poll() is None:
            self.person.kill_parlour()
        self.person.app = None

    def lost(self) -> str:
        """Name what of the person's things is not there after a start with nothing in the way."""
        self.kill()
        self.person.open_parlour()
        return self.missing()

    def missing(self) -> str:
        """Name what of the person's things is not there in the Parlour that runs."""
        missing = []
        if Watch(self.person).until(lambda read: TITLE in read) is None:
            missing.append("the calendar")
        self.person.presses("Settings")
        try:
            wait_until(lambda: self.person.is_chosen("Dark"), what="the choice")
        except AssertionError:
            missing.append("the settings")
        return ", ".join(missing) or "nothing"


@contextmanager
def an_afternoon() -> Iterator[Afternoon]:
    """Lay everything out: a calendar is added, and dark colours are chosen."""
    with Desk() as desk, Person(desk) as person:
        keyring = desk.plug_keyring()
        person.open_parlour(str(ics(desk.root / "choir.ics")))
        person.presses(YES)
        person.waits_for("is added")
        here = Afternoon(desk, person, keyring, Watch(person))
        here.choose("Light", here.usual)
        here.choose("Dark", here.usual)
        wait_until((desk.home / "settings.json").exists, what="the settings on disk")
        here.home(here.usual)
        yield here
        here.kill()


def has_come_to_an_end() -> Callable[[str], bool]:
    """Return what tells whether a file is read, well or not: two looks at the screen agree."""
    ends: list[bool] = []

    def is_read(read: str) -> bool:
        is_at_work = "Stop" in read or WORKING in read
        ends.append(YES in read or ("Open a file" in read and not is_at_work))
        return all(ends[-2:]) and len(ends) > 1

    return is_read


def ics(path: Path, title: str = TITLE) -> Path:
    """Write a calendar with one session, some hours from now."""
    row = Row("choir", title, timedelta(hours=5), f"URL:{ZOOM}")
    path.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0), [row]))
    return path
