"""A session that moved to another service or host is noticed; the usual changes are not."""

from __future__ import annotations

import pytest

from desktop.joining.moved_room import KnownRoom, moved, room_of
from desktop.links.policy import judge
from resources.words import Words

OWN = ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("before", "link", "key"),
    [
        (KnownRoom("Zoom", "us02web.zoom.us"), "https://us06web.zoom.us/j/123456789", None),
        (KnownRoom("Zoom", "us02web.zoom.us"), "https://meet.jit.si/Tea", "room.new_service"),
        (
            KnownRoom("Microsoft Teams", "teams.microsoft.com"),
            "https://teams.live.com/meet/1",
            None,
        ),
        (KnownRoom("a.example", "a.example"), "https://a.example/other", None),
        (KnownRoom("BigBlueButton", "a.example"), "https://b.example/b/x-y", "room.new_host"),
        (KnownRoom("a.example", "a.example"), "https://b.example/x", "room.new_service"),
        (None, "https://zoom.us/j/1", None),
        (KnownRoom("Zoom", "zoom.us"), "https://zoom.us/signin", None),
    ],
)
def test_a_move(before: KnownRoom | None, link: str, key: str | None) -> None:
    change = moved(before, judge(link, allowed_hosts=OWN))
    assert (change.key if change else None) == key
    if change:
        assert str(change.details["now"]) in Words()(change.key, **change.details)


def test_what_is_remembered_holds_no_secret() -> None:
    room = room_of(judge("https://zoom.us/j/123?pwd=secret"))
    assert room == KnownRoom("Zoom", "zoom.us")
    assert room_of(judge("https://example.org/")) is None
