"""The status line in words."""

from __future__ import annotations

import pytest

from accessibility.captions.events import STATES
from accessibility.captions.text.status_line import missed, status_line
from resources.words import Words

WORDS = Words()


@pytest.mark.parametrize("state", sorted(STATES))
def test_every_state_has_a_line(state: str) -> None:
    assert status_line(WORDS, state, device="Headset").endswith(".")


def test_the_device_is_named_and_before_that_it_is_this_computer() -> None:
    assert status_line(WORDS, "listening", device="Headset") == "Listening to Headset."
    assert status_line(WORDS, "listening") == "Listening to this computer."


def test_being_late_is_said_from_a_second_on() -> None:
    assert "Behind" not in status_line(WORDS, "listening", lag_ms=900)
    assert status_line(WORDS, "listening", lag_ms=1200).endswith("Behind by 1 second.")
    assert status_line(WORDS, "no_words", lag_ms=2900).endswith("Behind by 3 seconds.")
    assert "Behind" not in status_line(WORDS, "stopped", lag_ms=2900)


def test_what_is_no_state_is_a_bug() -> None:
    with pytest.raises(ValueError, match="dancing"):
        status_line(WORDS, "dancing")


def test_a_loss_is_never_said_to_be_nothing() -> None:
    assert missed(WORDS, 0.2) == "[missed about 1 second]"
    assert missed(WORDS, 3.2) == "[missed about 3 seconds]"
