"""The computer's voice: what it is told, how it is silenced, and what happens when it fails."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from accessibility.aloud.system_voice import SPEAKERS, Speaker, SystemVoice
from accessibility.aloud.voice import VoiceFailed
from tests.support.until import PATIENCE_S, wait_until

SECRET = "The code for the door is blue."


def python(code: str) -> Speaker:
    """Return a speaker that runs `code`."""
    return Speaker(sys.executable, ("-c", code))


async def test_it_hears_the_text_and_its_arguments_do_not_hold_it(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    code = f"import json,sys; json.dump([sys.argv, sys.stdin.read()], open({str(heard)!r}, 'w'))"
    await SystemVoice([python(code)]).speak(SECRET)
    arguments, text = json.loads(heard.read_text())
    assert text.strip() == SECRET
    assert SECRET not in " ".join(arguments)


async def test_cancelling_silences_it(tmp_path: Path) -> None:
    started = tmp_path / "started"
    code = f"open({str(started)!r}, 'w').close(); import threading; threading.Event().wait()"
    speaking = asyncio.create_task(SystemVoice([python(code)]).speak(SECRET))
    await asyncio.to_thread(wait_until, started.exists, what="the voice")
    speaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(speaking, PATIENCE_S)


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "import sys; sys.stdin.read(); sys.stderr.write('error: No such file or directory')",
    ],
)
async def test_a_voice_that_is_not_heard_says_so(code: str) -> None:
    with pytest.raises(VoiceFailed):
        await SystemVoice([python(code)]).speak(SECRET)


async def test_without_a_program_there_is_no_voice() -> None:
    voice = SystemVoice([Speaker("there-is-no-such-program")])
    assert not voice.is_available
    with pytest.raises(VoiceFailed):
        await voice.speak(SECRET)


def test_the_first_program_that_is_there_speaks() -> None:
    here = {"espeak": "/usr/bin/espeak"}
    assert SystemVoice(SPEAKERS["linux"], here.get).is_available
    assert not SystemVoice(SPEAKERS["linux"], lambda _: None).is_available
    assert not SystemVoice([]).is_available


def test_every_platform_has_a_speaker_that_reads_its_input() -> None:
    assert set(SPEAKERS) == {"linux", "darwin", "win32"}
    for speakers in SPEAKERS.values():
        for speaker in speakers:
            given = " ".join(speaker.arguments)
            assert any(mark in given for mark in ("--stdin", "--pipe-mode", "-f -", "In.Read"))
