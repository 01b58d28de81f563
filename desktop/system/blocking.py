"""Asking something that may never answer: in a thread of its own, with a deadline.

Ordinary pools are not used, because leaving the program waits for their threads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import cache
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)


class DeadlineMissed(Exception):
    """The answer did not come in time; the thread that waits for it goes on."""


def start(work: Callable[[], T]) -> Future[T]:
    """Begin `work` in a thread that never keeps the program from ending."""
    answer: Future[T] = Future()
    answer.set_running_or_notify_cancel()  # it cannot be called off once it is asked

    def run() -> None:
        try:
            answer.set_result(work())
        except Exception as error:
            # Whatever it is belongs to the one who asked; it is raised there.
            log.debug("work in a thread failed", exc_info=True)
            answer.set_exception(error)

    # `Thread.start` waits until the thread runs: on a busy computer the window would stall.
    _starter().put(run)
    return answer


@cache
def _starter() -> SimpleQueue[Callable[[], None]]:
    """Return where to put work for a thread of its own; one thread does nothing but start them."""
    waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def start_each() -> None:
        while True:
            work = waiting.get()
            try:
                Thread(target=work, daemon=True, name="parlour-bounded").start()
            except RuntimeError:
                work()  # the computer has no room for one more thread: then one after another

    Thread(target=start_each, daemon=True, name="parlour-starter").start()
    return waiting


def answer_of(future: Future[T], seconds: float) -> T:
    """Return what `start` was asked for, or raise it; raises `DeadlineMissed` after `seconds`."""
    if not wait([future], timeout=seconds).done:
        raise DeadlineMissed
    return future.result()


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do `work` and return its answer; raises `DeadlineMissed`, or what `work` raises."""
    return answer_of(start(work), seconds)
