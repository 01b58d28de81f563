"""Faults: the place that keeps the key of everything sealed is away, locked, another or silent."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable

from tests.support.fault_desk import TITLE, Afternoon, Met, an_afternoon

LOCK = """
from contextlib import closing
import secretstorage
with closing(secretstorage.dbus_init()) as connection:
    secretstorage.get_default_collection(connection).lock()
"""


def keyring_none(_: int) -> Met:
    """There is no keyring at one start; at the next it is there again."""
    return _for_a_while(_take_away, _give_back)


def keyring_locked(_: int) -> Met:
    """The keyring is locked at one start; at the next it is open."""
    return _for_a_while(_lock, _begin_anew)


def keyring_other(_: int) -> Met:
    """Another keyring answers at one start; at the next it is the right one."""
    return _for_a_while(_give_another, _give_first_back)


def keyring_silent(_: int) -> Met:
    """The keyring does not answer at one start; then it does."""

    def wake(here: Afternoon) -> None:
        here.keyring.send_signal(signal.SIGCONT)

    return _for_a_while(lambda here: here.keyring.send_signal(signal.SIGSTOP), wake)


def _for_a_while(begin: Callable[[Afternoon], None], end: Callable[[Afternoon], None]) -> Met:
    """Start Parlour while the keyring is not as it should be, and add something; then end it.

    What the person added meanwhile must not take the place of what was there.
    """
    with an_afternoon() as here:
        here.opens_another(here.usual)
        here.kill()
        begin(here)
        watch = here.watch()
        here.restart(watch)
        watch.until(lambda _: len(watch.news) > 2)  # a screen, and something that is said
        here.adds_another(watch)
        here.kill()
        end(here)
        here.restart(watch)
        return watch.met(watch.until(lambda read: TITLE in read), here.lost())


def _take_away(here: Afternoon) -> None:
    here.keyring.terminate()
    here.keyring.wait()


def _give_back(here: Afternoon) -> None:
    here.keyring = here.desk.plug_keyring()


def _lock(here: Afternoon) -> None:
    subprocess.run([sys.executable, "-c", LOCK], env=here.desk.env, check=True)


def _begin_anew(here: Afternoon) -> None:
    _take_away(here)
    _give_back(here)


def _give_another(here: Afternoon) -> None:
    _take_away(here)
    (here.desk.root / "data" / "keyrings").rename(here.desk.root / "keyrings-away")
    _give_back(here)


def _give_first_back(here: Afternoon) -> None:
    _take_away(here)
    shutil.rmtree(here.desk.root / "data" / "keyrings")
    (here.desk.root / "keyrings-away").rename(here.desk.root / "data" / "keyrings")
    _give_back(here)


KEYRING_FAULTS: dict[str, Callable[[int], Met]] = {
    "keyring-none": keyring_none,
    "keyring-locked": keyring_locked,
    "keyring-other": keyring_other,
    "keyring-silent": keyring_silent,
}
