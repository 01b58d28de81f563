from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.groups.cards import GroupCard, parse_card
from desktop.groups.preview import preview
from resources.words import Words
from tests.support.group_cards import card_bytes, changed, changed_in

WORDS = Words()


def card(**changes: Any) -> GroupCard:
    return parse_card(card_bytes(**changes))


def test_a_new_card_says_all_that_it_brings() -> None:
    assert preview(card(), WORDS) == [
        "This card is for Tuesday Tea Group.",
        "It adds a calendar from example.org.",
        "Tea: every Tuesday at 2:00pm.",
        "It lasts 90 minutes.",
        "Times are those of London.",
        "Tea meets online at meet.example.org.",
        "Parlour may open meetings on this website: meet.example.org.",
        "The person to ask is Sam.",
        "You can reach them here: +44 20 7946 0018.",
        "You can reach them here: sam@example.org.",
        "You can reach them here: Weekdays, 9 to 5.",
        "You can join by phone: +44 20 7946 0019.",
        "The code for the phone is 123 456#.",
        "Another way to take part: Ring Sam for a chat.",
        "A rule of the group: What is said here stays here.",
        "A rule of the group: Cameras are a choice. ☕",
        "About captions: A human captioner is there.",
        "Captions start by themselves in its sessions.",
        "Its captions are in this language: English",
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
        "New: It adds a calendar from other.example.org.",
    ]
    assert "Parlour may open meetings on this website: meet.example.org." in lines
    at = lines.index("New: Parlour may open meetings on this website: xn--bcher-kva.example.")
    assert lines[at + 1].startswith("Be careful")
    assert "No longer there: the calendar from example.org." in lines


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
        "New: Tea meets online at zoom.us.",
        "New: You can join Tea by phone: +44 20 7946 0020.",
        "New: The person to ask is Ann (helper).",
        "New: You can reach them here: +44 909 8790000.",
        "Be careful: a call to that number costs extra money.",
        "New: You can join by phone: +44 20 7946 0019.",
        "New: You can join by phone: 0909 879 0001.",
        "Be careful: a call to that number costs extra money.",
        "No longer there: Tea meets online at meet.example.org.",
        "No longer there: meet.example.org.",
        "No longer there: Sam.",
        "No longer there: +44 20 7946 0018.",
        "No longer there: sam@example.org.",
        "No longer there: Weekdays, 9 to 5.",
        "No longer there: +44 20 7946 0019 123 456#.",
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


TWO = [
    {"name": "Tea", "day": "tuesday", "at": "14:00", "zone": "Europe/London",
     "room": "https://zoom.us/j/123456789"},
    {"name": "Walk", "day": "friday", "at": "10:00", "zone": "Europe/London",
     "room": "https://zoom.us/j/987654321", "phone": "+44 20 7946 0020"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weekly__0__day": "monday"}, "New: Tea: every Monday at 2:00pm."),
        ({"weekly__0__at": "14:30"}, "New: Tea: every Tuesday at 2:30pm."),
        ({"weekly__0__minutes": 30}, "It lasts 30 minutes."),
        ({"weekly__0__name": "Supper"}, "New: Supper: every Tuesday at 2:00pm."),
        ({"weekly__0__zone": "Europe/Paris"}, "New: Tea: the time is that of Paris."),
        ({"weekly__0__every": 2, "weekly__0__starts": "2026-12-01"}, "New: Tea: every Tuesday"),
        ({"weekly__0__starts": "2026-12-08"}, "The first one is on 8 December 2026."),
        ({"weekly__0__room": "https://zoom.us/j/111222333"}, "New: Tea meets online at zoom.us."),
        ({"weekly__0__room": TWO[1]["room"]}, "New: Tea meets online at zoom.us."),
        ({"weekly__0__room": ...}, "No longer there: Tea meets online at zoom.us."),
        ({"weekly__0__phone": "+44 20 7946 0020"}, "New: You can join Tea by phone"),
        ({"weekly__1__phone": ...}, "No longer there: +44 20 7946 0020."),
        ({"weekly": [TWO[0]]}, "No longer there: Walk: every Friday at 10:00am."),
        ({"calendar": "https://example.org/x.ics"}, "New: It adds a calendar from example.org."),
        ({"calendar": ...}, "No longer there: the calendar from example.org."),
        ({"group__contact__name": "Ann"}, "New: The person to ask is Ann."),
        ({"group__contact__phone": "+44 20 7946 0099"}, "New: You can reach them here: +44"),
        ({"group__contact__email": "ann@example.org"}, "New: You can reach them here: ann@"),
        ({"group__contact__hours": "Sundays"}, "New: You can reach them here: Sundays."),
        ({"group__contact": ...}, "No longer there: Sam."),
        ({"group__dial_in__0__meeting": "999 999#"}, "The code for the phone is 999 999#."),
        ({"group__dial_in": []}, "No longer there: +44 20 7946 0019 123 456#."),
        ({"group__ways__0__words": "Write to us."}, "New: Another way to take part: Write to us."),
        ({"group__ways__0__kind": "chat"}, "New: Another way to take part: Ring Sam for a chat."),
        ({"group__agreement": ["Be kind."]}, "New: A rule of the group: Be kind."),
        (
            {"group__agreement": [{"about": "names", "words": "Any name."}]},
            "New: A rule of the group: Any name.",
        ),
        (
            {"group__agreed": "2026-10-30"},
            "New: The group agreed on its rules on 30 October 2026.",
        ),
        ({"group__agreement": ["Be kind."]}, "No longer there: What is said here stays here."),
        ({"group__captions": "None."}, "New: About captions: None."),
        ({"group__hosts": []}, "No longer there: meet.example.org."),
        ({"group__hosts": ["a.example.org"]}, "New: Parlour may open meetings on this website: a."),
        ({"group__name": "Other Group"}, "You already have Tuesday Tea Group."),
    ],
)  # fmt: skip
def test_whatever_a_newer_card_changes_is_said(change: dict[str, Any], said: str) -> None:
    before = changed(weekly=TWO)
    newer = parse_card(json.dumps(changed_in(before, **change)).encode())
    lines = preview(newer, WORDS, parse_card(json.dumps(before).encode()))
    at = next(number for number, line in enumerate(lines) if line.startswith(said))
    marked = ("New: ", "No longer there: ", "You already have ")
    assert any(line.startswith(marked) for line in lines[max(at - 2, 0) : at + 1])


