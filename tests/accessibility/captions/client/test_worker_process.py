"""A worker that answers no more is given up; what follows its death."""

from __future__ import annotations

import pytest

from accessibility.captions.client.worker_process import (
    DECODING_LIMIT_S,
    PING_SECONDS,
    UNANSWERED,
    UNANSWERED_AT_START,
    PingMonitor,
    RestartPolicy,
)
from accessibility.captions.events import State
from accessibility.captions.protocol import Pong


def pings_until_given_up(pings: PingMonitor) -> int:
    """Ask in vain; answer how often."""
    asked = 1
    while not pings.sent():
        asked += 1
    return asked


def test_a_worker_that_answers_is_never_given_up() -> None:
    pings = PingMonitor()
    for _ in range(100):
        assert not pings.sent()
        pings.note(Pong(0.0))


def test_one_that_falls_silent_is_given_up_within_two_seconds() -> None:
    pings = PingMonitor()
    pings.note(Pong(0.0))
    assert pings_until_given_up(pings) == UNANSWERED + 1
    assert UNANSWERED * PING_SECONDS + PING_SECONDS <= 2.0


def test_words_are_a_sign_of_life() -> None:
    pings = PingMonitor(alive=True, unanswered=UNANSWERED)
    pings.note(State("quiet"))
    assert not pings.sent()


def test_a_slow_start_is_given_time() -> None:
    assert pings_until_given_up(PingMonitor()) == UNANSWERED_AT_START + 1


def test_an_engine_that_does_not_come_back_is_given_up_though_pings_are_answered() -> None:
    pings = PingMonitor()
    pings.note(Pong(DECODING_LIMIT_S + 0.1))
    assert pings.sent()


def test_loading_may_take_longer() -> None:
    pings = PingMonitor()
    pings.note(Pong(DECODING_LIMIT_S + 0.1, loading=True))
    assert not pings.sent()
    pings.note(Pong(61.0, loading=True))
    assert pings.sent()


def test_the_first_death_is_followed_by_a_new_start_at_once() -> None:
    deaths = RestartPolicy()
    assert deaths.died(lived=3, loading=False, status=-9) == "again"
    assert deaths.wait() == 0


def test_three_quick_deaths_are_the_end() -> None:
    deaths, follows, waits = RestartPolicy(), [], []
    for _ in range(3):
        follows.append(deaths.died(lived=1, loading=False, status=-9))
        waits.append(deaths.wait())
    assert follows == ["again", "again", "gave_up"]
    assert waits == sorted(waits)


def test_a_long_life_forgives_the_deaths_before_it() -> None:
    deaths = RestartPolicy()
    lives = [1, 1, 3600, 1, 1, 3600, 1, 1]
    assert {deaths.died(lived=each, loading=False, status=-6) for each in lives} == {"again"}


@pytest.mark.parametrize("status", [-6, -11, 3, 3221226505])
def test_a_fault_while_loading_is_the_packs(status: int) -> None:
    assert RestartPolicy().died(lived=1, loading=True, status=status) == "bad_pack"


def test_killed_while_loading_is_not() -> None:
    assert RestartPolicy().died(lived=1, loading=True, status=-9) == "again"
