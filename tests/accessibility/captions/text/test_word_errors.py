"""Counting the words that came out right, against a second opinion."""

from __future__ import annotations

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.captions.text.word_errors import changes, plain_words, share_right

WORDS = st.lists(st.sampled_from(["tea", "at", "two", "we", "meet"]), max_size=12)


@pytest.mark.parametrize(
    ("said", "heard", "share"),
    [
        ("Hello, and welcome.", "hello and welcome", 1.0),
        ("Don't go - stay.", "don’t go stay", 1.0),
        ("a well-known voice", "A well known voice.", 1.0),
        ("one two three four", "one two three", 0.75),
        ("one two three four", "one two too three four", 0.75),
        ("one two three four", "one two tree four", 0.75),
        ("one", "quite another thing", 0.0),
        ("안녕하세요 여러분", "안녕하세요, 여러분.", 1.0),
        ("", "", 1.0),
        ("", "you", 0.0),
        ("you", "", 0.0),
    ],
)
def test_a_share(said: str, heard: str, share: float) -> None:
    assert share_right(said, heard) == pytest.approx(share)


def test_plain_words() -> None:
    assert plain_words("“Tea” — at 2:00, isn't it?") == ["tea", "at", "200", "isnt", "it"]


@given(WORDS.filter(bool), WORDS)
def test_it_is_the_word_error_rate(before: list[str], after: list[str]) -> None:
    rate = jiwer.wer(" ".join(before), " ".join(after))
    assert changes(before, after) / len(before) == pytest.approx(rate)
