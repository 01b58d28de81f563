"""Numbers shown large, read aloud, and never one that commands the telephone."""

from __future__ import annotations

import pytest

from desktop.links.phone import costs_extra, dial_in
from resources.words import Words


@pytest.mark.parametrize(
    ("number", "shown", "link"),
    [
        ("+442079460000", "020 7946 0000", "tel:+442079460000"),
        ("020 7946 0000", "020 7946 0000", "tel:+442079460000"),
        ("+44 (0)20 7946 0000", "020 7946 0000", "tel:+442079460000"),
        ("01632 960001", "01632 960001", "tel:+441632960001"),
        ("+12025550123", "+1 202 555 0123", "tel:+12025550123"),
        ("+9999999999", "+999 999 9999", None),
    ],
)
def test_a_number(number: str, shown: str, link: str | None) -> None:
    dial = dial_in(number)
    assert dial is not None
    assert (dial.number, dial.link) == (shown, link)


def test_a_number_in_another_country() -> None:
    dial = dial_in("030 901820", region="DE")
    assert dial is not None and dial.link == "tel:+4930901820"


@pytest.mark.parametrize(
    "number",
    ["*06#", "#31#0207946", "**21*441632960001#", "999", "112", "", "call me", "+", "0207;ext=1",
     "٠٢٠٧٩٤٦٠٠٠٠", "1" * 40],
)  # fmt: skip
def test_what_is_never_called(number: str) -> None:
    assert dial_in(number) is None


@pytest.mark.parametrize(
    ("pin", "code", "spoken"),
    [
        ("123456#", "123 456\u00a0#", "1 2 3, 4 5 6, hash"),
        ("81234567890#,,,,*123456#", "812 3456 7890\u00a0#, * 123 456\u00a0#", None),
        ("1234", "1234", "1 2 3 4"),
        ("", "", ""),
    ],
)
def test_an_access_code(pin: str, code: str, spoken: str | None) -> None:
    dial = dial_in("+442079460000", pin)
    assert dial is not None and dial.code == code
    if spoken is not None:
        assert dial.spoken_code(Words()) == spoken


def test_a_number_is_read_digit_by_digit() -> None:
    home, abroad = dial_in("+442079460000"), dial_in("+12025550123")
    assert home is not None and abroad is not None
    assert home.spoken_number(Words()) == "0 2 0, 7 9 4 6, 0 0 0 0"
    assert abroad.spoken_number(Words()) == "plus 1, 2 0 2, 5 5 5, 0 1 2 3"


def test_a_dear_number_is_marked() -> None:
    dear, usual = dial_in("0906 123 4567"), dial_in("020 7946 0000")
    assert dear is not None and dear.costs_extra
    assert usual is not None and not usual.costs_extra


@pytest.mark.parametrize(
    ("number", "dear"),
    [
        ("0909 879 0001", True), ("+44 (0)909 879 0001", True), ("0044 909 879 0001", True),
        ("+44 909 879 000", True), ("0845 123 4567", True), ("0871-123-4567", True),
        ("070 1234 5678", True), ("118118", True), ("118 500", True), ("70700", True),
        ("+44 118 118", True),
        ("+353 1520 123456", True), ("+353 1890 123456", True), ("+353 700 123456", True),
        ("+33 899 123456", True), ("+49 900 1234567", True), ("+1 900 555 1234", True),
        ("+61 1900 123456", True), ("+31 900 1234", True), ("+979 123456789", True),
        ("+882 16 12345678", True), ("+870 773 123456", True), ("+44.909.879.0001", True),
        ("Ring 0909 879 0001, then wait", True), ("Ring 118 118 first", True),
        ("0800 123 456", False), ("0300 123 4567", False), ("116 123", False),
        ("07911 123456", False), ("+353 1 234 5678", False), ("999", False), ("Hello", False),
        ("Weekdays, 9 to 5", False), ("Room 118, 3rd floor", False), ("in 2026", False),
    ],
)  # fmt: skip
def test_dear_numbers_of_every_land_are_known(number: str, dear: bool) -> None:
    assert costs_extra(number) is dear
