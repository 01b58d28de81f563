"""The practice group has every way, and each leads nowhere but to practice."""

from __future__ import annotations

import re
from datetime import UTC

import phonenumbers
import pytest

from desktop.groups.card_rules import CardBroken
from desktop.groups.cards import GroupCard, write
from desktop.groups.group import WAY_KINDS, Group
from desktop.groups.practice_group import practice_group
from desktop.links.url_parts import split_link
from desktop.sessions.practice import PRACTICE_HOST
from resources.words import Words
from tests.support.example import NOW

FILM_NUMBERS = re.compile(r"\+44(?:2079460\d{3}|7700900\d{3}|1632960\d{3})")
"""The numbers that Ofcom keeps for radio and films: nobody has one of them."""


def ours() -> Group:
    return practice_group(Words(), NOW)


def test_it_has_an_entry_for_each_way() -> None:
    assert tuple(way.kind for way in ours().ways) == WAY_KINDS


def test_nobody_can_be_reached_by_it() -> None:
    for way in ours().ways:
        people = [*([way.rings_me] if way.rings_me else []), *way.i_ring]
        for number in [*filter(None, [way.number]), *(one.phone for one in people)]:
            form = phonenumbers.PhoneNumberFormat.E164
            dialled = phonenumbers.format_number(phonenumbers.parse(number, "GB"), form)
            assert FILM_NUMBERS.fullmatch(dialled)
        for link in filter(None, (way.link, way.map)):
            parts = split_link(link)
            assert parts is not None and parts.host == PRACTICE_HOST
        assert not way.email or way.email.endswith(f"@{PRACTICE_HOST}")


def test_it_meets_in_a_week_and_no_card_can_take_its_place() -> None:
    (way,) = (one for one in ours().ways if one.kind == "in_person")
    assert way.meets is not None and (way.meets.date() - NOW.date()).days == 7
    card = GroupCard(format=1, made=NOW.astimezone(UTC).date(), group=ours())
    with pytest.raises(CardBroken):
        write(card)
