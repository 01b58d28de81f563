"""Faults: the disk is full or read-only, nothing can be opened, stored bits have changed."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.fault_desk import TITLE, Afternoon, Met, Watch, an_afternoon
from tests.support.needs import program

NO_MORE = 0
WITHOUT_LIMIT = -1


def disk_full(_: int) -> Met:
    """The disk is full while a choice is saved and a calendar is added; then there is room."""
    with an_afternoon() as here:
        here.opens_another(here.usual)
        watch = here.watch()
        here.limit(resource.RLIMIT_FSIZE, NO_MORE)
        here.choose("Light", watch)
        here.adds_another(watch)
        here.limit(resource.RLIMIT_FSIZE, WITHOUT_LIMIT)
        return _well_again(here, watch)


def no_descriptors(_: int) -> Met:
    """No file, no socket and no child can be opened for a while."""
    with an_afternoon() as here:
        here.opens_another(here.usual)
        here.home(here.usual)
        watch = here.watch()
        assert here.person.app is not None
        is_open = len(list(Path(f"/proc/{here.person.app.pid}/fd").iterdir()))
        here.limit(resource.RLIMIT_NOFILE, is_open)
        here.choose("Light", watch)
        here.adds_another(watch)
        here.limit(resource.RLIMIT_NOFILE, WITHOUT_LIMIT)
        return _well_again(here, watch)


def read_only_home(_: int) -> Met:
    """What is stored may be read and not written; then it may be written again."""
    with an_afternoon() as here:
        here.opens_another(here.usual)
        here.kill()
        watch = here.watch()
        with _read_only(here.desk.home):
            here.restart(watch)
            watch.until(lambda read: TITLE in read)
            here.choose("Light", watch)
            here.adds_another(watch)
            here.kill()
        here.restart(watch)
        return watch.met(watch.until(lambda read: TITLE in read), here.lost())


def one_bit(_: int) -> Met:
    """One bit has changed in each stored file, one file after another."""
    with an_afternoon() as here:
        here.adds_another(here.usual)
        here.home(here.usual)
        here.kill()
        safe = here.desk.root / "safe"
        shutil.copytree(here.desk.home, safe)
        mets = {}
        for name in sorted(str(path.relative_to(safe)) for path in safe.rglob("*")):
            if (safe / name).is_file() and not name.startswith("log"):
                shutil.rmtree(here.desk.home)
                shutil.copytree(safe, here.desk.home)
                _flip_a_bit(here.desk.home / name)
                watch = here.watch()
                here.restart(watch)
                seconds = watch.until(lambda read: TITLE in read)
                mets[name] = watch.met(seconds, here.missing())
                here.kill()
        return _all_together(mets)


def _all_together(mets: Mapping[str, Met]) -> Met:
    """Make one of the same fault in several files; sealed names tell nobody anything."""
    seen = dict.fromkeys(line for met in mets.values() for line in met.sees)
    took = [met.seconds for met in mets.values()]
    lost = [f"{met.lost} ({name})" for name, met in mets.items() if met.lost != "nothing"]
    worst = None if None in took else max(filter(None, took))
    return Met(tuple(seen), worst, ", ".join(lost) or "nothing")


def instance_hung(_: int) -> Met:
    """The Parlour that runs hangs, and the person starts it again."""
    with an_afternoon() as here:
        hung = here.person.app
        assert hung is not None
        watch = here.watch()
        hung.send_signal(signal.SIGSTOP)
        here.restart(watch)
        seconds = watch.until(lambda read: TITLE in read)
        hung.kill()
        hung.wait()
        return watch.met(seconds, here.lost())


def clock_jump(_: int) -> Met:
    """The clock jumps ten minutes past the start of a session while the computer sleeps."""
    with an_afternoon() as here:
        shift = here.desk.root / "shift"
        shift.write_text("0", "utf-8")
        here.kill()
        here.person.program = ("-m", "tests.support.shifted_clock_app", str(shift))
        here.person.open_parlour()
        here.person.waits_for(TITLE)
        watch = here.watch()
        with here.person.asleep():
            shift.write_text(str((5 * 60 + 10) * 60), "utf-8")
        seconds = watch.until(lambda read: "began" in read)
        shift.write_text("0", "utf-8")
        return watch.met(seconds, here.lost())


def _well_again(here: Afternoon, watch: Watch) -> Met:
    """Choose as before, and see when the session stands there again."""
    here.choose("Dark", watch)
    return watch.met(here.home(watch), here.lost())


def _flip_a_bit(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder, not even root."""
    mount = program("mount", "mount")
    subprocess.run([mount, "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run([mount, "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run([program("umount", "mount"), "--lazy", str(folder)], check=True)


FILE_FAULTS: dict[str, Callable[[int], Met]] = {
    "disk-full": disk_full,
    "no-descriptors": no_descriptors,
    "read-only-home": read_only_home,
    "one-bit": one_bit,
    "instance-hung": instance_hung,
    "clock-jump": clock_jump,
}
