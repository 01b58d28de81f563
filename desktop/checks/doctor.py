"""Is everything all right? Runs the checks and puts what they found into words."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, wait
from typing import TypedDict

from desktop.checks.check import Check
from resources.declared import Finding, Health
from resources.platform.blocking import start_in_thread
from resources.words import Explained, Words

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds that all checks together may take."""

UNANSWERED = "unanswered"


class FindingRow(TypedDict):
    """One line of `parlour doctor --json`."""

    check: str
    health: str
    words: str
    next: str


def examine(checks: Sequence[Check], *, patience: float = PATIENCE) -> list[Finding]:
    """Run all checks side by side and return one finding each, in their order.

    A check that fails or does not answer in time is a finding too.
    """
    running = [start_in_thread(check.run) for check in checks]
    wait(running, timeout=patience)
    return [_finding(check, answer) for check, answer in zip(checks, running, strict=True)]


def explain(finding: Finding, words: Words) -> Explained:
    """Put a finding into words: what is so, and what to do about it ("" if nothing)."""
    is_known = finding.outcome != UNANSWERED
    sentence = words.sentence(finding.key if is_known else "check.unanswered")
    return Explained(
        sentence.text.format_map(finding.details), sentence.next.format_map(finding.details)
    )


def finding_rows(findings: Iterable[Finding], words: Words) -> list[FindingRow]:
    """Return the findings as plain data."""
    return [_row(finding, explain(finding, words)) for finding in findings]


def is_well(findings: Iterable[Finding]) -> bool:
    """Say whether nothing is broken."""
    return all(finding.health is not Health.BROKEN for finding in findings)


def _row(finding: Finding, said: Explained) -> FindingRow:
    return FindingRow(
        check=finding.check, health=finding.health.value, words=said.happened, next=said.next
    )


def _finding(check: Check, answer: Future[Finding]) -> Finding:
    try:
        if answer.done():
            return answer.result()
        log.warning("a check was late")
    except Exception:
        # One broken check must not take the others with it.
        log.exception("a check failed")
    return Finding(check.name, UNANSWERED, Health.COULD_BE_BETTER)
