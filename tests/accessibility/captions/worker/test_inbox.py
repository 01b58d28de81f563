"""Waiting sound: bounded, in order, and honest about what was dropped."""

from __future__ import annotations

from accessibility.captions.worker.inbox import Backlog, Piece, SoundBlock, SoundGap, SourceEnd
from tests.support.tones import silence


def block(start: float, *, at: float | None = 0.0, seconds: float = 0.1) -> SoundBlock:
    """Make a block that was caught when it ended, unless `at` says otherwise."""
    return SoundBlock(silence(seconds), start, at if at is None else round(start + seconds, 3))


def filled(seconds: float, *, at: float | None = 0.0) -> Backlog:
    """Fill a backlog with one block after the other."""
    backlog = Backlog()
    for n in range(round(seconds * 10)):
        backlog.put(block(round(n / 10, 1), at=at))
    return backlog


def taken(backlog: Backlog, now: float) -> list[Piece]:
    """Take everything at one moment."""
    pieces = []
    while piece := backlog.take(now):
        pieces.append(piece)
    return pieces


def heard(pieces: list[Piece]) -> float:
    """Return the seconds of sound and of gaps."""
    return round(
        sum(each.end - each.start for each in pieces if isinstance(each, (SoundBlock, SoundGap))), 3
    )


def test_sound_comes_out_as_it_went_in() -> None:
    pieces = taken(filled(2), now=2.0)
    assert [each.start for each in pieces if isinstance(each, SoundBlock)] == [
        n / 10 for n in range(20)
    ]


def test_nothing_waits_in_an_empty_one() -> None:
    assert Backlog().take(5.0) is None


def test_six_seconds_behind_is_caught_up_without_a_loss() -> None:
    assert not any(isinstance(each, SoundGap) for each in taken(filled(6), now=6.0))


def test_more_than_that_jumps_to_the_newest_half_second() -> None:
    pieces = taken(filled(6.8), now=6.8)
    assert heard(pieces[:1]) == 6.3
    assert heard(pieces) == 6.8
    assert heard(pieces[1:]) == 0.5


def test_little_sound_is_read_however_late_it_is() -> None:
    assert not any(isinstance(each, SoundGap) for each in taken(filled(1.4), now=60.0))


def test_never_more_than_eight_seconds_wait_and_the_gap_says_how_much_was_lost() -> None:
    backlog = filled(60)
    assert backlog.seconds < 8.05
    pieces = taken(backlog, now=56.5)
    assert isinstance(pieces[0], SoundGap)
    assert heard(pieces) == 60
    assert sum(isinstance(each, SoundGap) for each in pieces) == 1


def test_what_was_dropped_and_what_is_jumped_are_one_gap() -> None:
    pieces = taken(filled(60), now=60.0)
    assert [isinstance(each, SoundGap) for each in pieces] == [True] + [False] * 5
    assert heard(pieces[:1]) == 59.5


def test_sound_that_waits_for_us_is_never_dropped() -> None:
    assert heard(taken(filled(30, at=None), now=1e6)) == 30


def test_a_jump_does_not_pass_the_end_of_a_listening() -> None:
    backlog = filled(2)
    backlog.put(SourceEnd())
    backlog.put(block(50.0))
    pieces = taken(backlog, now=100.0)
    assert isinstance(pieces[0], SoundGap)
    assert pieces[-2:] == [SourceEnd(), block(50.0)]
    assert heard(pieces) == 2.1


def test_a_gap_before_the_dropped_sound_grows() -> None:
    backlog = Backlog()
    backlog.put(SoundGap(0.0, 5.0))
    for n in range(90):
        backlog.put(block(5 + n / 10))
    assert heard(taken(backlog, now=13.0)) == 14
