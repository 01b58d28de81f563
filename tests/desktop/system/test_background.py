"""Work beside the window answers exactly once, and no failure goes unheard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from desktop.system.background import Background, NoAnswer, attempt
from resources.declared import Problem


async def give(value: int) -> int:
    await asyncio.sleep(0)
    return value


async def fail(error: Exception) -> int:
    await asyncio.sleep(0)
    raise error


def failing(_: object) -> None:
    raise KeyError


async def settle(task: asyncio.Task[int]) -> None:
    await asyncio.wait([task])
    await asyncio.sleep(0)


async def test_the_result_is_answered_once() -> None:
    heard: list[int] = []
    background = Background(lambda error: None)
    await settle(background.run(give(3), done=heard.append))
    assert heard == [3]


async def fail_next() -> int:
    await asyncio.sleep(0)
    return next(iter(()))


async def test_a_problem_goes_to_whoever_asked_for_it() -> None:
    faults: list[Problem] = []
    problems: list[Problem] = []
    background = Background(faults.append)
    await settle(background.run(fail(Problem()), failed=problems.append))
    assert len(problems) == 1
    assert faults == []


@pytest.mark.parametrize(
    "work",
    [lambda: fail(ValueError("a secret")), lambda: fail(OSError(5, "a secret")), fail_next],
)
async def test_a_bug_ends_the_wait_and_is_logged(
    work: Callable[[], Coroutine[Any, Any, int]], caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[Problem] = []
    problems: list[Problem] = []
    background = Background(faults.append)
    with caplog.at_level(logging.ERROR):
        await settle(background.run(work(), failed=problems.append))
    assert [type(problem) for problem in problems] == [Problem]
    assert faults == []
    assert len(caplog.records) == 1 and "secret" not in caplog.records[0].getMessage()


async def test_a_bug_in_the_answer_ends_the_wait_too() -> None:
    problems: list[Problem] = []
    background = Background()
    await settle(background.run(give(0), done=failing, failed=problems.append))
    assert [type(problem) for problem in problems] == [Problem]


async def test_a_bug_in_saying_so_is_heard_elsewhere() -> None:
    faults: list[Problem] = []
    background = Background(faults.append)
    await settle(background.run(fail(Problem()), failed=failing))
    assert [type(fault) for fault in faults] == [Problem]


async def test_work_that_never_answers_ends_the_wait() -> None:
    heard: list[object] = []
    background = Background(heard.append)
    task = background.run(
        asyncio.sleep(3600), done=heard.append, failed=heard.append, deadline_s=0.01
    )
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [type(one) for one in heard] == [NoAnswer]


async def test_work_in_time_has_no_deadline() -> None:
    heard: list[int] = []
    background = Background()
    await settle(background.run(give(3), done=heard.append, deadline_s=3600))
    await background.close()
    assert heard == [3]


async def test_an_attempt_gives_the_result_or_the_problem() -> None:
    assert await attempt(give(3)) == 3
    assert isinstance(await attempt(fail(NoAnswer())), NoAnswer)
    assert type(await attempt(fail(ValueError()))) is Problem
    assert type(await attempt(fail_next())) is Problem
    task = asyncio.create_task(attempt(asyncio.sleep(3600)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_problem_nobody_asked_for_is_heard_too() -> None:
    faults: list[Problem] = []
    background = Background(faults.append)
    await settle(background.run(fail(Problem())))
    assert [type(fault) for fault in faults] == [Problem]


async def test_closing_cancels_and_waits() -> None:
    ended: list[str] = []

    async def long() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append("ended")

    background = Background(lambda error: None)
    background.run(long(), done=lambda _: ended.append("done"))
    await asyncio.sleep(0)
    await background.close()
    assert ended == ["ended"]
