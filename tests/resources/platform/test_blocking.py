from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from resources.platform.blocking import DeadlineMissed, run_in_thread, start_in_thread, within
from tests.support.until import PATIENCE_S


def test_the_answer_comes_back() -> None:
    assert within(PATIENCE_S, lambda: 42) == 42


def test_what_the_work_raises_comes_back_too() -> None:
    with pytest.raises(ZeroDivisionError):
        within(PATIENCE_S, lambda: 1 // 0)


async def test_the_event_loop_gets_the_answer_or_the_error() -> None:
    assert await run_in_thread(lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        await run_in_thread(lambda: 1 // 0)


async def test_an_error_that_no_future_takes_and_the_end_of_a_thread_come_back_too() -> None:
    """Who waits would wait for ever: asyncio refuses StopIteration, and nobody catches an exit."""
    with pytest.raises(RuntimeError):
        await run_in_thread(lambda: next(iter(())))
    with pytest.raises(RuntimeError):
        await run_in_thread(sys.exit)


def test_a_deadline_inside_the_work_is_not_ours() -> None:
    def work() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        within(PATIENCE_S, work)


def test_it_is_late_in_time() -> None:
    go = threading.Event()
    with pytest.raises(DeadlineMissed):
        within(0.05, go.wait)
    go.set()


def test_an_answer_after_the_deadline_is_still_there_to_look_at() -> None:
    go = threading.Event()
    future = start_in_thread(go.wait)
    assert not future.done()
    go.set()
    assert future.result(PATIENCE_S) is True


def test_leaving_the_program_does_not_wait() -> None:
    script = (
        "import threading; from resources.platform.blocking import start_in_thread; "
        "start_in_thread(threading.Event().wait)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=PATIENCE_S)
