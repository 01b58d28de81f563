"""Which devices there are, in words; asked of a child that may not answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.audio import devices
from accessibility.audio.devices import Devices, look
from tests.support.sound import SoundServer

NEVER_ENDS = "import threading; threading.Event().wait()"
NO_TEXT = r"import sys; sys.stdout.buffer.write(b'{\"loudspeaker\":\"\xff\"}')"


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """Run a sound server that the child uses."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


async def test_a_loudspeaker_and_no_microphone(sound: SoundServer) -> None:
    assert await look() == Devices(loudspeaker="Kitchen loudspeaker")


async def test_a_microphone_too(sound: SoundServer) -> None:
    sound.plug_microphone("mic", "speaker", "Desk microphone")
    assert await look() == Devices("Kitchen loudspeaker", "Desk microphone")


async def test_a_made_up_loudspeaker_is_none(sound: SoundServer) -> None:
    sound.plug_loudspeaker("auto_null", "Dummy Output")
    sound.pactl("set-default-sink", "auto_null")
    assert (await look()).loudspeaker == ""


async def test_no_sound_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    assert await look() == Devices(answers=False)


@pytest.mark.parametrize("program", [NEVER_ENDS, "print('nonsense')", NO_TEXT])
async def test_a_child_that_gives_no_answer_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(devices, "DEADLINE_S", 0.3)
    assert await look([sys.executable, "-c", program]) == Devices(answers=False)


async def test_no_child_at_all_is_an_answer() -> None:
    assert await look(["/nowhere/no such program"]) == Devices(answers=False)
