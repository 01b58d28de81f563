"""Names of the loudspeaker and microphone in use, for checks and screens; opens no sound.

Looked up in a child process: a sound system that hangs must not stop the window,
and the sound libraries stay out of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from accessibility.audio.pulse_server import (
    NoSoundSystem,
    PulseServer,
    is_sound_remote,
    load_client,
)
from resources.platform.child_process import DEVICES, begin_child, child_command, start_child_async

COMMAND = child_command(DEVICES)
DEADLINE_S = 5.0
NOBODY_HEARS = "auto_null"
"""The loudspeaker that PulseAudio and PipeWire make up when there is none."""


class Devices(msgspec.Struct, frozen=True):
    """Names in words, empty where there is none; `answers`: the sound system is there at all."""

    loudspeaker: str = ""
    microphone: str = ""
    answers: bool = True


async def look(command: Sequence[str] = COMMAND) -> Devices:
    """Find the devices in use, within 5 seconds. Never raises: no answer is an answer."""
    try:
        child = await start_child_async(command, "stdout")
    except OSError:
        return Devices(answers=False)
    try:
        printed, _ = await asyncio.wait_for(child.communicate(), DEADLINE_S)
        return msgspec.json.decode(printed, type=Devices)
    except (TimeoutError, msgspec.DecodeError, UnicodeDecodeError):
        return Devices(answers=False)
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def find(platform: str = sys.platform) -> Devices:
    """Find the devices in use; blocks while the sound system thinks."""
    return _by_pulse() if platform.startswith("linux") else _by_sound_card()


def _by_pulse() -> Devices:
    try:
        with PulseServer() as server:
            speaker, microphone = server.computer_sound(), server.microphone()
    except NoSoundSystem:
        return Devices(answers=False)
    real = speaker is not None and not speaker.name.startswith(NOBODY_HEARS)
    return Devices(
        loudspeaker=speaker.words if speaker and real else "",
        microphone=microphone.words if microphone else "",
    )


def _by_sound_card() -> Devices:
    import soundcard

    return Devices(
        loudspeaker=_name(soundcard.default_speaker), microphone=_name(soundcard.default_microphone)
    )


def _name(default: Callable[[], Any]) -> str:
    with contextlib.suppress(RuntimeError, IndexError):  # what SoundCard raises when there is none
        return str(default().name)
    return ""


def main() -> int:
    """Be the child."""
    begin_child(sound=load_client, needs_network=is_sound_remote())
    sys.stdout.buffer.write(msgspec.json.encode(find()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
