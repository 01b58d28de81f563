"""Which engine writes: the person's choice, else what the computer keeps up with."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility.captions.packs.engine_choice import (
    EngineSpeed,
    PackPair,
    choose_packs,
    keeps_up,
    suggest,
)
from accessibility.captions.packs.language_packs import LanguagePack

FAST, USUAL, SLOW = EngineSpeed(0.1, 0.05), EngineSpeed(0.6, 0.3), EngineSpeed(1.4, 0.9)


def pack(name: str, engine: str, language: str = "en") -> LanguagePack:
    """Make a pack."""
    return LanguagePack(language, engine, name, Path(name), "own", 1)


QUICK, TIDY = pack("quick", "vosk"), pack("tidy", "whisper")
OTHER = pack("other", "vosk", "fr")


@pytest.mark.parametrize(
    ("choice", "packs"),
    [
        ("quick", PackPair(QUICK)),
        ("tidy", PackPair(TIDY)),
        ("both", PackPair(QUICK, TIDY)),
        ("auto", PackPair(QUICK)),
    ],
)
def test_where_both_kinds_are_there_the_choice_counts(choice: str, packs: PackPair) -> None:
    assert choose_packs([TIDY, OTHER, QUICK], "en", choice, {}) == packs


@pytest.mark.parametrize("choice", ["quick", "tidy", "both", "auto"])
def test_where_one_kind_is_there_it_is_taken(choice: str) -> None:
    assert choose_packs([TIDY, OTHER], "en", choice, {}) == PackPair(TIDY)
    assert choose_packs([TIDY, OTHER], "fr", choice, {}) == PackPair(OTHER)
    assert choose_packs([TIDY, OTHER], "de", choice, {}) == PackPair()


def test_by_itself_it_takes_both_only_where_that_was_measured_to_be_fast() -> None:
    speeds = {"quick": FAST, "tidy": FAST}
    assert choose_packs([QUICK, TIDY], "en", "auto", speeds) == PackPair(QUICK, TIDY)
    assert choose_packs([QUICK, TIDY], "en", "auto", {"quick": FAST}) == PackPair(QUICK)
    assert choose_packs([QUICK, TIDY], "en", "auto", {**speeds, "tidy": USUAL}) == PackPair(QUICK)


@pytest.mark.parametrize(
    ("quick", "tidy", "expected"),
    [
        (None, None, "quick"),
        (FAST, None, "quick"),
        (FAST, FAST, "both"),
        (USUAL, FAST, "quick"),
        (FAST, SLOW, "quick"),
        (SLOW, FAST, "tidy"),
        (SLOW, SLOW, "quick"),
    ],
)
def test_what_the_speed_suggests(
    quick: EngineSpeed | None, tidy: EngineSpeed | None, expected: str
) -> None:
    assert suggest(quick, tidy) == expected


def test_whether_it_keeps_up() -> None:
    assert keeps_up(USUAL)
    assert not keeps_up(SLOW)
