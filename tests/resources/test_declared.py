"""Settings, problems and findings: names that carry words."""

from __future__ import annotations

import copy

import pytest

from resources.declared import Finding, Health, Problem, Setting

SIZE = Setting("look.size", 100, (100, 150))
ON = Setting("look.on", True, (True, False))


def test_a_setting_accepts_its_choices_only() -> None:
    assert SIZE.accepts(150)
    assert not SIZE.accepts(151)
    assert not SIZE.accepts("150")


def test_true_is_not_one() -> None:
    assert not ON.accepts(1)
    assert not Setting("x.y", 1, (1, 2)).accepts(True)


def test_a_default_must_be_a_choice() -> None:
    with pytest.raises(ValueError, match=r"look\.size"):
        Setting("look.size", 120, (100, 150))


def test_a_problem_says_only_its_key() -> None:
    problem = Problem(name="secret")
    assert str(problem) == "unexpected"
    assert problem.details == {"name": "secret"}


class Lost(Problem):
    """Something is lost."""

    key = "lost"


def test_a_problem_stays_itself_on_its_way_from_a_child() -> None:
    again = copy.copy(Lost(name="a", count=2))
    assert type(again) is Lost
    assert again.details == {"name": "a", "count": 2}


def test_a_finding_names_its_words() -> None:
    assert Finding("sound", "silent", Health.BROKEN).key == "check.sound.silent"
