"""Announcements: once, in time, urgent ones first, and never more than can be heard."""

from __future__ import annotations

from accessibility.announcer import MOST_WAITING, STALE_S, Announcer, Urgency


def texts(announcer: Announcer, now: float) -> list[str]:
    return [each.text for each in announcer.take(now)]


def test_what_is_said_is_taken_once() -> None:
    announcer = Announcer()
    announcer.say("Saved.", 1.0)
    assert texts(announcer, 1.1) == ["Saved."]
    assert texts(announcer, 1.2) == []


def test_the_same_words_at_once_are_said_once() -> None:
    announcer = Announcer()
    announcer.say("Saved.", 1.0)
    announcer.say("Saved.", 1.2)
    announcer.say("Saved.", 1.3)
    assert texts(announcer, 1.4) == ["Saved.", "Saved."]


def test_a_repeat_is_one_even_when_the_first_was_taken() -> None:
    announcer = Announcer()
    announcer.say("Saved.", 1.0)
    assert texts(announcer, 1.1) == ["Saved."]
    announcer.say("Saved.", 1.2)
    assert texts(announcer, 1.3) == []


def test_urgent_words_come_first() -> None:
    announcer = Announcer()
    announcer.say("Saved.", 1.0)
    announcer.say("The captions stopped.", 1.1, Urgency.NOW)
    assert texts(announcer, 1.2) == ["The captions stopped.", "Saved."]


def test_the_oldest_makes_room() -> None:
    announcer = Announcer()
    for number in range(MOST_WAITING + 3):
        announcer.say(f"Number {number}.", float(number))
    assert texts(announcer, 12.0)[0] == "Number 3."


def test_what_waited_too_long_is_not_said() -> None:
    announcer = Announcer()
    announcer.say("It begins now.", 0.0)
    announcer.say("It has begun.", 30.0)
    assert texts(announcer, STALE_S + 1) == ["It has begun."]


def test_silence_is_not_announced() -> None:
    announcer = Announcer()
    announcer.say("  ", 0.0)
    assert texts(announcer, 0.0) == []