def test_two_rooms_that_changed_places_are_both_said() -> None:
    before = changed(weekly=TWO)
    rooms = {"weekly__0__room": TWO[1]["room"], "weekly__1__room": TWO[0]["room"]}
    newer = parse_card(json.dumps(changed_in(before, **rooms)).encode())
    lines = preview(newer, WORDS, parse_card(json.dumps(before).encode()))
    assert "New: Tea meets online at zoom.us." in lines
    assert "New: Walk meets online at zoom.us." in lines


def test_another_order_and_other_spaces_in_a_number_are_no_change() -> None:
    before = changed(weekly=TWO)
    other = {
        "weekly": TWO[::-1],
        "group__agreement": before["group"]["agreement"][::-1],
        "group__contact__phone": "+44-20-7946-0018",
        "group__dial_in": [{"number": "+442079460019", "meeting": "123456#"}],
    }
    newer = parse_card(json.dumps(changed_in(before, **other)).encode())
    lines = preview(newer, WORDS, parse_card(json.dumps(before).encode()))
    assert not [line for line in lines if line.startswith(("New", "No longer"))]


@pytest.mark.parametrize(
    "change",
    [
        {"group__contact__phone": "+44.9.0.9.8.7.9.0.0.0.1"},
        {"group__contact__phone": "118 118"},
        {"group__contact__phone": "070 1234 5678"},
        {"group__contact__phone": "+353 1550 123456"},
        {"group__contact__hours": "Ring 0909 879 0001 at night"},
        {"group__contact__name": "Sam 0909 879 0001"},
        {"group__ways__0__words": "Ring +44 871 123 4567 for a chat."},
        {"group__agreement": ["Before you come, ring 0906 123 4567."]},
        {"group__captions": "Ring +1 900 555 1234 for captions."},
        {"weekly__0__name": "Tea 0909 879 0001"},
        {"weekly__0__phone": "+49 900 1234567"},
        {"group__dial_in": [{"number": "+979 123456789"}]},
    ],
)
def test_a_dear_number_is_marked_wherever_it_stands(change: dict[str, Any]) -> None:
    assert "Be careful: a call to that number costs extra money." in preview(card(**change), WORDS)
    assert "Be careful: a call to that number costs extra money." not in preview(card(), WORDS)


TREE = {
    "kind": "phone_tree",
    "words": "We call each other on Sundays.",
    "rings_me": {"name": "Ann", "phone": "020 7946 0018"},
    "i_ring": [{"name": "Bo", "phone": "0909 879 0001"}],
}
CHAT = {
    "kind": "chat",
    "words": "We write in the week.",
    "link": "https://chat.whatsapp.com/Ab1Cd2Ef3Gh4Ij5Kl6Mn7O",
}
HALL = {
    "kind": "in_person",
    "words": "We meet in the hall.",
    "meets": "2026-12-04T14:00:00",
    "ends": "2026-12-04T16:00:00",
    "place": "The hall, Mill Road",
    "map": "https://www.openstreetmap.org/node/1",
}


def test_a_card_says_what_each_way_needs_and_which_number_is_dear() -> None:
    lines = preview(card(group__ways=[TREE, CHAT, HALL]), WORDS)
    at = lines.index("Another way to take part: We call each other on Sundays.")
    assert lines[at + 1 : at + 12] == [
        "Phone tree: Ann calls you, from 020 7946 0018.",
        "Phone tree: You call Bo, on 0909 879 0001.",
        "Be careful: a call to that number costs extra money.",
        "Another way to take part: We write in the week.",
        "WhatsApp or Signal group: It opens a page on chat.whatsapp.com.",
        "Another way to take part: We meet in the hall.",
        "Meeting in person: The next meeting is on 4 December 2026 at 2:00pm.",
        "Meeting in person: It ends on 4 December 2026 at 4:00pm.",
        "Meeting in person: The hall, Mill Road",
        "Meeting in person: Its map is on www.openstreetmap.org.",
        "A rule of the group: What is said here stays here.",
    ]


def test_a_changed_link_or_person_of_a_way_is_said_as_new_though_it_reads_the_same() -> None:
    before = card(group__ways=[TREE, CHAT])
    newer = card(
        group__ways=[
            TREE | {"rings_me": {"name": "Ann", "phone": "020 7946 0019"}},
            CHAT | {"link": "https://chat.whatsapp.com/Zz1Cd2Ef3Gh4Ij5Kl6Mn7O"},
        ]
    )
    lines = preview(newer, WORDS, before)
    assert "New: Phone tree: Ann calls you, from 020 7946 0019." in lines
    assert "New: WhatsApp or Signal group: It opens a page on chat.whatsapp.com." in lines
    assert "No longer there: Ann calls you, from 020 7946 0018." in lines
    assert not any(line.startswith("New:") for line in preview(before, WORDS, before))
