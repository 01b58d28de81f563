"""Measures how fast an engine is on this computer, in a child process; remembers it in a file.

`python -m accessibility.captions.packs.speed DIR` is that child: it writes down some seconds of
the practice recording with the pack in DIR, twice, and prints a `EngineSpeed` as one JSON object.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Sequence
from importlib.resources import as_file
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import msgspec

from accessibility.audio.sound_file import SoundFileReader
from accessibility.captions.engines import loading as engines
from accessibility.captions.engines.recogniser import PackNotLoaded, Recogniser
from accessibility.captions.events import BYTES_A_SECOND
from accessibility.captions.packs.engine_choice import EngineSpeed
from accessibility.captions.packs.language_packs import LanguagePack
from resources.platform.child_process import PACK_SPEED, begin_child, child_command, start_child
from resources.platform.files import NotAFile, read_whole, write_whole
from resources.rehearsal import read_rehearsal

if TYPE_CHECKING:
    from subprocess import Popen

CHILD = child_command(PACK_SPEED)

SAMPLE_SECONDS = 8
"""Of the practice recording: two sentences, and its language does not matter for the time."""

BLOCK_BYTES = BYTES_A_SECOND // 5
"""A fifth of a second at a time, as from a device."""

LONGEST_S = 120.0
"""What the child may take before it is given up."""

POLL_S = 0.1
"""Between two looks whether the child has ended."""


class SpeedStopped(Exception):
    """Measuring was stopped because it was asked to."""


def measure_speed(pack: Path, stop: Event, command: Sequence[str] = CHILD) -> EngineSpeed:
    """Measure the engine of a pack; some 5 to 20 seconds.

    Raises `SpeedStopped` soon after `stop` is set, and `PackNotLoaded` if it does not work.
    """
    try:
        child = start_child((*command, str(pack.absolute())), "stdout")
    except OSError:
        raise PackNotLoaded from None
    with child:
        try:
            _wait(child, stop)
            answer = child.stdout.read() if child.stdout else b""
        finally:
            child.kill()
    try:
        return msgspec.json.decode(answer, type=EngineSpeed)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise PackNotLoaded from None


def _wait(child: Popen[bytes], stop: Event) -> None:
    end = time.monotonic() + LONGEST_S
    while child.poll() is None:
        if stop.wait(POLL_S):
            raise SpeedStopped
        if time.monotonic() > end:
            raise PackNotLoaded


class SpeedBook:
    """What was measured, in a file: by computer, for a USB stick is carried from one to another."""

    def __init__(self, path: Path, machine: str = "") -> None:
        self._path = path
        self._machine = machine or this_machine()

    def speeds(self) -> dict[str, EngineSpeed]:
        """Return the speeds measured on this computer, by name of the pack. Blocking."""
        try:
            return self._all().get(self._machine, {})
        except OSError:
            return {}

    def note(self, pack: LanguagePack, speed: EngineSpeed) -> None:
        """Remember a speed; a file that cannot be written is measured again another time."""
        try:
            everything = self._all()
            everything.setdefault(self._machine, {})[pack.name] = speed
            write_whole(self._path, msgspec.json.encode(everything))
        except OSError:
            return

    def _all(self) -> dict[str, dict[str, EngineSpeed]]:
        """Return everything measured; what makes no sense is nothing. Raises OSError."""
        try:
            return msgspec.json.decode(
                read_whole(self._path), type=dict[str, dict[str, EngineSpeed]]
            )
        except (FileNotFoundError, NotAFile):
            return {}
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return {}


def this_machine() -> str:
    """Name the kind of computer this is: its processor, and how many cores of it we have."""
    return f"{platform.machine()} {_processor()} x{os.cpu_count()}"


def _processor() -> str:
    """Return the processor's name; Linux keeps it in a file of its own."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def main(arguments: Sequence[str]) -> int:
    """Be the child."""
    begin_child()
    try:
        model = engines.load(Path(arguments[0]))
    except PackNotLoaded:
        return 1
    with as_file(read_rehearsal().sound) as recording, SoundFileReader(recording) as wav:
        sound = b"".join(wav.blocks())[: SAMPLE_SECONDS * BYTES_A_SECOND]
    recogniser = model.recogniser()
    _time(recogniser, sound[: 2 * BYTES_A_SECOND], drafts=True)  # the slow first second
    speed = EngineSpeed(
        live=_time(recogniser, sound, drafts=True), lines=_time(recogniser, sound, drafts=False)
    )
    sys.stdout.write(msgspec.json.encode(speed).decode())
    return 0


def _time(recogniser: Recogniser, sound: bytes, *, drafts: bool) -> float:
    """Write it all down; return the seconds it took for one of speech."""
    began = time.perf_counter()
    for start in range(0, len(sound), BLOCK_BYTES):
        recogniser.feed(sound[start : start + BLOCK_BYTES], drafts=drafts)
    recogniser.flush()
    return round((time.perf_counter() - began) * BYTES_A_SECOND / len(sound), 3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
