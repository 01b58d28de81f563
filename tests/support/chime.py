"""`python -m tests.support.chime` makes the reminder's chime anew: two soft bells, a third apart.

No attack, no high notes: kind to hearing aids and to somebody who is easily startled.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

RATE = 16_000
BELLS = ((523.25, 0.0), (659.26, 0.32))
"""Hertz, and the second at which the bell begins: C and E."""

LONG, ATTACK, FADE = 1.6, 0.03, 0.38
LOUD = 0.22
"""Of full scale, at most."""


def chime() -> bytes:
    """Return the chime as samples of 16 bits."""
    seconds = np.arange(round(LONG * RATE)) / RATE
    sound = np.zeros_like(seconds)
    for hertz, begins in BELLS:
        since = np.clip(seconds - begins, 0, None)
        shape = np.minimum(since / ATTACK, 1) * np.exp(-since / FADE)
        tone = np.sin(2 * np.pi * hertz * since) + 0.2 * np.sin(4 * np.pi * hertz * since)
        sound += shape * tone
    sound *= np.minimum((LONG - seconds) / 0.2, 1)
    samples = np.round(sound / np.abs(sound).max() * LOUD * 32767).astype("<i2")
    return bytes(samples.tobytes())


def write(path: Path) -> None:
    """Write it to a file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(chime())


if __name__ == "__main__":
    write(Path("resources") / "sounds" / "reminder.wav")
