"""Chances of a voice: a steady noise does not use up the network's memory."""

from __future__ import annotations

import numpy as np
import pytest

from accessibility.captions.engines.voice_activity import SPEECH, WINDOW, VoiceActivity
from accessibility.captions.events import RATE
from tests.support.speech import english_lines

FAN_S = 40


@pytest.fixture(scope="module")
def after_a_fan() -> bytes:
    """Make the noise of a fan, and then, while it goes on, somebody who speaks."""
    speech = np.frombuffer(english_lines(0, 0)[0], "<i2").astype(np.float64)
    noise = np.random.default_rng(7).standard_normal(FAN_S * RATE + len(speech))
    noise = 300 * np.convolve(noise, np.ones(16) / 4, "same")
    noise[FAN_S * RATE :] += speech
    return noise.clip(-32768, 32767).astype("<i2").tobytes()


def test_the_size_of_the_pieces_makes_no_difference(after_a_fan: bytes) -> None:
    whole, pieces = VoiceActivity().feed(after_a_fan), VoiceActivity()
    parts = [
        chance
        for at in range(0, len(after_a_fan), 6400)
        for chance in pieces.feed(after_a_fan[at : at + 6400])
    ]
    assert parts == pytest.approx(whole, abs=0.01)


def test_after_a_long_noise_a_voice_is_heard_as_soon_as_after_none(after_a_fan: bytes) -> None:
    """The noise is cut off where the memory was cleared last: 5 s at most before the voice."""
    late = VoiceActivity().feed(after_a_fan)[FAN_S * RATE // WINDOW :]
    fresh = VoiceActivity().feed(after_a_fan[FAN_S * RATE // WINDOW * WINDOW * 2 :])
    first = [next(n for n, chance in enumerate(each) if chance >= SPEECH) for each in (late, fresh)]
    assert first[0] <= first[1] + 3
    voiced = [sum(chance >= SPEECH for chance in each) for each in (late, fresh)]
    assert voiced[0] >= 0.9 * voiced[1]
