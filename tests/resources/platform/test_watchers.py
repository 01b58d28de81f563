"""Being told of changes, and not a moment longer than asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resources.platform.watchers import Watchers


def test_everybody_is_told_in_the_order_in_which_they_came() -> None:
    watchers, told = Watchers(), list[str]()
    watchers.add(lambda: told.append("first"))
    watchers.add(lambda: told.append("second"))
    watchers.tell()
    assert told == ["first", "second"]


def test_one_that_stopped_is_told_no_more_and_may_stop_twice() -> None:
    watchers, told = Watchers(), list[str]()
    stop = watchers.add(lambda: told.append("first"))
    watchers.add(lambda: told.append("second"))
    stop()
    stop()
    watchers.tell()
    assert told == ["second"]


def test_the_same_function_may_watch_twice() -> None:
    watchers, told = Watchers(), list[int]()

    def watcher() -> None:
        told.append(1)

    stops = [watchers.add(watcher), watchers.add(watcher)]
    stops[0]()
    watchers.tell()
    assert told == [1]


def test_one_that_is_stopped_by_another_while_all_are_told_is_not_told() -> None:
    """A screen that goes away takes the strip inside it along."""
    watchers, told = Watchers(), list[str]()
    stops: list[Callable[[], None]] = []

    def leave() -> None:
        told.append("screen")
        for stop in stops:
            stop()

    stops.append(watchers.add(leave))
    stops.append(watchers.add(lambda: told.append("strip")))
    watchers.add(lambda: told.append("other"))
    watchers.tell()
    assert told == ["screen", "other"]


def test_one_that_begins_while_all_are_told_hears_of_the_next_change() -> None:
    watchers, told = Watchers(), list[str]()

    def begin() -> None:
        stop()
        watchers.add(lambda: told.append("new"))

    stop = watchers.add(begin)
    watchers.tell()
    assert told == []
    watchers.tell()
    assert told == ["new"]


def test_one_that_fails_keeps_nobody_else_from_being_told() -> None:
    watchers, told = Watchers(), list[str]()
    watchers.add(lambda: told.append("first"))
    watchers.add(lambda: told.append(str(1 // 0)))
    watchers.add(lambda: told.append("last"))
    with pytest.raises(ZeroDivisionError):
        watchers.tell()
    assert told == ["first", "last"]
