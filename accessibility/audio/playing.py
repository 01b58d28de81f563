"""Plays a sound file through the loudspeaker, in a child process that ends with us.

`python -m accessibility.audio.playing FILE` is that child. On Linux it becomes
`paplay`, elsewhere it plays through SoundCard.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from asyncio.subprocess import Process
from collections.abc import Sequence
from pathlib import Path

from accessibility.audio.devices import NOBODY_HEARS
from accessibility.audio.pulse_server import (
    NoSoundSystem,
    PulseServer,
    is_sound_remote,
    load_client,
)
from accessibility.audio.sound_file import SoundFileReader
from accessibility.audio.source import RATE, NoLoudspeaker, SoundToolsMissing
from accessibility.parent_death import end_with_parent
from resources.declared import Problem
from resources.platform.child_process import PLAYER, begin_child, child_command, start_child_async

COMMAND = child_command(PLAYER)


class RecordingNotPlayed(Problem):
    """The player ended before its time."""

    key = "recording_not_played"


BY_STATUS: dict[int, type[Problem]] = {
    80: NoLoudspeaker,
    81: NoSoundSystem,
    82: SoundToolsMissing,
}


class Player:
    """Plays one file at a time; the next `play` ends the one before."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self._child: Process | None = None

    async def play(self, path: str | Path) -> None:
        """Return when the file has been played, or `stop` was called; cancelling stops it too.

        Raises `NoLoudspeaker`, `NoSoundSystem`, `SoundToolsMissing` or `RecordingNotPlayed`.
        """
        self.stop()
        try:
            child = await start_child_async(self._playing(Path(path)))
        except OSError:
            raise RecordingNotPlayed from None
        self._child = child
        try:
            status = await child.wait()
            if status and child is self._child:
                raise BY_STATUS.get(status, RecordingNotPlayed)
        finally:
            if child is self._child:
                self.stop()
            await child.wait()

    def _playing(self, path: Path) -> tuple[str, ...]:
        return (*self._command, str(path.absolute()))

    def stop(self) -> None:
        """Fall silent."""
        child, self._child = self._child, None
        if child and child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()


def play(path: Path, platform: str = sys.platform) -> None:
    """Play a file to its end, in this process. Raises a `Problem`; on Linux it does not return."""
    if platform.startswith("linux"):
        _become_paplay(path)
    else:
        _play_by_sound_card(path)


def _become_paplay(path: Path) -> None:
    with PulseServer() as server:
        speaker = server.computer_sound()
    if speaker is None or speaker.name.startswith(NOBODY_HEARS):
        raise NoLoudspeaker
    paplay = shutil.which("paplay")
    if paplay is None:
        raise SoundToolsMissing
    end_with_parent()
    os.execv(paplay, [paplay, "--client-name=Parlour", str(path)])


def _play_by_sound_card(path: Path) -> None:
    import numpy as np
    import soundcard

    try:
        speaker = soundcard.default_speaker()
    except (RuntimeError, IndexError):
        raise NoLoudspeaker from None
    with SoundFileReader(path) as recording, speaker.player(samplerate=RATE, channels=1) as player:
        for sound in recording.blocks():
            player.play(np.frombuffer(sound, "<i2").astype(np.float32) / 32768)


def main(arguments: Sequence[str]) -> int:
    """Play the one file named; answer the exit status that says what went wrong."""
    begin_child(sound=load_client, needs_network=is_sound_remote())
    try:
        play(Path(arguments[0]))
    except Problem as problem:
        kinds = [status for status, kind in BY_STATUS.items() if isinstance(problem, kind)]
        return kinds[0] if kinds else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
