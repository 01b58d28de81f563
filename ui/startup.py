"""Named steps that follow the first paint, one after another."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from resources.declared import Problem

log = logging.getLogger(__name__)

Outcome = Literal["done", "skipped", "failed"]


@dataclass(frozen=True)
class Step:
    """One step. `words` names the sentence that says what is being done, or is "".

    If it `may_fail`, a `Problem` in it is reported and the next step goes on.
    """

    name: str
    run: Callable[[], Awaitable[None]]
    may_fail: bool = False
    words: str = ""


@dataclass(frozen=True)
class Report:
    """How one step went, and how long it took in seconds."""

    step: Step
    outcome: Outcome
    seconds: float = 0.0
    problem: Problem | None = None


async def run_steps(
    steps: Sequence[Step],
    *,
    skip: Collection[str] = (),
    report: Callable[[Report], None] = lambda _: None,
) -> list[Report]:
    """Run the steps in order, except those named in `skip`; `report` hears of each at once.

    Raises the `Problem` of a step that may not fail; later steps are then not run.
    """
    reports = []
    for number, step in enumerate(steps):
        done = Report(step, "skipped") if step.name in skip else await _run(step)
        log.info("start-up step %d: %.3f s", number, done.seconds)
        reports.append(done)
        report(done)
        if done.problem is not None and not step.may_fail:
            raise done.problem
    return reports


async def _run(step: Step) -> Report:
    began = time.perf_counter()
    try:
        await step.run()
    except Problem as problem:
        return Report(step, "failed", time.perf_counter() - began, problem)
    return Report(step, "done", time.perf_counter() - began)
