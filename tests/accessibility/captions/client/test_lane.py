"""A source's clock over pauses and deaths of the worker."""

from __future__ import annotations

from accessibility.captions.client.lane import SourceClock, silence_of
from accessibility.captions.events import Final, Missed, Partial, State
from accessibility.captions.protocol import Level, Listen


def test_listening_again_takes_up_where_the_clock_is() -> None:
    lane = SourceClock(Listen("group", device="x"), now=100.0)
    lane.note(Final("a", 0.0, 9.0), 0.0)
    assert lane.again(112.5) == Listen("group", device="x", start=12.5)


def test_the_clock_never_goes_back_behind_what_was_read() -> None:
    lane = SourceClock(Listen("group"), now=100.0)
    lane.note(Final("a", 0.0, 13.0), 0.0)
    assert lane.again(112.0).start == 13.0


def test_after_a_death_the_gap_is_told_once_when_listening_goes_on() -> None:
    lane = SourceClock(Listen("group"), now=0.0)
    lane.note(Level(0.5, 20.0, lag_ms=1500), 0.0)
    lane.worker_died()
    assert lane.note(State("listening", start=21.0), 0.0) == Missed(18.5, 21.0)
    assert lane.note(State("listening", start=30.0), 0.0) is None


def test_listening_that_was_not_interrupted_has_no_gap() -> None:
    assert SourceClock(Listen("group"), now=0.0).note(State("listening", start=3.0), 0.0) is None


def test_what_ended_is_not_wanted_any_more() -> None:
    for text in ("moved", "no_device", "stopped"):
        lane = SourceClock(Listen("me"), now=0.0)
        lane.note(State(text, source="me"), 0.0)
        assert not lane.wanted


def test_a_recording_is_not_begun_again() -> None:
    lane = SourceClock(Listen("group", recording="a.wav"), now=0.0)
    assert lane.again(5.0).start == 0
    lane.worker_died()
    assert not lane.wanted


def test_silence_lasts_since_nobody_spoke_anywhere() -> None:
    group, me = SourceClock(Listen("group"), now=0.0), SourceClock(Listen("me"), now=0.0)
    assert silence_of([], 10.0) == float("inf")
    group.note(State("quiet"), 10.0)
    assert silence_of([group, me], 50.0) == 0
    me.note(State("no_sound", source="me"), 20.0)
    assert silence_of([group, me], 50.0) == 30
    group.note(Partial("softly", 30.0, 31.0), 31.0)
    assert silence_of([group, me], 50.0) == 19
    group.note(State("listening"), 40.0)
    assert silence_of([group, me], 50.0) == 0
    recording = SourceClock(Listen("group", recording="a.wav"), now=0.0)
    recording.note(State("quiet"), 10.0)
    assert silence_of([recording], 50.0) == 0
    me.wanted = group.wanted = False
    assert silence_of([group, me], 50.0) == float("inf")
