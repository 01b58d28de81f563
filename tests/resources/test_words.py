"""Sentences by name."""

from __future__ import annotations

import pytest

from resources.declared import Problem
from resources.words import MissingWords, Sentence, Words

WORDS = Words()


def test_a_sentence_is_found_by_name_and_filled() -> None:
    assert WORDS("home.join") == "Join now"
    assert WORDS("home.opens_at", time="1:45pm") == "You can join from 1:45pm."


def test_one_thing_takes_the_form_for_one() -> None:
    assert "1 session " in WORDS("calendar.added", name="Tea", count=1)
    assert "3 sessions " in WORDS("calendar.added", name="Tea", count=3)


def test_a_name_that_is_not_there_is_a_bug() -> None:
    assert not WORDS.has("home.nowhere")
    with pytest.raises(MissingWords):
        WORDS("home.nowhere")


def test_a_blank_left_empty_is_a_bug() -> None:
    with pytest.raises(KeyError):
        WORDS("home.opens_at")


def test_a_problem_says_what_happened_and_what_next() -> None:
    explained = WORDS.explain(Problem())
    assert explained.happened.startswith("Something went wrong")
    assert explained.next
    assert str(explained) == f"{explained.happened} {explained.next}"


def test_the_blanks_of_a_sentence_are_known() -> None:
    sentence = Sentence(text="{name} at {time}", note="", one="{name}")
    assert sentence.blanks == {"name", "time"}


def test_names_come_sorted() -> None:
    assert WORDS.keys() == sorted(WORDS.keys())


def test_what_a_language_does_not_have_is_said_in_english() -> None:
    assert Words("xx")("home.join") == "Join now"
    assert Words("xx").language == "xx"
