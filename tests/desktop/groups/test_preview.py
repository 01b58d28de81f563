from __future__ import annotations

from typing import Any

from desktop.groups.cards import GroupCard, parse_card
from desktop.groups.preview import preview
from resources.words import Words
from tests.support.group_cards import card_bytes

WORDS = Words()


def card(**changes: Any) -> GroupCard:
    return parse_card(card_bytes(**changes))


def test_a_new_card_says_all_that_it_brings() -> None:
    assert preview(card(), WORDS) == [
        "This card is for Tuesday Tea Group.",
        "It adds a calendar from example.org.",
        "Tea: every Tuesday at 2:00pm.",
        "Times are those of London.",
        "Parlour may open meetings on this website: meet.example.org.",
        "The person to ask is Sam.",
        "You can reach them here: +44 20 7946 0018.",
        "You can reach them here: sam@example.org.",
        "You can reach them here: Weekdays, 9 to 5.",
        "You can join by phone: +44 20 7946 0019.",
        "It shows 1 way to take part.",
        "The group has 2 rules that all agreed.",
        "About captions: A human captioner is there.",
        "You can add this card until 1 November 2027.",
    ]


def test_a_small_card_says_little() -> None:
    small = parse_card(b'{"format":1,"made":"2026-11-01","group":{"id":"abcd-1234","name":"Tea"}}')
    assert preview(small, WORDS) == ["This card is for Tea."]


def test_what_changes_is_said_as_new() -> None:
    newer = card(
        group__name="Tea",
        group__hosts=["meet.example.org", "xn--bcher-kva.example"],
        calendar="https://other.example.org/tea.ics",
    )
    lines = preview(newer, WORDS, card())
    assert lines[:3] == [
        "This card is for Tea.",
        "You already have Tuesday Tea Group. This card changes it.",
        "It adds a calendar from other.example.org.",
    ]
    assert "Parlour may open meetings on this website: meet.example.org." in lines
    at = lines.index("New: Parlour may open meetings on this website: xn--bcher-kva.example.")
    assert lines[at + 1].startswith("Be careful")
    assert "The calendar was at example.org before." in lines


def test_every_changed_person_number_and_room_is_said_as_new() -> None:
    newer = card(
        group__contact={"name": "Ann (helper)", "phone": "+44 909 8790000"},
        group__hosts=[],
        group__dial_in=[{"number": "+44 20 7946 0019"}, {"number": "0909 879 0001"}],
        weekly__0__room="https://zoom.us/j/123456789",
        weekly__0__phone="+44 20 7946 0020",
    )
    lines = preview(newer, WORDS, card())
    said = [
        "New: Tea meets in another room, at zoom.us.",
        "New: the person to ask is Ann (helper).",
        "New: you can reach them here: +44 909 8790000.",
        "Be careful: a call to that number costs extra money.",
        "You can join by phone: +44 20 7946 0019.",
        "New: you can join by phone: 0909 879 0001.",
        "Be careful: a call to that number costs extra money.",
        "New: you can join by phone: +44 20 7946 0020.",
        "No longer there: meet.example.org.",
        "No longer there: Sam.",
        "No longer there: +44 20 7946 0018.",
        "No longer there: sam@example.org.",
        "No longer there: Weekdays, 9 to 5.",
    ]
    assert [line for line in lines if line in said] == said


def test_a_dear_number_is_marked_on_a_first_card_too() -> None:
    lines = preview(card(group__contact__phone="+44 909 8790000"), WORDS)
    at = lines.index("You can reach them here: +44 909 8790000.")
    assert lines[at + 1].startswith("Be careful")


def test_the_same_card_again_changes_nothing() -> None:
    lines = preview(card(), WORDS, card())
    assert not [line for line in lines if line.startswith(("New", "No longer"))]


def test_every_day_and_both_halves_of_the_day_have_words() -> None:
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        for at, said in (("00:05", "12:05am"), ("12:00", "midday"), ("23:59", "11:59pm")):
            lines = preview(card(weekly__0__day=day, weekly__0__at=at), WORDS)
            assert f"Tea: every {day.capitalize()} at {said}." in lines


def test_every_other_week_is_said() -> None:
    lines = preview(card(weekly__0__every=2, weekly__0__starts="2026-11-24"), WORDS)
    assert "That is once in 2 weeks, not every week." in lines
