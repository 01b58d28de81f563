"""Captions for the command line, with the tiny engine on real files and devices."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from accessibility.audio.pulse_server import NoSoundSystem
from accessibility.audio.sound_file import RecordingNotOpened
from accessibility.audio.source import NoMicrophone
from accessibility.captions.client import live
from accessibility.captions.client.live import CaptionsBroke
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.events import Caption, Final, Partial, State
from tests.support.sound import SoundServer
from tests.support.tones import silence, tone, write_wav
from tests.support.until import PATIENCE_S

COMMAND = (sys.executable, "-m", "tests.support.loud_words")
PACK = Path("a pack")


async def all_of(events: AsyncIterator[Caption]) -> list[Caption]:
    """Take everything."""
    return [event async for event in events]


def states(events: list[Caption]) -> list[str]:
    """Name the states."""
    return [each.text for each in events if isinstance(each, State)]


async def test_a_file_as_fast_as_it_goes(tmp_path: Path) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(2.2) + silence(0.5) + tone(30))
    events = await all_of(live.caption_file(recording, PACK, command=COMMAND))
    finals = [each for each in events if isinstance(each, Final)]
    assert [len(each.words) for each in finals] == [2, 30]
    assert finals[0].start == 0
    assert states(events)[-1] == "stopped"
    assert not any(each.lag_ms for each in events)


async def test_nothing_is_heard_before_a_short_file_that_is_read_while_the_pack_still_loads(
    tmp_path: Path,
) -> None:
    """The engine counts its words: noise to get warm on would have been the first."""
    recording = write_wav(tmp_path / "a.wav", tone(1.2) + silence(0.3))
    events = await all_of(live.caption_file(recording, Path("slow"), command=COMMAND))
    assert [each.text for each in events if isinstance(each, Final)] == ["word1"]


async def test_a_file_in_real_time_begins_with_listening_and_has_drafts(tmp_path: Path) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(1.3) + silence(0.2))
    events = await all_of(live.caption_file(recording, PACK, realtime=True, command=COMMAND))
    assert states(events)[:3] == ["loading", "ready", "listening"]
    kinds = [type(each) for each in events]
    assert Partial in kinds[: kinds.index(Final)]


async def test_what_cannot_be_read_is_a_problem_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(RecordingNotOpened):
        await all_of(live.caption_file(tmp_path / "none.wav", PACK, command=["/nowhere"]))


@pytest.mark.parametrize("pack", ["abort", "refused"])
async def test_a_pack_that_cannot_be_loaded_is_a_problem(tmp_path: Path, pack: str) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(0.3))
    with pytest.raises(PackNotLoaded):
        await all_of(live.caption_file(recording, Path(pack), command=COMMAND))


async def test_a_worker_that_dies_in_a_recording_is_a_problem(tmp_path: Path) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(60))
    note = tmp_path / "pid"
    code = f"import os; open({str(note)!r}, 'w').write(str(os.getpid()))"
    command = [sys.executable, "-c", f"{code}; import tests.support.loud_words as t; t.main()"]
    with pytest.raises(CaptionsBroke):
        async for event in live.caption_file(recording, PACK, realtime=True, command=command):
            if isinstance(event, Partial):
                os.kill(int(note.read_text()), signal.SIGKILL)


async def test_a_device_for_some_seconds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with SoundServer() as sound:
        sound.use(monkeypatch)
        events = []
        async for event in live.listen(PACK, seconds=4, command=COMMAND):
            events.append(event)
            if isinstance(event, State) and event.text == "listening" and len(events) < 4:
                player = sound.play(write_wav(tmp_path / "a.wav", tone(1.6)))
        assert player.wait(PATIENCE_S) == 0
        assert states(events)[-1] == "stopped"
        assert any(isinstance(each, Final) for each in events)
        with pytest.raises(NoMicrophone):
            await all_of(live.listen(PACK, ["me"], seconds=1, command=COMMAND))


async def test_without_sound_it_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    with pytest.raises(NoSoundSystem):
        await all_of(live.listen(PACK, seconds=1, command=COMMAND))
