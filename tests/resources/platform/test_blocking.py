from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from resources.platform.blocking import DeadlineMissed, run_in_thread, start_in_thread, within


def test_the_answer_comes_back() -> None:
    assert within(5, lambda: 42) == 42


def test_what_the_work_raises_comes_back_too() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)


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
        within(5, work)


def test_it_is_late_in_time() -> None:
    go = threading.Event()
    began = time.monotonic()
    with pytest.raises(DeadlineMissed):
        within(0.05, go.wait)
    assert time.monotonic() - began < 3
    go.set()


def test_an_answer_after_the_deadline_is_still_there_to_look_at() -> None:
    go = threading.Event()
    future = start_in_thread(go.wait)
    assert not future.done()
    go.set()
    assert future.result(5) is True


def test_leaving_the_program_does_not_wait() -> None:
    script = (
        "import time; from resources.platform.blocking import start_in_thread; "
        "start_in_thread(lambda: time.sleep(60))"
    )
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", script], check=True, timeout=30)
    assert time.monotonic() - began < 20
