from __future__ import annotations

import asyncio

import pytest

from resources.declared import Problem
from ui.startup import Report, Step, run_steps


class Diary:
    """Steps that write down that they ran."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    def step(self, name: str, *, fails: bool = False, may_fail: bool = False) -> Step:
        async def run() -> None:
            await asyncio.sleep(0)
            self.ran.append(name)
            if fails:
                raise Problem

        return Step(name, run, may_fail)


async def test_steps_run_in_order_and_each_is_reported_at_once() -> None:
    diary = Diary()
    heard: list[tuple[str, int]] = []

    def report(done: Report) -> None:
        heard.append((done.step.name, len(diary.ran)))

    reports = await run_steps([diary.step("vault"), diary.step("calendar")], report=report)
    assert diary.ran == ["vault", "calendar"]
    assert heard == [("vault", 1), ("calendar", 2)]
    assert [one.outcome for one in reports] == ["done", "done"]
    assert all(one.seconds >= 0 for one in reports)


async def test_a_step_may_be_skipped_or_fail() -> None:
    diary = Diary()
    steps = [diary.step("a"), diary.step("b", fails=True, may_fail=True), diary.step("c")]
    reports = await run_steps(steps, skip={"a"})
    assert diary.ran == ["b", "c"]
    assert [one.outcome for one in reports] == ["skipped", "failed", "done"]
    assert isinstance(reports[1].problem, Problem)


async def test_a_step_that_may_not_fail_stops_the_rest() -> None:
    diary = Diary()
    heard: list[Report] = []
    with pytest.raises(Problem):
        await run_steps([diary.step("a", fails=True), diary.step("b")], report=heard.append)
    assert diary.ran == ["a"]
    assert [one.outcome for one in heard] == ["failed"]


async def test_a_fault_of_ours_is_not_taken_for_a_problem() -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await run_steps([Step("broken", broken, may_fail=True)])
