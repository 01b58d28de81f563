"""Whether our sound still comes from the device that was chosen."""

from __future__ import annotations

from accessibility.audio.pulse_server import NOWHERE, stream_verdict


def test_a_stream_that_stays_is_read_on() -> None:
    assert stream_verdict(chosen=3, now_on=3, present=[]) == "same"


def test_a_stream_that_outlived_its_device_was_moved() -> None:
    assert stream_verdict(chosen=3, now_on=0, present=[0, 1]) == "moved"


def test_a_stream_taken_off_a_device_that_is_still_there_was_displaced() -> None:
    assert stream_verdict(chosen=3, now_on=0, present=[0, 3]) == "displaced"


def test_a_stream_that_is_no_more_is_gone() -> None:
    assert stream_verdict(chosen=0, now_on=None, present=[0]) == "gone"


def test_a_stream_that_is_on_no_device_yet_is_not_taken_for_moved() -> None:
    """As PipeWire's server answers for 5 to 16 ms after our stream came, and while it changes."""
    assert NOWHERE == 4294967295
    assert stream_verdict(chosen=3, now_on=NOWHERE, present=[0, 3]) == "unlinked"
    assert stream_verdict(chosen=3, now_on=NOWHERE, present=[0]) == "unlinked"
