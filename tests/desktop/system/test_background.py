"""Work beside the window answers exactly once, and no failure goes unheard."""

from __future__ import annotations

import asyncio

from desktop.system.background import Background
from resources.declared import Problem


async def give(value: int) -> int:
    await asyncio.sleep(0)
    return value


async def fail(error: Exception) -> int:
    await asyncio.sleep(0)
    raise error


async def settle(task: asyncio.Task[int]) -> None:
    await asyncio.wait([task])
    await asyncio.sleep(0)


async def test_the_result_is_answered_once() -> None:
    heard: list[int] = []
    background = Background(lambda error: None)
    await settle(background.run(give(3), done=heard.append))
    assert heard == [3]


async def test_a_problem_goes_to_whoever_asked_for_it() -> None:
    faults: list[Exception] = []
    problems: list[Problem] = []
    background = Background(faults.append)
    await settle(background.run(fail(Problem()), failed=problems.append))
    assert len(problems) == 1
    assert faults == []


async def test_a_bug_is_never_swallowed() -> None:
    faults: list[Exception] = []
    problems: list[Problem] = []
    background = Background(faults.append)
    await settle(background.run(fail(ValueError("x")), failed=problems.append))
    assert [type(fault) for fault in faults] == [ValueError]
    assert problems == []


async def test_a_problem_nobody_asked_for_is_heard_too() -> None:
    faults: list[Exception] = []
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
