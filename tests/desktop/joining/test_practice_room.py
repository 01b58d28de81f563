"""The practice meeting has a door, is left as a real one, and can do without its window."""

from __future__ import annotations

import pytest

from desktop.joining.practice_room import PracticeRoom


class Told:
    """A practice meeting, and all it has told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.room = PracticeRoom(
            lambda: self.said.append("ready"), lambda: self.said.append("silent")
        )
        self.room.come_forward = lambda: self.said.append("forward")
        self.room.watch(lambda: self.said.append(self.room.stage))


@pytest.fixture
def told() -> Told:
    return Told()


def test_it_is_opened_entered_and_left(told: Told) -> None:
    told.room.open()
    told.room.enter()
    assert told.room.is_inside and told.room.has_window
    told.room.leave()
    assert told.said == ["ready", "door", "forward", "inside", "silent", "closed"]
    assert not told.room.is_inside and not told.room.has_window


def test_opening_it_once_more_only_brings_it_to_the_front(told: Told) -> None:
    told.room.open()
    told.room.enter()
    told.room.open()
    assert told.said[-1] == "forward" and told.room.stage == "inside"


def test_leaving_twice_is_told_once(told: Told) -> None:
    told.room.leave()
    assert told.said == []


def test_it_goes_on_without_its_window(told: Told) -> None:
    told.room.open()
    told.room.go_without_window()
    assert told.room.is_inside and not told.room.has_window
    told.room.open()
    assert told.room.stage == "door"


def test_sound_and_camera_are_off_at_each_beginning(told: Told) -> None:
    told.room.open()
    told.room.turn_sound()
    told.room.turn_camera()
    assert (told.room.is_muted, told.room.has_camera) == (False, True)
    told.room.leave()
    told.room.open()
    assert (told.room.is_muted, told.room.has_camera) == (True, False)
