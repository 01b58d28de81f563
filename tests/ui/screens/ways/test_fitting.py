"""Three questions, one at a time, and the group's ways that match; nothing is stored."""

from __future__ import annotations

import pytest

from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, press
from tests.support.way_scenes import EVERY_WAY, GROUP, KINDS, with_ways
from ui.navigation import Place

VIDEO = EVERY_WAY[KINDS.index("video")]


@pytest.mark.parametrize(
    ("answers", "seen", "unseen"),
    [
        (("Yes", "Yes", "Yes"), ("Video meeting", "By phone", "By post"), ()),
        (("Yes", "No", "Yes"), ("Something to do together", "By e-mail"), ("Video", "By phone")),
        (("No", "No", "No"), ("Forum or chat room",), ("Meeting in person", "Phone tree")),
    ],
)
async def test_what_is_shown_matches_the_answers(
    answers: tuple[str, ...],
    seen: tuple[str, ...],
    unseen: tuple[str, ...],
    example: Example,
    go_to: Opener,
) -> None:
    await with_ways(example)
    window = await go_to(Place.WAYS, GROUP)
    await press(window, "Which one suits me today?")
    for number, answer in enumerate(answers, 1):
        assert has(window, f"Question {number} of 3")
        await press(window, answer)
    assert has(window, "This may suit you today")
    assert [way for way in seen if not has(window, way)] == []
    assert [way for way in unseen if has(window, way)] == []
    await press(window, "Show all ways")
    assert example.navigator.here.place is Place.WAYS


async def test_where_nothing_matches_that_is_said_kindly(example: Example, go_to: Opener) -> None:
    await with_ways(example, [VIDEO])
    window = await go_to(Place.FITTING_WAYS, GROUP)
    before = {path: path.stat().st_mtime_ns for path in example.home.rglob("*") if path.is_file()}
    for _ in range(3):
        await press(window, "No")
    assert has(window, "None of the ways of this group matches today.")
    after = {path: path.stat().st_mtime_ns for path in example.home.rglob("*") if path.is_file()}
    assert after == before
