"""Garbage of the window's thread: collected there, when there is enough, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.support.scenes import until
from ui.garbage import EVERY_MS, collect_garbage_here, collect_when_due


class Knot:
    """Something that only a garbage collector can throw away; remembers who did."""

    def __init__(self, thrown_away_in: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: thrown_away_in.append(threading.current_thread().name))


def many() -> list[list[object]]:
    """Make more objects than Python makes between two collections."""
    return [[] for _ in range(3 * gc.get_threshold()[0])]


def in_another_thread(work: Callable[[], object]) -> None:
    """Do it on a thread of its own, to the end."""
    thread = threading.Thread(target=work, name="another")
    thread.start()
    thread.join()


async def test_what_another_thread_makes_collects_nothing_there(qapp: QApplication) -> None:
    parent = QObject()
    timer = collect_garbage_here(parent)
    assert timer.interval() == EVERY_MS
    timer.setInterval(10)
    thrown_away_in: list[str] = []
    Knot(thrown_away_in)
    in_another_thread(many)
    assert not thrown_away_in
    kept = many()
    await until(lambda: bool(thrown_away_in))
    assert thrown_away_in == [threading.main_thread().name]
    assert kept
    timer.stop()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    thrown_away_in: list[str] = []
    Knot(thrown_away_in)
    collect_when_due()
    assert not thrown_away_in


def test_older_generations_have_their_turn() -> None:
    gc.collect()
    kept: list[list[object]] = []
    for _ in range(gc.get_threshold()[1] + 1):
        kept += many()
        collect_when_due()
    before = gc.get_count()[2]
    kept += many()
    collect_when_due()
    assert gc.get_count()[2] == before + 1
    assert gc.get_count()[1] == 0
