"""Links and numbers are found exactly as written, in the order to trust them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ical.join_details import hrefs, phone, without_markup, written_links
from desktop.sessions.session import FoundLink, Phone
from tests.desktop.ical.written import event, only
from tests.support.measuring import MOST_EFFORT, effort

ZOOM = "https://zoom.us/j/123456789?pwd=AbC_d-.x#success"
TEAMS = "https://teams.live.com/meet/9312345678?p=abcDEF"


def found(*lines: str) -> list[FoundLink]:
    """Return the links of an event with these lines."""
    return list(only(event(":20260701T190000Z", *lines)).links)


def urls(*lines: str) -> list[str]:
    """Return the addresses of the links of an event with these lines."""
    return [link.url for link in found(*lines)]


def test_the_order_is_the_order_to_trust() -> None:
    links = found(
        'X-ALT-DESC;FMTTYPE=text/html:<html><a href="https://a.example/7">x</a></html>',
        "DESCRIPTION:https://a.example/6",
        "LOCATION:https://a.example/5",
        "URL:https://a.example/4",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://a.example/3",
        "X-GOOGLE-CONFERENCE:https://a.example/2",
        "CONFERENCE;VALUE=URI;FEATURE=CHAT:https://a.example/1",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO,AUDIO;LABEL=Join:https://a.example/0",
    )
    assert [link.url[-1] for link in links] == list("01234567")
    assert [link.where for link in links[2:]] == [
        "x-google",
        "x-microsoft",
        "url",
        "location",
        "description",
        "html",
    ]
    assert links[0] == FoundLink("https://a.example/0", "conference", "VIDEO,AUDIO")


def test_a_moderators_way_in_is_never_taken() -> None:
    assert urls("CONFERENCE;VALUE=URI;FEATURE=MODERATOR,VIDEO:https://a.example/m") == []


def test_c14_video_and_phone_of_one_event() -> None:
    session = only(
        event(
            ":20260701T190000Z",
            "CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL=Dial in:tel:+44-20-3481-5237\\,\\,123#",
            f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{ZOOM}",
        )
    )
    assert [link.url for link in session.links] == [ZOOM]
    assert session.phones == (Phone("+442034815237", "123#"),)


def test_c16_two_services_in_one_event_are_both_told() -> None:
    assert urls(f"DESCRIPTION:{ZOOM} or {TEAMS}") == sorted([ZOOM, TEAMS], key=len, reverse=True)


def test_c17_what_google_writes_is_found_alone() -> None:
    assert urls("X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij") == [
        "https://meet.google.com/abc-defg-hij"
    ]


@pytest.mark.parametrize(
    ("place", "links"),
    [
        ("meet.google.com/abc-defg-hij", ["https://meet.google.com/abc-defg-hij"]),
        ("Zoom: us02web.zoom.us/j/123456789?pwd=a.", ["https://us02web.zoom.us/j/123456789?pwd=a"]),
        ("(zoom.us/j/123456789)", ["https://zoom.us/j/123456789"]),
        ("Town hall\\, www.townhall.example/events", []),
        ("St.Mary/Hall", []),
        ("zoom.us.evil.example/j/123456789", []),
        ("anna@zoom.us/j/1", []),
        ("Zoom:zoom.us/j/123456789", ["https://zoom.us/j/123456789"]),
        ("http:zoom.us/j/123456789", []),
        ("//zoom.us/j/123456789", []),
        ("参加：zoom.us/j/123456789。", ["https://zoom.us/j/123456789"]),
        ('\\"zoom.us/j/123456789\\"', ["https://zoom.us/j/123456789"]),
        ("zoom。us/j/123456789", []),
        ("https://evil.example/?u=zoom.us/j/1", ["https://evil.example/?u=zoom.us/j/1"]),
    ],
)
def test_in_a_location_the_link_to_a_service_may_lack_its_start(
    place: str, links: list[str]
) -> None:
    assert urls(f"LOCATION:{place}") == links
    assert urls(f"DESCRIPTION:{place}") == [link for link in links if "evil" in link]


def test_a_bare_link_is_no_place_in_words() -> None:
    session = only(event(":20260701T190000Z", "LOCATION:Room 4\\, zoom.us/j/123456789"))
    assert session.place == "Room 4"


@pytest.mark.parametrize(
    "around",
    [
        "<{}>",
        "({})",
        "{}.",
        "{},",
        "see {}; then",
        '"{}"',
        "'{}'",
        "**{}**",
        "[here]({})",
        "{}!\\nMore",
        "&lt;{}&gt;",
        "Link:{}…",
        "“{}”",
        "| {} |",
        "({}).",
        "„{}“",
        "«{}»",
        "‹{}›",
        "「{}」",
        "（{}）",
        "【{}】",
        "{}。次",
        "{}、",
        "{}，",
        "{}！",
        "{}？",
        "{}؟",
        "{}،",
        "→{}←",
        "_{}_",
        "[{0}]({0})",
        "\u200e{}\u200e",
        "\u2066{}\u2069",
        "{}\ufeff",
        '\\"{}\\"',
        'HYPERLINK \\"{}\\"',
        "{{\\\\fldinst HYPERLINK {}}}{{\\\\fldrslt Join}}",
    ],
)
@pytest.mark.parametrize(
    "link",
    [
        ZOOM,
        TEAMS,
        "https://signal.link/call/#key=abcd-efgh-ijkl",
        "https://example.org/wiki/Tea_(drink)",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%7d",
    ],
)
def test_c15_what_stands_around_a_link_is_not_part_of_it(around: str, link: str) -> None:
    assert urls("DESCRIPTION:" + around.format(link)) == [link]


@pytest.mark.parametrize("coded", ["&amp;", "&#38;", "&#x26;"])
@pytest.mark.parametrize(
    "line", ["DESCRIPTION:{}", 'DESCRIPTION:<a href=\\"{}\\">Join</a>', "URL:{}", "URL:<{}>"]
)
def test_an_ampersand_written_for_a_page_is_one_again(line: str, coded: str) -> None:
    link = "https://us02web.zoom.us/j/123456789?pwd=a&omn=1"
    assert urls(line.format(link.replace("&", coded))) == [link]


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("zoom.us/j/123456789", "https://zoom.us/j/123456789"),
        ("<zoom.us/j/123456789>", "https://zoom.us/j/123456789"),
        ("rooms.example/tea", "rooms.example/tea"),
        ("zoom.us.evil.example/j/1", "zoom.us.evil.example/j/1"),
        ("join at zoom.us/j/1", "join at zoom.us/j/1"),
    ],
)
def test_url_too_may_lack_the_start_of_a_link_to_a_service(written: str, link: str) -> None:
    assert urls(f"URL:{written}") == [link]


def test_a_link_is_never_cut_at_a_letter() -> None:
    """It would lead into another room."""
    assert urls("DESCRIPTION:https://meet.jit.si/Teerunde·im·Grünen") == [
        "https://meet.jit.si/Teerunde·im·Grünen"
    ]


def test_c15_html_is_read_as_html() -> None:
    page = '<p>Join <a href="https://zoom.us/j/1?pwd=a&amp;b=2">here</a>. <br>Bye</p>'
    assert urls(f"DESCRIPTION:{page}") == ["https://zoom.us/j/1?pwd=a&b=2"]
    assert only(event(":20260701T190000Z", f"DESCRIPTION:{page}")).note == "Join here.\nBye"
    assert urls(f"X-ALT-DESC;FMTTYPE=text/html:<html>{page}</html>") == [
        "https://zoom.us/j/1?pwd=a&b=2"
    ]


def test_what_an_address_property_holds_is_handed_on_even_if_it_is_hostile() -> None:
    assert urls("URL:javascript:alert(1)") == ["javascript:alert(1)"]
    assert urls("URL:https://evil.example\\@zoom.us/j/1") == ["https://evil.example\\@zoom.us/j/1"]


def test_the_longest_link_of_a_text_comes_first() -> None:
    short, long = "https://zoom.us/j/1", "https://zoom.us/j/1?pwd=x"
    assert urls(f"DESCRIPTION:{short} {long}") == [long, short]
    assert urls(f"DESCRIPTION:{short}<{long}>") == [long, short]
    assert urls(f"LOCATION:{short};{long}") == [long, short]


def test_a_room_is_a_place_and_a_link_is_not() -> None:
    assert only(event(":20260701T190000Z", f"LOCATION:{ZOOM}")).place == ""
    assert only(event(":20260701T190000Z", f"LOCATION:Room 2; {ZOOM}")).place == "Room 2"


@pytest.mark.parametrize(
    ("written", "number", "pin"),
    [
        ("tel:+442034815237,,123456#", "+442034815237", "123456#"),
        ("tel:+44%2020%203481%205237", "+442034815237", ""),
        ("tel:+1-646-558-8656,,86123456#,,,,*4567#", "+16465588656", "86123456#,,,,*4567#"),
        ("tel:03300885830", "03300885830", ""),
        ("+442034815237;ext=12", "+442034815237", ""),
    ],
)
def test_numbers_are_international_where_they_can_be(written: str, number: str, pin: str) -> None:
    assert phone(written) == Phone(number, pin)


@pytest.mark.parametrize(
    "written", ["tel:*21*0900123456#", "tel:#31#123", "tel:", "tel:abc", "tel:1"]
)
def test_a_number_that_commands_the_telephone_is_never_taken(written: str) -> None:
    assert phone(written) is None


def test_numbers_are_found_in_what_the_organiser_wrote() -> None:
    text = "One tap: +442034815237\\,\\,86123456# United Kingdom\\nor tel:+442034815237\\,\\,1#"
    session = only(event(":20260701T190000Z", f"DESCRIPTION:{text}"))
    assert session.phones == (
        Phone("+442034815237", "1#"),
        Phone("+442034815237", "86123456#"),
    )


@given(st.text(max_size=300))
def test_any_text_at_all_gives_links_that_stand_in_it(text: str) -> None:
    assert all(link in text and " " not in link for link in written_links(text))


@given(
    st.from_regex(
        r"https://[a-z]{1,9}\.example/[A-Za-z0-9_/-]{0,30}(\?[a-z]=[\w=-]{1,20})?", fullmatch=True
    ).filter(str.isascii)
)
def test_any_link_is_found_to_the_byte(link: str) -> None:
    assert written_links(f"Come to <{link}>, or {link}.") == [link, link]


@pytest.mark.parametrize(
    "link",
    [
        "https://zoom.us/j/1?pwd=a&reg=2",
        "https://zoom.us/j/1?a=1&copy=2&lt=3",
        "https://zoom.us/j/1?a=1&region=uk",
    ],
)
def test_what_looks_like_an_entity_belongs_to_the_link(link: str) -> None:
    assert urls(f"DESCRIPTION:{link}") == [link]
    assert urls(f'DESCRIPTION:<p><a href="{link}">Join</a> or {link}</p>') == [link]


def test_entities_are_undone() -> None:
    page = "<p>Tea &amp\\; cake&nbsp\\;&#8211\\; &#x2713\\; &nothing\\; &#99999999999\\;</p>"
    note = only(event(":20260701T190000Z", f"DESCRIPTION:{page}")).note
    assert note == "Tea & cake\xa0– ✓ &nothing; &#99999999999;"


@pytest.mark.parametrize(
    "text",
    [
        "<p>" + " " * 150_000 + "x",
        "<p>" + "\xa0" * 150_000 + "x",
        "<p>" + "\n \n" * 50_000,
        "<p " * 60_000,
        "https://zoom.us/j/1" + ")" * 190_000,
        "https://zoom.us/j/1" + "(])}" * 45_000,
        "<a " + "href " * 39_000,
        "<a href=" + " " * 190_000,
        "<p>" + "&" * 190_000,
        "<p>" + "&#" * 90_000,
        "+1" * 90_000,
        "tel:" * 45_000,
    ],
    ids=range(12),
)
def test_twice_the_text_takes_no_more_than_about_twice_the_time(text: str) -> None:
    assert effort(lambda: (hrefs(text), written_links(without_markup(text)))) < MOST_EFFORT
