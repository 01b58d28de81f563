"""The pseudo-languages that layouts are tried with."""

from __future__ import annotations

from tests.support.stretched import MirroredWords, StretchedWords, mirror, stretch


def test_a_sentence_grows_by_two_fifths() -> None:
    text = "You can join from 1:45pm. The button appears here."
    assert 1.4 <= len(stretch(text)) / len(text) <= 1.65
    assert text in stretch(text)
    assert stretch("") == ""


def test_blanks_are_filled_before_it_is_stretched() -> None:
    assert "1:45pm" in StretchedWords()("home.opens_at", time="1:45pm")


def test_a_sentence_runs_from_right_to_left() -> None:
    assert MirroredWords()("home.join") == mirror("Join now")
    assert "Join now" in mirror("Join now")
