"""How loud sound is."""

from __future__ import annotations

import math

import pytest

from accessibility.audio.levels import is_nothing, meter, rms
from tests.support.tones import silence, tone


def test_a_sine_is_as_loud_as_its_top_over_root_two() -> None:
    assert rms(tone(0.1, loudness=0.5)) == pytest.approx(0.5 / math.sqrt(2), rel=0.01)


@pytest.mark.parametrize("sound", [b"", b"\x01", silence(0.1)])
def test_nothing_has_no_loudness(sound: bytes) -> None:
    assert rms(sound) == 0
    assert meter(rms(sound)) == 0


def test_the_loudest_sample_is_one() -> None:
    assert rms(b"\x00\x80" * 10) == 1


def test_half_a_sample_at_the_end_does_no_harm() -> None:
    assert rms(tone(0.1) + b"\x07") == rms(tone(0.1))


def test_the_bar_has_even_steps_for_the_ear() -> None:
    assert [round(meter(10 ** (db / 20)), 2) for db in (-70, -60, -45, -30, -15, 0, 3)] == [
        *(0, 0, 0.25, 0.5, 0.75),
        *(1, 1),
    ]


def test_only_exact_zeros_are_nothing() -> None:
    assert is_nothing(silence(0.1))
    assert is_nothing(b"")
    assert not is_nothing(silence(0.1) + b"\x01\x00")
