"""Speech by the operating system's own voice, in a child process that can be killed at once.

What is said goes through the child's input, never its argument list: arguments
can be read by everybody on the computer.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accessibility.aloud.voice import VoiceFailed
from resources.platform.child_process import start_child_async

_POWERSHELL = (
    "[Console]::InputEncoding=[Text.Encoding]::UTF8;"
    "Add-Type -AssemblyName System.Speech;"
    "$v=New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$v.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True)
class Speaker:
    """A program that says what it reads from its input, up to the end."""

    program: str
    arguments: tuple[str, ...] = ()


SPEAKERS: dict[str, tuple[Speaker, ...]] = {
    # spd-say would outlive its own end: the speech goes on in a service of the desktop.
    "linux": (
        Speaker("espeak-ng", ("--stdin", "-v", "en-gb", "-s", "150")),
        Speaker("espeak", ("--stdin", "-v", "en-gb", "-s", "150")),
        Speaker("spd-say", ("--wait", "--pipe-mode", "--language", "en")),
    ),
    "darwin": (Speaker("say", ("-f", "-")),),
    "win32": (Speaker("powershell", ("-NoProfile", "-NonInteractive", "-Command", _POWERSHELL)),),
}


class SystemVoice:
    """The first of the platform's speakers that is installed."""

    def __init__(
        self,
        speakers: Sequence[Speaker] | None = None,
        find: Callable[[str], str | None] = shutil.which,
    ) -> None:
        self._speakers = SPEAKERS.get(sys.platform, ()) if speakers is None else speakers
        self._find = find

    @property
    def is_available(self) -> bool:
        """Say whether one of the programs is there. Whether it is heard shows when it speaks."""
        return self._command() is not None

    async def speak(self, text: str) -> None:
        """Say `text`; return when it has been said. Raises `VoiceFailed`."""
        command = self._command()
        if command is None:
            raise VoiceFailed
        try:
            child = await start_child_async(command, "stdin", "stderr")
        except OSError:
            raise VoiceFailed from None
        try:
            _, complaint = await child.communicate(f"{text}\n".encode())
        finally:
            await _silence(child)
        # espeak-ng ends well even when it found no sound card; it only complains.
        if child.returncode or b"error:" in complaint:
            raise VoiceFailed

    def _command(self) -> list[str] | None:
        for speaker in self._speakers:
            path = self._find(speaker.program)
            if path is not None:
                return [path, *speaker.arguments]
        return None


async def _silence(child: Process) -> None:
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()
