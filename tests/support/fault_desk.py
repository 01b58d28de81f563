"""A person with a calendar, to whom something happens: what they see, and for how long.

Nothing here knows what Parlour says: every line that was not on the screen before is collected.
"""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.person import Person
from tests.support.until import Stopwatch, wait_until

TITLE, OTHER = "Saturday Choir", "Sunday Walk"
"""What the person's one session is called, and one they may add."""

YES = "Yes, add this calendar"

PATIENCE_S = 90.0
"""Seconds after which somebody is said not to have recovered."""


class Met(msgspec.Struct, frozen=True):
    """What a fault was to the person: what they saw, until it was well again, and what is gone.

    `seconds` is None where it never was well again.
    """

    sees: tuple[str, ...]
    seconds: float | None
    lost: str


@dataclass
class Watch:
    """Collects what is new on the screen from its making on."""

    person: Person
    clock: Stopwatch = field(default_factory=Stopwatch)
    before: frozenset[str] = frozenset()
    news: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.before:
            self.before = frozenset(self._lines())

    def until(
        self, is_well: Callable[[str], bool], *, patience_s: float = PATIENCE_S
    ) -> float | None:
        """Read the screen until `is_well` of it; return the seconds since the beginning."""

        def looks_well() -> bool:
            with suppress(AssertionError):  # it has ended, or is not there yet
                return is_well("\n".join(self._read()))
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
        self._read()

    def _read(self) -> list[str]:
        lines = self._lines()
        self.news += [line for line in lines if line not in self.before | {*self.news}]
        return lines

    def _lines(self) -> list[str]:
        return list(dict.fromkeys(filter(None, self.person.reading().splitlines()[1:])))


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
        watch.until(lambda read: YES in read or ("Open a file" in read and "Stop" not in read))
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


def ics(path: Path, title: str = TITLE) -> Path:
    """Write a calendar with one session, some hours from now."""
    row = Row("choir", title, timedelta(hours=5), f"URL:{ZOOM}")
    path.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0), [row]))
    return path
