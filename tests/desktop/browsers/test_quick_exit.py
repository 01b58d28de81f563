"""Three presses of Shift alone within five seconds; then all is hidden, a page opens, it ends."""

from __future__ import annotations

import pytest

from desktop.browsers.launcher import OpenerGaveUp
from desktop.browsers.quick_exit import EVERYDAY_PAGE, QuickExit, ShiftPresses
from tests.support.recording_launcher import RecordingLauncher


def third(*presses: tuple[float, bool]) -> list[bool]:
    counted = ShiftPresses()
    return [counted.press(at, is_shift=is_shift) for at, is_shift in presses]


def test_three_presses_within_five_seconds_are_enough() -> None:
    assert third((0, True), (2.5, True), (5, True)) == [False, False, True]
    assert third((0, True), (2.5, True), (5.1, True)) == [False, False, False]
    assert third((0, True), (3, True), (6, True), (7.9, True)) == [False, False, False, True]


def test_another_key_in_between_begins_anew() -> None:
    writing = [(0.0, True), (0.1, False), (1.0, True), (1.1, False), (2.0, True), (2.1, False)]
    assert not any(third(*writing))


def test_after_it_one_begins_anew() -> None:
    assert third(*((at, True) for at in (0, 1, 2, 3, 4))) == [False, False, True, False, False]


async def test_all_is_hidden_first_and_it_ends_also_without_a_browser() -> None:
    done, outside = list[str](), RecordingLauncher()
    leaving = QuickExit(outside)
    leaving.hide = lambda: done.append(f"hidden, {len(outside.opened)} opened")
    leaving.end = lambda: done.append(f"ended, {len(outside.opened)} opened")
    await leaving.leave()
    assert done == ["hidden, 0 opened", "ended, 1 opened"] and outside.opened == [EVERYDAY_PAGE]
    outside.problem = OpenerGaveUp()
    with pytest.raises(OpenerGaveUp):
        await leaving.leave()
    assert [line.partition(",")[0] for line in done] == ["hidden", "ended"] * 2
