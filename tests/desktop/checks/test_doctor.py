from __future__ import annotations

import threading

from desktop.checks.check import Check
from desktop.checks.doctor import examine, explain, finding_rows, is_well
from resources.declared import Finding, Health, Problem
from resources.words import Words
from tests.support.until import PATIENCE_S

WORDS = Words()


def fine() -> Finding:
    return Finding("settings", "saved", Health.GOOD)


def full() -> Finding:
    return Finding("disk", "full", Health.BROKEN)


def test_findings_come_in_the_order_of_the_checks() -> None:
    other_is_done = threading.Event()

    def slow() -> Finding:
        assert other_is_done.wait(PATIENCE_S)
        return full()

    def quick() -> Finding:
        other_is_done.set()
        return fine()

    found = examine([Check("disk", slow), Check("settings", quick)])
    assert found == [full(), fine()]
    assert not is_well(found)
    assert is_well([fine()])


def test_a_check_that_hangs_or_breaks_is_a_finding_and_the_others_are_there() -> None:
    go = threading.Event()

    def hangs() -> Finding:
        go.wait()
        return fine()

    def breaks() -> Finding:
        raise ZeroDivisionError

    def has_a_problem() -> Finding:
        raise Problem

    checks = [
        Check("keyring", hangs),
        Check("sound", breaks),
        Check("microphone", has_a_problem),
        Check("settings", fine),
    ]
    found = examine(checks, patience=0.3)
    go.set()
    assert [(one.check, one.outcome) for one in found] == [
        ("keyring", "unanswered"),
        ("sound", "unanswered"),
        ("microphone", "unanswered"),
        ("settings", "saved"),
    ]
    assert is_well(found)
    assert all(explain(one, WORDS).happened for one in found)


def test_rows_are_plain_data_with_words() -> None:
    assert finding_rows([full(), fine()], WORDS) == [
        {
            "check": "disk",
            "health": "broken",
            "words": "The disk is full. Parlour may not be able to save.",
            "next": "Ask your helper to make room on the disk.",
        },
        {"check": "settings", "health": "good", "words": "Your settings are saved.", "next": ""},
    ]
