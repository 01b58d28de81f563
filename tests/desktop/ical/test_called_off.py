"""Sessions that are called off, or that the person has declined."""

from __future__ import annotations

import pytest

from desktop.ical.called_off import address_in, event_status, is_declined
from desktop.ical.content_lines import ContentLine


@pytest.mark.parametrize(
    "title",
    [
        "Canceled: Art group",
        "Cancelled: Art group",
        "CANCELLED: Art group",
        "Abgesagt: Kunst",
        "Annul\u00e9: Atelier",
        "Annule\u0301 : Atelier",
        "Geannuleerd: Kunst",
        "Odwo\u0142ane: Sztuka",
        "Cancelado: Arte",
        "Annullato: Arte",
        "\u5df2\u53d6\u6d88\uff1a\u827a\u672f",
    ],
)
def test_outlook_says_in_the_title_alone_that_a_meeting_is_off(title: str) -> None:
    assert event_status("CONFIRMED", title, is_free=True) == "cancelled"
    assert event_status("CONFIRMED", title, is_free=False) == "confirmed"


@pytest.mark.parametrize(
    "title",
    ["Art group", "Film: Cancelled", "Cancelled plans and how to bear them", "Tea: 3 pm", ""],
)
def test_other_titles_call_nothing_off(title: str) -> None:
    assert event_status("", title, is_free=True) == "confirmed"


@pytest.mark.parametrize("status", ["CANCELLED", "CANCELED", " Cancelled ", '"canceled";'])
def test_both_spellings_mean_the_same(status: str) -> None:
    assert event_status(status, "Tea", is_free=False) == "cancelled"


def test_an_address_is_told_from_a_name() -> None:
    assert address_in("Mailto:Ann@Mail.example ") == "ann@mail.example"
    assert address_in("ann@mail.example") == "ann@mail.example"
    for name in ("Ann's calendar", "", "ann@mail.example and others", "https://x.example/@ann"):
        assert address_in(name) == ""


def test_only_the_owners_own_no_counts() -> None:
    ann = ContentLine("ATTENDEE;CN=Ann;PARTSTAT=DECLINED", "mailto:Ann@mail.example")
    ben = ContentLine("ATTENDEE;PARTSTAT=ACCEPTED", "mailto:ben@mail.example")
    assert is_declined([ben, ann], "ann@mail.example")
    assert not is_declined([ben, ann], "ben@mail.example")
    assert not is_declined([ben, ann], "")
