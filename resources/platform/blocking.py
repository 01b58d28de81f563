"""Runs blocking calls in threads that neither the window nor the end of the program waits for.

There are two ways to do blocking work beside the event loop, and no third:

- `asyncio.to_thread` for what ends by itself in a moment: computing, importing;
- `run_in_thread` for what may never answer: the keyring, a server, a child, a file
  that may be a FIFO or lie on a network. Leaving the program waits for the threads
  of `to_thread`, and never for these.

Where there is no event loop, `within` is the same with a deadline. `start_in_thread`,
on which both stand, is for those that need the answer itself: the keyring must
know whether an older call is still out, the checks run side by side, and a download
is stopped while a server keeps silent.
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


async def run_in_thread(work: Callable[[], T]) -> T:
    """Do `work` in a daemon thread and return its answer, or raise what it raises."""
    import asyncio  # not before the first paint

    return await asyncio.wrap_future(start_in_thread(work))


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do `work` and wait for its answer; raises `DeadlineMissed`, or what `work` raises."""
    answer = start_in_thread(work)
    if not wait([answer], timeout=seconds).done:
        raise DeadlineMissed
    return answer.result()


def start_in_thread(work: Callable[[], T]) -> Future[T]:
    """Begin `work` in a daemon thread."""
    answer: Future[T] = Future()
    answer.set_running_or_notify_cancel()  # it cannot be called off once it is asked

    def run() -> None:
        try:
            answer.set_result(work())
        except (StopIteration, SystemExit) as error:
            # No asyncio future takes these: who waits would never hear of it.
            log.debug("work in a thread failed", exc_info=True)
            answer.set_exception(RuntimeError(type(error).__name__))
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
