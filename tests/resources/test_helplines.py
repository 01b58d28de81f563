"""The numbers to call, as data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from resources.helplines import (
    FIRST,
    MAX_AGE,
    Helpline,
    Nation,
    Topic,
    first_helplines,
    helplines_about,
    helplines_by_id,
    helplines_for,
    read_helplines,
    too_old,
)


def ids(lines: tuple[Helpline, ...]) -> list[str]:
    """Return the ids, in order."""
    return [line.id for line in lines]


def test_each_has_a_source_and_says_its_own_number() -> None:
    for line in read_helplines():
        assert line.source.startswith("https://")
        assert line.number in line.do.replace("999 BSL", line.number), line.id
        assert line.id.isascii() and line.name


def test_ids_are_unique_and_danger_comes_first() -> None:
    all_ids = ids(read_helplines())
    assert len(set(all_ids)) == len(all_ids)
    assert all_ids[0] == "danger"
    assert read_helplines()[0].number == "999"


def test_every_nation_has_what_is_its_own() -> None:
    assert "fraud" in ids(helplines_for("wales"))
    assert "fraud" not in ids(helplines_for("scotland"))
    assert "fraud-scotland" in ids(helplines_for("scotland"))
    assert "health" not in ids(helplines_for("northern_ireland"))


def test_without_a_nation_all_of_the_united_kingdom() -> None:
    assert {"danger", "health", "lifeline", "home-wales"} <= set(ids(helplines_for()))
    assert not any("ireland" in line.nations for line in helplines_for())


def test_ireland_has_lines_of_its_own() -> None:
    assert all(line.nations == ("ireland",) for line in helplines_for("ireland"))


@pytest.mark.parametrize("nation", [None, *get_args(Nation)])
def test_somebody_answers_everywhere(nation: Nation | None) -> None:
    topics = {line.topic for line in helplines_for(nation)}
    assert {"danger", "talk", "home"} <= topics
    first = first_helplines(nation)
    assert first[0].number == "999" and first[-1].number == "116 123"
    assert len({line.id for line in first}) == len(FIRST)


def test_every_line_is_in_the_list_of_some_nation() -> None:
    listed = {
        line.id
        for nation in get_args(Nation)
        for topic in get_args(Topic)
        for line in helplines_about(topic, nation)
    }
    assert listed == set(ids(read_helplines()))


def test_a_number_that_nobody_checked_is_old() -> None:
    line = read_helplines()[0]
    assert not line.is_old(line.checked_on + MAX_AGE)
    assert line.is_old(line.checked_on + MAX_AGE + timedelta(days=1))


def test_deaf_people_can_reach_an_emergency() -> None:
    ways = {line.how for line in helplines_for() if line.id.startswith("danger")}
    assert ways == {"call", "bsl", "text", "relay"}


def test_they_are_found_by_id_in_the_order_asked() -> None:
    assert ids(helplines_by_id(("shout", "danger"))) == ["shout", "danger"]
    with pytest.raises(KeyError):
        helplines_by_id(("nobody",))


def test_a_number_is_said_digit_by_digit() -> None:
    (line,) = helplines_by_id(("samaritans",))
    assert line.digit_by_digit == "1 1 6, 1 2 3"
    assert helplines_by_id(("danger-bsl",))[0].digit_by_digit == "9 9 9, BSL"


def test_a_line_is_too_old_the_day_after_its_year() -> None:
    lines = helplines_by_id(("danger",))
    last_day = lines[0].checked_on + MAX_AGE
    assert too_old(lines, last_day) == ()
    assert too_old(lines, last_day + timedelta(days=1)) == lines
    assert too_old(lines, date(2020, 1, 1)) == ()
