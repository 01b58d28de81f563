"""A real worker process with a tiny engine on real sound: dying, hanging, losing its device."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from accessibility.captions.client.client import CaptionClient, SourceClock, silence_of
from accessibility.captions.events import Final, Missed, Partial, State
from accessibility.captions.protocol import Level, Listen
from tests.support.listener import Listener
from tests.support.sound import SoundServer
from tests.support.tones import silence, tone, write_wav
from tests.support.until import PATIENCE_S

COMMAND = (sys.executable, "-m", "tests.support.loud_words")
PACK = Path("a pack")


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """Run a sound server that the worker uses."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


@asynccontextmanager
async def client(pack: Path | None = PACK) -> AsyncIterator[tuple[CaptionClient, Listener]]:
    """Run a client with the tiny engine."""
    listener = Listener()
    made = CaptionClient(listener.tell, command=COMMAND)
    try:
        if pack:
            made.warm(pack)
        yield made, listener
    finally:
        await made.close()


def told_more(heard: Listener, than: int) -> bool:
    """Say whether anything was told after the first `than` events."""
    return len(heard.told) > than


async def test_what_the_computer_plays_becomes_words(sound: SoundServer, tmp_path: Path) -> None:
    async with client() as (captions, heard):
        await heard.until_state("ready")
        captions.listen("group")
        await heard.until_state("listening")
        recording = write_wav(tmp_path / "a.wav", tone(1.6) + silence(0.5))
        player = sound.play(recording)
        await heard.until(lambda: bool(heard.finals))
        assert player.wait(PATIENCE_S) == 0
        assert heard.finals[0].startswith("word")
        levels = [each.level for each in heard.told if isinstance(each, Level)]
        assert max(levels) > 0.5
        captions.stop("group")
        await heard.until_state("stopped")
        assert captions.sources == frozenset()


async def test_the_microphone_goes_by_the_groups_clock_and_to_one_parlour_only(
    sound: SoundServer,
) -> None:
    sound.plug_microphone("webcam", "speaker", "My webcam")
    async with client() as (captions, heard), client() as (others, overheard):
        captions.listen("group")
        await heard.until(lambda: heard.level_until >= 0.5)
        captions.listen("me")
        await heard.until(lambda: bool(heard.of("listening", "me")))
        assert heard.of("listening", "me")[0].start >= 0.5
        others.listen("me")
        await overheard.until(lambda: bool(overheard.of("no_device", "me")))
        assert overheard.of("no_device", "me")[0].detail == "microphone_taken"


async def test_a_worker_that_is_killed_is_back_and_says_what_was_missed(
    sound: SoundServer,
) -> None:
    async with client() as (captions, heard):
        captions.listen("group")
        await heard.until(lambda: any(isinstance(each, Level) for each in heard.told))
        for _ in range(2):
            so_far = len(heard.told)
            os.kill(captions.pid or 0, signal.SIGKILL)
            await heard.until_state("restarting", after=so_far)
            await heard.until_state("listening", after=so_far)
        assert len(heard.missed) == 2
        assert all(each.end > each.start for each in heard.missed)
        assert heard.missed[1].start > heard.missed[0].end - 0.01


async def test_a_worker_that_hangs_is_replaced(sound: SoundServer) -> None:
    async with client() as (captions, heard):
        captions.listen("group")
        await heard.until_state("listening")
        so_far, pid = len(heard.told), captions.pid or 0
        os.kill(pid, signal.SIGSTOP)
        await heard.until_state("listening", after=so_far)
        assert captions.pid != pid
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


async def test_three_deaths_in_a_row_end_it_until_somebody_tries_again() -> None:
    async with client() as (captions, heard):
        for _ in range(3):
            await heard.until(lambda: captions.pid is not None)
            so_far = len(heard.told)
            os.kill(captions.pid or 0, signal.SIGKILL)
            await heard.until(partial(told_more, heard, so_far))
        await heard.until_state("gave_up")
        so_far = len(heard.told)
        captions.try_again()
        await heard.until_state("ready", after=so_far)


@pytest.mark.parametrize("pack", ["abort", "refused"])
async def test_a_pack_that_cannot_be_loaded_is_said_once_and_another_one_may_follow(
    sound: SoundServer, pack: str
) -> None:
    async with client(Path(pack)) as (captions, heard):
        captions.listen("group")
        await heard.until_state("bad_pack")
        assert "restarting" not in heard.states
        so_far = len(heard.told)
        captions.warm(PACK)
        await heard.until_state("listening", after=so_far)
        await heard.until_state("ready", after=so_far)


