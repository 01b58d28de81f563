"""Faults: the process that hears and writes is killed, aborts, hangs or babbles; no sound."""

from __future__ import annotations

import os
import signal
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from accessibility.captions.events import RATE
from tests.support.desk import Desk
from tests.support.fault_desk import Met, Watch
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import spoken_english
from tests.support.until import wait_until

STARTS_AGAIN = ("Try again", "Start captions again", "Start captions")
"""The buttons that somebody would press, if captions do not come back by themselves."""

ODD = (
    b"\xff\xfe not unicode\n",
    b"not json\n",
    b"[" * 100_000 + b"\n",
    b'{"kind": "no such"}\n',
    b"x" * 5_000_000 + b"\n",
)
"""What no worker should say."""


def worker_killed(_: int) -> Met:
    """The process that writes the captions is killed."""
    return _signalled(signal.SIGKILL)


def worker_aborts(_: int) -> Met:
    """The process that writes the captions aborts."""
    return _signalled(signal.SIGABRT)


def worker_hangs(_: int) -> Met:
    """The process that writes the captions hangs."""
    return _signalled(signal.SIGSTOP)


def worker_babbles(_: int) -> Met:
    """The process that writes the captions says what makes no sense."""

    def babble(talk: _Talk) -> None:
        for pid in talk.person.caption_workers():
            _say_for(pid, b"".join(ODD))

    return _disturbed(babble)


def sound_gone(_: int) -> Met:
    """The sound device is pulled out while captions run, and plugged in again."""

    def unplug(talk: _Talk) -> None:
        talk.sound.stop()
        talk.sound.start()
        talk.sound.plug_loudspeaker("speaker", "Kitchen loudspeaker")
        talk.play()

    return _disturbed(unplug)


@dataclass
class _Talk:
    """Somebody who reads captions of a talk that goes on."""

    person: Person
    sound: SoundServer
    recording: Path

    def play(self) -> None:
        """Let the talk go on, or begin again."""
        self.sound.play(self.recording)


def _signalled(number: int) -> Met:
    def send(talk: _Talk) -> None:
        for pid in talk.person.caption_workers():
            os.kill(pid, number)

    return _disturbed(send)


def _disturbed(fault: Callable[[_Talk], None]) -> Met:
    """Let something happen in the middle of a talk; it is well when new words come."""
    with _a_talk() as talk:
        person = talk.person
        before = person.captions()[:-1]  # the last one may still change
        watch = Watch(person)
        fault(talk)
        fell_silent = watch.until(lambda _: bool(set(watch.news) - {*person.captions()}))
        if fell_silent is None:
            return watch.met(None, "")
        count = len(person.captions())

        def goes_on(_: str) -> bool:
            here = [name for name in STARTS_AGAIN if name in person.buttons()]
            if here:
                person.presses(here[0])
            return len(person.captions()) > count

        seconds = watch.until(goes_on)
        captions = {*person.captions()}
        words = [line for line in before if not any(c[:10] == line[:10] for c in captions)]
        watch.news = [line for line in watch.news if line not in captions]
        return watch.met(seconds, f"{len(words)} lines" if words else "nothing")


@contextmanager
def _a_talk() -> Iterator[_Talk]:
    with Desk() as desk, SoundServer() as sound, Person(desk) as person:
        desk.env |= sound.env
        person.open_parlour()
        person.opens_captions()
        person.presses("Start captions")
        person.listens_to()
        talk = _Talk(person, sound, talk_file(desk.root / "talk.wav"))
        talk.play()
        wait_until(lambda: len(person.captions()) > 1, what="a first line")
        yield talk
        person.kill_parlour()
        person.app = None


def talk_file(path: Path) -> Path:
    """Write down a talk of some minutes."""
    spoken, _ = spoken_english()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(spoken * 4)
    return path


def _say_for(pid: int, odd: bytes) -> None:
    """Write into the pipe of what a process says, as if it had said it."""
    ends = sorted(Path(f"/proc/{pid}/fd").iterdir(), key=lambda end: int(end.name))
    said = next(end for end in ends if _is_written_pipe(pid, end))
    with suppress(BrokenPipeError), said.open("wb", buffering=0) as stream:
        stream.write(odd)


def _is_written_pipe(pid: int, end: Path) -> bool:
    flags = (Path(f"/proc/{pid}/fdinfo") / end.name).read_text("utf-8").split()[3]
    return str(end.readlink()).startswith("pipe:") and int(flags, 8) & os.O_ACCMODE == os.O_WRONLY


CAPTION_FAULTS: dict[str, Callable[[int], Met]] = {
    "worker-killed": worker_killed,
    "worker-aborts": worker_aborts,
    "worker-hangs": worker_hangs,
    "worker-babbles": worker_babbles,
    "sound-gone": sound_gone,
}
