"""Runs coroutines in the background, with one callback for the result or the failure.

Under the app and the command line alike it runs on the asyncio loop; blocking
work goes to a thread inside the coroutine, with a deadline of its own. Here is the one
place where every error is caught: what nobody foresaw is a `Problem` like any other to
whoever waits for the answer.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from resources.declared import Problem

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Coroutine

T = TypeVar("T")
log = logging.getLogger(__name__)


class NoAnswer(Problem):
    """What somebody waited for did not answer in time."""

    key = "no_answer"


class Background:
    """Keeps tasks alive until they end, and sees that no failure goes unheard.

    `at_fault` is told of every failure that nobody asked to hear, and may be set later,
    when there is a window to say so.
    """

    def __init__(self, at_fault: Callable[[Problem], None] = lambda _: None) -> None:
        self.at_fault = at_fault
        self._tasks: set[asyncio.Task[Any]] = set()

    def run(
        self,
        work: Coroutine[Any, Any, T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        deadline_s: float | None = None,
    ) -> asyncio.Task[T]:
        """Start `work`; then `done` gets its result, or `failed` the problem it ended with.

        Whatever is raised in `work` or in `done` reaches `failed`, and so does `NoAnswer`
        after `deadline_s` seconds. Neither is called if the task is cancelled.
        """
        import asyncio

        loop = asyncio.get_running_loop()
        task = loop.create_task(work)
        self._tasks.add(task)

        def answer(ended: asyncio.Task[T]) -> None:
            self._tasks.discard(ended)
            if late is not None:
                late.cancel()
            if not ended.cancelled():
                error = ended.exception()
                if error is not None:
                    self._hand_on(problem_of(error), failed)
                elif done is not None:
                    self._hand_on(problem_in(partial(done, ended.result())), failed)

        def give_up() -> None:
            if task.remove_done_callback(answer) and not task.done():
                task.add_done_callback(self._tasks.discard)
                task.cancel()
                self._hand_on(NoAnswer(), failed)

        late = None if deadline_s is None else loop.call_later(deadline_s, give_up)
        task.add_done_callback(answer)
        return task

    def _hand_on(self, problem: Problem | None, failed: Callable[[Problem], None] | None) -> None:
        """Tell `failed` of it; `at_fault` where nobody asked, or that went wrong as well."""
        for tell in (failed, self.at_fault, self.at_fault):
            if problem is not None and tell is not None:
                problem = problem_in(partial(tell, problem))

    async def close(self) -> None:
        """Cancel what is still running and wait until it has ended."""
        import asyncio

        waiting = list(self._tasks)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


def problem_of(error: BaseException) -> Problem:
    """Return what an error is to the person. What nobody foresaw is logged, without its message."""
    if isinstance(error, Problem):
        return error
    log.error("work in the background failed", exc_info=error)
    return Problem()


async def attempt(work: Awaitable[T]) -> T | Problem:
    """Return what `work` gives, or the problem that it ended with; only cancelling is raised."""
    import asyncio

    (ended,) = await asyncio.gather(work, return_exceptions=True)
    if isinstance(ended, Exception):
        return problem_of(ended)
    if isinstance(ended, BaseException):
        raise ended
    return ended


def problem_in(work: Callable[[], object]) -> Problem | None:
    """Do `work` at once; return the problem that it ended with, None where it went well."""
    try:
        work()
    except Problem as problem:
        return problem
    except Exception:
        log.exception("an answer from the background could not be given")
        return Problem()
    return None
