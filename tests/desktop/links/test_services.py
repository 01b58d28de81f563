"""The data about services is whole, typed and points at words that exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple

import pytest

from desktop.links.policy import judge
from desktop.links.services import (
    LinkShape,
    LinkWrapper,
    MeetingService,
    domains_of,
    guide_called,
    known_services,
)
from resources.words import Words

IMPORTANT = {
    "zoom", "teams", "teams_personal", "teams_cloud", "meet", "webex", "jitsi", "whereby",
    "signal", "whatsapp", "goto",
}  # fmt: skip


def test_none_was_lost_and_each_is_named_once() -> None:
    ids = [service.id for service in known_services().all]
    assert len(ids) == len(set(ids)) >= 89


def running() -> list[MeetingService]:
    """Return the services a link may lead to."""
    return [one for one in known_services().all if one.shapes or one.own_host_shapes]


@pytest.mark.parametrize("service", running(), ids=lambda service: service.id)
def test_each_says_what_the_screen_is_like_and_how_to_mute_and_leave(
    service: MeetingService,
) -> None:
    words = Words()
    for key in filter(None, astuple(service.steps())[:-1]):
        assert words(key, service=service.name)


def test_every_guide_says_what_it_looks_like_and_no_other_does() -> None:
    named = {service.guide for service in known_services().all if service.guide}
    assert known_services().looks.keys() == named | {"room", "room_app", "app", "practice"}


def test_what_stands_on_a_drawn_button_is_named_in_the_words_beside_it() -> None:
    words = Words()
    for name in known_services().looks:
        guide = guide_called(name)
        if guide.press and name != "app":
            assert words(guide.press) in words(guide.screen)
        if guide.leave_word:
            assert words(guide.leave_word) in words(guide.leave)


def test_what_differs_has_words_of_its_own() -> None:
    assert {one.id for one in running() if one.guide} >= IMPORTANT


@pytest.mark.parametrize(
    ("service_id", "seen"),
    [
        ("pumble", "If it asks for a name, type the one you want."),
        ("voov", "It may offer its own app."),
        ("tuple", "Tuple needs its own app on this computer."),
        ("youtube", "If it does not play, press the large arrow."),
        ("senfcall", "It asks how you want to join."),
    ],
)
def test_what_is_alike_is_said_alike(service_id: str, seen: str) -> None:
    service = known_services().by_id(service_id)
    assert service is not None
    assert Words()(service.steps().screen, service=service.name).startswith(seen)


def test_every_service_that_has_closed_says_so_kindly() -> None:
    closed = [one for one in known_services().all if one.retired]
    assert len(closed) == 9
    for service in closed:
        host = service.hosts[0] if service.hosts else f"room.{service.under[0]}"
        link = judge(f"https://{host}/abc-defg-hij")
        assert (link.verdict, link.rule) == ("refuse", "retired")
        assert Words()(link.reason, **link.details) == (
            f"{service.name} has closed. This link no longer works. "
            "Ask your group where they meet now."
        )


def test_services_on_own_computers_are_marked() -> None:
    marked = {one.id for one in known_services().all if one.own_host}
    assert marked >= {"jitsi", "bigbluebutton", "nextcloud_talk"}


def test_a_host_is_found_whole_before_its_domain() -> None:
    services = known_services()
    whereby, group, none = (services.at(f"{host}whereby.com") for host in ("", "tea.", "x"))
    assert whereby is not None and whereby.id == "whereby"
    assert group is not None and group.id == "whereby_group"
    assert none is None


def test_no_host_belongs_to_two_services() -> None:
    every = [("exact", host) for one in known_services().all for host in one.hosts]
    every += [("under", host) for one in known_services().all for host in one.under]
    assert len(every) == len(set(every))


def test_domains_of_a_host() -> None:
    assert list(domains_of("a.b.c")) == ["a.b.c", "b.c", "c"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: MeetingService("x", "X", hosts=("Zoom.us",), shapes=(LinkShape("/x"),)),
        lambda: MeetingService("x", "X", hosts=(".zoom.us",), shapes=(LinkShape("/x"),)),
        lambda: MeetingService("x", "X", hosts=("zoom.us",)),
        lambda: MeetingService(
            "x", "X", hosts=("zoom.us",), shapes=(LinkShape("/x"),), retired=True
        ),
        lambda: MeetingService("x", "X", own_host=True),
        lambda: MeetingService(
            "x", "X", ("x.org",), shapes=(LinkShape("/x"),), query=frozenset({"*"})
        ),
        lambda: LinkWrapper("x", host="x.org"),
        lambda: LinkWrapper("x", host="x.org", values=("u",), inside="/(.*)"),
        lambda: LinkWrapper("x", host="x.org", inside="/.*"),
    ],
)
def test_data_that_makes_no_sense_is_noticed(
    make: Callable[[], MeetingService | LinkWrapper],
) -> None:
    with pytest.raises(ValueError, match="x:"):
        make()
