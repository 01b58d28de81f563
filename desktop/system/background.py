"""Runs coroutines in the background, with one callback for the result or the failure.

Under the app and the command line alike it runs on the asyncio loop; blocking
work goes to a thread inside the coroutine, with a deadline of its own.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar

from resources.declared import Problem

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine

T = TypeVar("T")
log = logging.getLogger(__name__)


class Background:
    """Keeps tasks alive until they end, and sees that no failure goes unheard.

    `at_fault` is told of every failure that nobody asked to hear (a `Problem`
    without a `failed`, or a bug) and may be set later, when there is a window to say so.
    """

    def __init__(self, at_fault: Callable[[Exception], None] = lambda _: None) -> None:
        self.at_fault = at_fault
        self._tasks: set[asyncio.Task[Any]] = set()

    def run(
        self,
        work: Coroutine[Any, Any, T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
    ) -> asyncio.Task[T]:
        """Start `work`; then `done` gets its result or `failed` its problem.

        Neither is called if the task is cancelled.
        """
        import asyncio

        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)

        def answer(ended: asyncio.Task[T]) -> None:
            self._tasks.discard(ended)
            if ended.cancelled():
                return
            error = ended.exception()
            if error is None:
                if done is not None:
                    done(ended.result())
            elif isinstance(error, Problem) and failed is not None:
                failed(error)
            elif isinstance(error, Exception):
                log.error("background work failed", exc_info=error)
                self.at_fault(error)

        task.add_done_callback(answer)
        return task

    async def close(self) -> None:
        """Cancel what is still running and wait until it has ended."""
        import asyncio

        waiting = list(self._tasks)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
