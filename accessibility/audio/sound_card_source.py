"""`AudioSource` on Windows and macOS: a device, read through the SoundCard library.

Not used on Linux: there the system may hand a stream another device without a word,
and only `PulseSource` can tell. On Windows a stream whose device goes raises instead.
"""

from __future__ import annotations

import time
from typing import Any

from accessibility.audio.source import (
    BLOCK_S,
    RATE,
    DeviceGone,
    NoLoudspeaker,
    NoMicrophone,
    SourceMoved,
)

FRAMES = int(BLOCK_S * RATE)
"""Samples a block."""

DEFAULT_EVERY_S = 1.0
"""Seconds between two questions which loudspeaker the computer uses."""

BROKEN = (RuntimeError, IndexError, AssertionError, OSError)
"""What SoundCard raises for a device that is not there, or not there any more."""


class SoundCardSource:
    """Reads one device; opened and read in one thread."""

    waits = False

    def __init__(self, device: Any, *, follow: bool) -> None:
        self._follow = follow
        self._checked = time.monotonic()
        self.name: str = device.name
        self.device: str = device.name
        try:
            self._recorder = device.recorder(samplerate=RATE, channels=1, blocksize=FRAMES)
            self._recorder.__enter__()
        except BROKEN:
            raise DeviceGone from None
        self._open = True

    @classmethod
    def computer_sound(cls, name: str = "") -> SoundCardSource:
        """Open what is played through the loudspeaker `name`; raises `NoLoudspeaker`."""
        try:
            import soundcard

            speaker = soundcard.get_speaker(name) if name else soundcard.default_speaker()
            # by name, for PulseAudio knows no loopback by the loudspeaker's id
            loopback = soundcard.get_microphone(speaker.name, include_loopback=True)
        except BROKEN:
            raise NoLoudspeaker from None
        return cls(loopback, follow=not name)

    @classmethod
    def microphone(cls, name: str = "") -> SoundCardSource:
        """Open the microphone `name`, by default the computer's own; raises `NoMicrophone`."""
        try:
            import soundcard

            found = soundcard.get_microphone(name) if name else soundcard.default_microphone()
        except BROKEN:
            raise NoMicrophone from None
        return cls(found, follow=False)

    def read(self) -> bytes | None:
        """Return a tenth of a second; where Windows sends none SoundCard fills in silence."""
        import numpy as np

        try:
            sound = self._recorder.record(FRAMES)
            self._check_default()
        except BROKEN:
            raise DeviceGone from None
        samples = np.clip(np.rint(sound[:, 0] * 32768), -32768, 32767).astype("<i2")
        return bytes(samples.tobytes())

    def close(self) -> None:
        """Let go of the device."""
        if self._open:
            self._open = False
            self._recorder.__exit__(None, None, None)

    def _check_default(self) -> None:
        if not self._follow or time.monotonic() - self._checked < DEFAULT_EVERY_S:
            return
        import soundcard

        self._checked = time.monotonic()
        if soundcard.default_speaker().name not in self.name:
            raise SourceMoved
