"""Which link of an event is chosen (the most trusted, whole, never in silence), and its room."""

from __future__ import annotations

import pytest

from desktop.joining.way_in import WayIn, find_way_in, room_name
from desktop.links.policy import judge
from desktop.sessions.session import FoundLink, Where

ZOOM = "https://us02web.zoom.us/j/81234567890"
TEAMS = "https://teams.microsoft.com/meet/2345678901234?p=AbC"
MEET = "https://meet.google.com/abc-defg-hij"


def found(*links: tuple[str, Where] | tuple[str, Where, str]) -> WayIn:
    return find_way_in([FoundLink(*link) for link in links])


def test_an_event_without_a_link_is_no_error() -> None:
    way = found()
    assert (way, way.verdict, way.opens, way.services) == (WayIn(), None, None, ())


def test_one_link_is_the_way_in() -> None:
    way = found((ZOOM, "location"))
    assert (way.verdict, way.opens, way.services) == ("allow", ZOOM, ("Zoom",))


def test_the_longest_link_of_one_place_keeps_its_passcode() -> None:
    assert (
        found((ZOOM, "description"), (f"{ZOOM}?pwd=a.1", "description")).opens == f"{ZOOM}?pwd=a.1"
    )


def test_a_trusted_place_wins_over_a_longer_link() -> None:
    assert found((ZOOM, "conference"), (f"{ZOOM}?pwd=a.1", "description")).opens == ZOOM


def test_two_services_are_a_question() -> None:
    way = found((MEET, "x-google"), (ZOOM, "description"), (f"{ZOOM}?pwd=a", "description"))
    assert (way.verdict, way.opens, way.link) == ("ask", None, None)
    assert way.services == ("Google Meet", "Zoom")
    assert [one.opens for one in way.choices] == [MEET, f"{ZOOM}?pwd=a"]


@pytest.mark.parametrize("passcode", ["", "?pwd=a.1"])
def test_two_rooms_of_one_service_in_one_place_are_a_question(passcode: str) -> None:
    other = f"https://us02web.zoom.us/j/82222222222{passcode}"
    way = found((ZOOM, "description"), (f"{ZOOM}?pwd=b", "description"), (other, "description"))
    assert (way.verdict, way.opens, way.services) == ("ask", None, ("Zoom",))
    assert [one.opens for one in way.choices] == [f"{ZOOM}?pwd=b", other]


def test_one_room_on_two_hosts_is_no_question() -> None:
    same = "https://zoom.us/j/81234567890?pwd=a.1"
    assert found((ZOOM, "description"), (same, "description")).opens == same


def test_a_room_in_a_place_to_trust_more_is_no_question() -> None:
    other = "https://us02web.zoom.us/j/82222222222?pwd=Abc"
    assert found((ZOOM, "x-google"), (other, "description")).opens == ZOOM


def test_two_hosts_of_one_service_are_no_question() -> None:
    other = "https://teams.live.com/meet/9312345678901?p=AbC"
    assert found((TEAMS, "url"), (other, "description")).opens == TEAMS


@pytest.mark.parametrize(
    "beside",
    ["https://youtu.be/abcdefghijk", "https://discord.gg/AbC", "https://vimeo.com/event/12"],
)
def test_a_film_or_chat_beside_the_meeting_is_no_rival(beside: str) -> None:
    assert found((beside, "url"), (ZOOM, "description")).opens == ZOOM
    assert found((beside, "url")).opens == beside


def test_video_is_preferred_and_phone_and_moderator_left_out() -> None:
    way = found(
        ("https://zoom.us/j/1?tk=moderator", "conference", "MODERATOR,VIDEO"),
        ("tel:+441632960001", "conference", "PHONE"),
        ("https://zoom.us/j/2", "conference", "AUDIO"),
        ("https://zoom.us/j/3", "conference", "AUDIO,VIDEO"),
        ("https://zoom.us/j/4?dial=in", "conference", "PHONE"),
    )
    assert way.opens == "https://zoom.us/j/3"


def test_a_telephone_link_alone_is_no_link() -> None:
    assert found(("tel:+441632960001", "conference", "PHONE"), ("TEL:123", "url")) == WayIn()


def test_good_links_win_over_bad_ones_before_them() -> None:
    way = found(
        ("https://zoom.us/u/abc", "location"), ("http://x.example/", "location"), (ZOOM, "html")
    )
    assert way.opens == ZOOM


def test_where_nothing_is_good_the_most_telling_answer_is_given() -> None:
    unknown = "https://rooms.mygroup.example/tea"
    assert found(("http://a.example/", "url"), (unknown, "url")).verdict == "ask"
    way = found(("javascript:x", "url"), ("https://join.skype.com/x", "url"))
    assert way.link is not None
    assert (way.verdict, way.link.rule) == ("refuse", "retired")


def test_an_added_host_is_a_way_in() -> None:
    link = FoundLink("https://meet.mygroup.example/Tea", "url")
    assert find_way_in([link]).verdict == "ask"
    assert find_way_in([link], allowed_hosts=["meet.mygroup.example"]).opens == link.url


# What tells one room of a service from another, whatever else is in the link


def name_of(url: str) -> str:
    verdict = judge(url)
    assert verdict.verdict == "allow", url
    return room_name(verdict)


@pytest.mark.parametrize(
    "url",
    [
        ZOOM,
        f"{ZOOM}?pwd=AbC.1",
        "https://zoom.us/j/81234567890",
        "https://zoom.us/w/81234567890?tk=x",
        "https://app.zoom.us/wc/join/81234567890",
    ],
)
def test_a_number_names_the_room_whatever_stands_around_it(url: str) -> None:
    assert name_of(url) == "81234567890"


def test_a_passcode_is_no_part_of_the_name() -> None:
    assert "AbC" not in name_of(f"{ZOOM}?pwd=AbC.1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ZOOM, "https://us02web.zoom.us/j/82222222222?pwd=Abc"),
        ("https://meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hik"),
        ("https://meet.jit.si/TeaAndTalk", "https://meet.jit.si/TeaAndWalk"),
        (
            "https://tea.webex.com/tea/j.php?MTID=m1234",
            "https://tea.webex.com/tea/j.php?MTID=m1235",
        ),
    ],
)
def test_two_rooms_have_two_names(one: str, other: str) -> None:
    assert name_of(one) != name_of(other)


def test_capitals_and_a_last_slash_make_no_other_room() -> None:
    assert name_of("https://meet.jit.si/TeaAndTalk/") == name_of("https://meet.jit.si/teaandtalk")
