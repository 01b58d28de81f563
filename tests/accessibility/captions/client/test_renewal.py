"""A worker grown old or large is replaced in a silence, and no word falls between the two."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from accessibility.captions import memory
from accessibility.captions.client.client import CaptionClient
from accessibility.captions.client.renewal import MEGABYTE, MemoryGrowth, RenewalLimits, renewal_due
from accessibility.captions.events import Final, Partial, State
from accessibility.captions.protocol import Level, Pong
from tests.support.listener import Listener
from tests.support.sound import SoundServer
from tests.support.tones import silence, tone, write_wav
from tests.support.until import PATIENCE_S

COMMAND = (sys.executable, "-m", "tests.support.loud_words")
SOON = RenewalLimits(old=1.0, silence=1.0)


@pytest.mark.parametrize(
    ("age", "growth", "quiet", "verdict"),
    [
        (3600, 300, 3600, "stays"),
        (5 * 3600, 300, 0, "stays"),
        (5 * 3600, 300, 29, "stays"),
        (5 * 3600, 300, 31, "renewed"),
        (60, 700, 31, "renewed"),
        (60, 700, 3, "stays"),
        (60, 1600, 0, "ended"),
    ],
)
def test_it_waits_for_a_silence_unless_it_is_far_too_large(
    age: float, growth: int, quiet: float, verdict: str
) -> None:
    assert renewal_due(RenewalLimits(), age=age, growth=growth * MEGABYTE, silence=quiet) == verdict


def test_growth_counts_from_when_the_engine_was_ready() -> None:
    growth = MemoryGrowth()
    for told in (Pong(0, memory=50), State("loading"), Pong(0, memory=300)):
        growth.note(told)
        assert growth.more == 0
    for told in (State("ready"), Pong(0, memory=500), State("listening"), Pong(0, memory=650)):
        growth.note(told)
    assert (growth.more, growth.size) == (150, 650)
    growth.note(State("loading"))
    assert growth.more == 0


def test_our_own_memory_is_known() -> None:
    assert 5 * MEGABYTE < memory.used() < 10_000 * MEGABYTE
    assert memory.is_room_for(1)
    assert not memory.is_room_for(1 << 60)


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """Run a sound server that the worker uses."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


@asynccontextmanager
async def client(
    limits: RenewalLimits, pack: str = "a pack"
) -> AsyncIterator[tuple[CaptionClient, Listener]]:
    """Run a client with the tiny engine, that listens."""
    listener = Listener()
    made = CaptionClient(listener.tell, command=COMMAND, limits=limits)
    try:
        made.warm(Path(pack))
        made.listen("group")
        await listener.until(lambda: any(isinstance(each, Level) for each in listener.told))
        yield made, listener
    finally:
        await made.close()


def told_more(heard: Listener, than: int) -> bool:
    """Say whether anything was told after the first `than` events."""
    return len(heard.told) > than


def words(heard: Listener) -> int:
    """Count the words of the finals."""
    return sum(len(each.split()) for each in heard.finals)


async def test_an_old_worker_is_replaced_in_a_silence_and_nothing_is_told_of_it(
    sound: SoundServer, tmp_path: Path
) -> None:
    talk = write_wav(tmp_path / "a.wav", tone(2.2) + silence(0.5))
    async with client(SOON) as (captions, heard):
        old = captions.pid
        await heard.until(lambda: captions.pid not in (old, None))
        player = sound.play(talk)
        await heard.until(lambda: bool(heard.finals))
        assert player.wait(PATIENCE_S) == 0
        assert words(heard) == 2
        assert not heard.missed
        assert not {"restarting", "stopped"} & set(heard.states)
        times = [each.end for each in heard.told if not isinstance(each, State)]
        assert all(before <= after + 0.001 for before, after in pairwise(times))


async def test_who_begins_to_speak_while_it_is_replaced_is_heard_whole(
    sound: SoundServer, tmp_path: Path
) -> None:
    talk = write_wav(tmp_path / "a.wav", tone(3.2) + silence(0.5))

    def two_listen() -> bool:
        return len(sound.pactl("list", "short", "source-outputs").splitlines()) > 1

    async with client(SOON) as (_, heard):
        await heard.until(two_listen)
        player = sound.play(talk)
        await heard.until(lambda: bool(heard.finals))
        assert player.wait(PATIENCE_S) == 0
        assert words(heard) == 3
        assert not heard.missed


async def test_while_somebody_speaks_it_is_not_replaced(sound: SoundServer, tmp_path: Path) -> None:
    talk = write_wav(tmp_path / "a.wav", (tone(1.2) + silence(0.3)) * 3)
    async with client(RenewalLimits(old=0.5, silence=1.5)) as (captions, heard):
        old = captions.pid
        player = sound.play(talk)
        await heard.until(lambda: any(isinstance(each, Final | Partial) for each in heard.told))
        while player.poll() is None:
            so_far = len(heard.told)
            await heard.until(partial(told_more, heard, so_far))
            assert captions.pid == old


async def test_where_memory_is_short_the_old_one_goes_first_and_the_gap_is_marked(
    sound: SoundServer,
) -> None:
    short = RenewalLimits(old=1.0, silence=1.0, has_room=lambda _: False)
    async with client(short) as (captions, heard):
        old = captions.pid
        await heard.until_state("restarting")
        so_far = len(heard.told)
        await heard.until_state("listening", after=so_far)
        assert captions.pid != old
        await heard.until(lambda: bool(heard.missed))


async def test_one_that_is_far_too_large_is_started_again_at_once(sound: SoundServer) -> None:
    async with client(RenewalLimits(most=15 * MEGABYTE), "hungry") as (captions, heard):
        old = captions.pid
        await heard.until_state("restarting")
        await heard.until(lambda: captions.pid not in (old, None))