async def test_a_bug_in_the_engine_never_tells_what_was_said(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async with client(Path("faulty")) as (_, heard):
        await heard.until_state("bad_pack")
    told = "".join([caplog.text, *capfd.readouterr(), *map(str, heard.told)])
    assert "ValueError at loud_words.py" in told
    assert "secret" not in told


async def test_a_worker_that_cannot_be_started_is_said() -> None:
    listener = Listener()
    captions = CaptionClient(listener.tell, command=["/nowhere/no such program"])
    captions.warm(PACK)
    await listener.until_state("gave_up")
    await captions.close()


async def test_when_the_device_goes_it_is_said_and_the_room_is_never_captioned(
    sound: SoundServer, tmp_path: Path
) -> None:
    sound.plug_loudspeaker("room", "The room")
    sound.plug_microphone("mic", "room", "Desk microphone")
    sound.pactl("set-default-source", "mic")
    headset = sound.plug_loudspeaker("headset", "Headset")
    player = sound.play(write_wav(tmp_path / "room.wav", tone(8)), "room")
    async with client() as (captions, heard):
        captions.listen("group", "headset")
        await heard.until_state("listening")
        so_far = len(heard.told)
        sound.unplug(headset)
        await heard.until(lambda: {"moved", "no_device"} & {*heard.states[-2:]} != set())
        captions.stop("group")
        assert not any(isinstance(each, Level) and each.level > 0 for each in heard.told[so_far:])
        assert heard.finals == []
        assert captions.sources == frozenset()
    player.kill()
    player.wait()


async def test_a_sound_server_that_restarts_is_found_again(sound: SoundServer) -> None:
    async with client() as (captions, heard):
        captions.listen("group", "speaker")
        await heard.until(lambda: any(isinstance(each, Level) for each in heard.told))
        so_far = len(heard.told)
        sound.stop()
        sound.start()
        sound.plug_loudspeaker("speaker", "Kitchen loudspeaker")
        await heard.until_state("listening", after=so_far)


async def test_without_a_sound_server_there_is_no_device(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    async with client() as (captions, heard):
        captions.listen("group")
        await heard.until_state("no_device")
        details = [each.detail for each in heard.told if isinstance(each, State)]
        assert "no_sound_system" in details


async def test_a_recording_is_read_to_its_end(tmp_path: Path) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(2.2) + silence(0.3) + tone(1.2))
    async with client() as (captions, heard):
        captions.read(recording, realtime=False)
        await heard.until_state("stopped")
        assert [len(each.split()) for each in heard.finals] == [2, 1]


async def test_listening_begins_while_the_pack_is_still_loading_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(1.1) + silence(0.3) + tone(1.1))
    async with client(Path("slow")) as (captions, heard):
        captions.read(recording, realtime=True)
        await heard.until_state("stopped")
        assert heard.states.index("listening") < heard.states.index("ready")
        assert heard.finals == ["word1", "word2"]
        assert not heard.missed


async def test_the_worker_ends_with_the_client() -> None:
    async with client() as (captions, heard):
        await heard.until_state("ready")
        pid = captions.pid or 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


# The clock of one source, without a worker


def test_listening_again_takes_up_where_the_clock_is() -> None:
    clock = SourceClock(Listen("group", device="x"), now=100.0)
    clock.note(Final("a", 0.0, 9.0), 0.0)
    assert clock.resumed(112.5) == Listen("group", device="x", start=12.5)


def test_the_clock_never_goes_back_behind_what_was_read() -> None:
    clock = SourceClock(Listen("group"), now=100.0)
    clock.note(Final("a", 0.0, 13.0), 113.0)
    assert clock.resumed(112.0).start == 13.0


def test_after_a_death_the_gap_is_told_once_when_listening_goes_on() -> None:
    clock = SourceClock(Listen("group"), now=0.0)
    clock.note(Level(0.5, 20.0, lag_ms=1500), 20.0)
    clock.worker_died()
    assert clock.note(State("listening", start=21.0), 21.0) == Missed(18.5, 21.0)
    assert clock.note(State("listening", start=30.0), 30.0) is None


def test_listening_that_was_not_interrupted_has_no_gap() -> None:
    assert SourceClock(Listen("group"), now=0.0).note(State("listening", start=3.0), 0.0) is None


def test_what_ended_is_not_wanted_any_more() -> None:
    for text in ("moved", "no_device", "stopped"):
        clock = SourceClock(Listen("me"), now=0.0)
        clock.note(State(text, source="me"), 0.0)
        assert not clock.wanted


def test_a_recording_is_not_begun_again() -> None:
    clock = SourceClock(Listen("group", recording="a.wav"), now=0.0)
    assert clock.resumed(5.0).start == 0
    clock.worker_died()
    assert not clock.wanted


def test_silence_lasts_since_nobody_spoke_anywhere() -> None:
    group, me = SourceClock(Listen("group"), now=0.0), SourceClock(Listen("me"), now=0.0)
    assert silence_of([], 10.0) == float("inf")
    group.note(State("quiet"), 10.0)
    assert silence_of([group, me], 50.0) == 0
    me.note(State("no_sound", source="me"), 20.0)
    assert silence_of([group, me], 50.0) == 30
    group.note(Partial("softly", 30.0, 31.0), 31.0)
    assert silence_of([group, me], 50.0) == 19
    group.note(State("listening"), 40.0)
    assert silence_of([group, me], 50.0) == 0
    recording = SourceClock(Listen("group", recording="a.wav"), now=0.0)
    recording.note(State("quiet"), 10.0)
    assert silence_of([recording], 50.0) == 0
    me.wanted = group.wanted = False
    assert silence_of([group, me], 50.0) == float("inf")
