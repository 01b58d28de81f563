"""New lines for a screen reader: only if asked for, each once, never too many."""

from __future__ import annotations

from accessibility.captions.events import Final, Partial
from accessibility.captions.text.lines_aloud import LinesAloud
from resources.words import Words
from tests.accessibility.captions.test_captioning import HELLO, Desk

WORDS = Words()


def lines(*texts: str) -> LinesAloud:
    """Return lines that wait."""
    made = LinesAloud()
    made.is_wished = True
    for text in texts:
        made.add(Final(text, 0.0, 1.0))
    return made


def test_nothing_is_said_unless_it_is_wished() -> None:
    made = LinesAloud()
    made.add(HELLO)
    assert made.take(0.0, WORDS) is None


def test_each_is_said_once_when_the_one_before_is_over() -> None:
    made = lines("Hello everyone, and welcome.", "Ruth?", " ")
    assert made.take(0.0, WORDS) == "Hello everyone, and welcome."
    assert made.take(1.9, WORDS) is None
    assert made.take(2.0, WORDS) == "Ruth?"
    assert made.take(2.9, WORDS) is None
    assert made.take(99.0, WORDS) is None


def test_too_many_become_the_newest_and_a_number() -> None:
    made = lines("1", "2", "3", "4", "5")
    assert made.take(0.0, WORDS) == "4 lines are left out. 5"
    assert made.take(99.0, WORDS) is None


def test_what_waits_can_be_forgotten() -> None:
    made = lines("1")
    made.forget()
    assert made.take(0.0, WORDS) is None


def test_captions_give_finished_lines_and_no_drafts() -> None:
    desk = Desk()
    desk.captions.lines.is_wished = True
    desk.listens()
    desk.says(Partial("hello", 0.0, 0.5), HELLO)
    assert desk.captions.lines.take(0.0, WORDS) == "hello everyone"
    desk.says(Final("it is me", 1.0, 2.0, source="me"))
    assert desk.captions.lines.take(9.0, WORDS) == "Me: it is me"
    desk.says(HELLO)
    desk.captions.pause()
    desk.captions.forget()
    assert desk.captions.lines.take(99.0, WORDS) is None
