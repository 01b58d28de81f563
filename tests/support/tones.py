"""Wav files made on the spot: tones and silence, to be heard by a sound server."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

from accessibility.captions.events import RATE


def tone(seconds: float, *, loudness: float = 0.3, hertz: float = 220.0) -> bytes:
    """Make a steady tone, 16 kHz mono."""
    step = 2 * math.pi * hertz / RATE
    top = loudness * 32767
    return array(
        "h", (round(top * math.sin(step * n)) for n in range(int(seconds * RATE)))
    ).tobytes()


def silence(seconds: float) -> bytes:
    """Make digital silence."""
    return bytes(int(seconds * RATE) * 2)


def write_wav(path: Path, sound: bytes) -> Path:
    """Write a wav file of our own kind of sound."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound)
    return path
