"""A worker that answers no more, or says what is no event; what follows its death."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from accessibility.captions.client import live
from accessibility.captions.client.client import AHEAD_S, CaptionClient, SourceClock
from accessibility.captions.client.live import CaptionsBroke
from accessibility.captions.client.worker_process import (
    DECODING_LIMIT_S,
    PING_SECONDS,
    UNANSWERED,
    UNANSWERED_AT_START,
    PingMonitor,
    RestartPolicy,
)
from accessibility.captions.events import Final, Missed, State
from accessibility.captions.protocol import Event, Listen, Pong
from tests.support.listener import Listener
from tests.support.odd_words import KINDS
from tests.support.tones import tone, write_wav


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


# A real worker that says what is no event


def command(kind: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.support.odd_words", kind)


@asynccontextmanager
async def client(kind: str, pack: str = "pack") -> AsyncIterator[tuple[CaptionClient, Listener]]:
    """Run a client with a worker that says something odd."""
    listener = Listener()
    made = CaptionClient(listener.tell, command=command(kind))
    try:
        made.warm(Path(pack))
        yield made, listener
    finally:
        await made.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_one_that_says_nonsense_is_replaced_and_no_word_is_lost(kind: str) -> None:
    async with client(kind) as (captions, heard):
        await heard.until_state("ready")  # what is asked for later begins at 0
        captions.listen("group")
        await heard.until(lambda: len(heard.finals) == 2)
        assert heard.finals == ["before it", "after it"]
        assert heard.states.count("restarting") == 1
        assert len(heard.missed) == 1
        assert captions.sources == {"group"}


async def test_a_clock_that_runs_away_is_not_believed() -> None:
    """What a worker says of next week does not move the clock of the one that comes after it."""
    clock = SourceClock(Listen("group"), now=100.0)
    clock.note(Final("said", 0.0, 600_000.0), now=110.0)
    clock.worker_died()
    assert clock.resumed(now=112.0).start == 10.0 + AHEAD_S
    gap = clock.note(State("listening", start=16.0, end=16.0), now=116.0)
    assert gap == Missed(10.0 + AHEAD_S, 16.0)


async def test_a_fault_of_the_window_ends_no_captions_in_silence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    listener, faults = Listener(), [KeyError("hushhush")]

    def tell(event: Event) -> None:
        listener.tell(event)
        if event == State("ready") and faults:
            raise faults.pop()

    captions = CaptionClient(tell, command=command("nothing"))
    captions.warm(Path("pack"))
    await listener.until_state("gave_up")
    assert caplog.records[-1].exc_info
    captions.try_again()
    so_far = len(listener.told)
    await listener.until_state("ready", after=so_far)
    await captions.close()


async def test_a_pack_is_not_blamed_for_nonsense(caplog: pytest.LogCaptureFixture) -> None:
    """It is started anew, and given up in the end; what it said stands in no log."""
    async with client("no text", "odd") as (_, heard):
        await heard.until_state("gave_up")
        assert "bad_pack" not in heard.states
    assert "what is no event: UnicodeDecodeError" in caplog.text


async def test_nonsense_in_a_recording_is_a_problem(tmp_path: Path) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(0.5))
    with pytest.raises(CaptionsBroke):
        async for _ in live.caption_file(recording, Path("pack"), command=command("no text")):
            pass
