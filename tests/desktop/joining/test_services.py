"""The data about services is whole, typed and points at words that exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple

import pytest

from desktop.joining.services import Service, Shape, domains_of, known_services
from resources.words import Words

IMPORTANT = {
    "zoom", "teams", "teams_personal", "teams_cloud", "meet", "webex", "jitsi", "whereby",
    "signal", "whatsapp", "goto",
}  # fmt: skip


def test_all_83_are_there() -> None:
    assert len(known_services().all) == 83


def test_the_important_ones_have_a_guide_in_words() -> None:
    words = Words()
    guided = {one.id for one in known_services().all if one.guide}
    assert guided >= IMPORTANT
    for service_id in guided:
        service = known_services().by_id(service_id)
        steps = service.steps() if service else None
        assert steps is not None and all(words(key) for key in astuple(steps))


def test_services_without_a_guide_have_no_steps() -> None:
    service = known_services().by_id("pumble")
    assert service is not None and service.steps() is None


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
        lambda: Service("x", "X", hosts=("Zoom.us",), shapes=(Shape("/x"),)),
        lambda: Service("x", "X", hosts=(".zoom.us",), shapes=(Shape("/x"),)),
        lambda: Service("x", "X", hosts=("zoom.us",)),
        lambda: Service("x", "X", hosts=("zoom.us",), shapes=(Shape("/x"),), retired=True),
        lambda: Service("x", "X", own_host=True),
    ],
)
def test_data_that_makes_no_sense_is_noticed(make: Callable[[], Service]) -> None:
    with pytest.raises(ValueError, match="x:"):
        make()
