"""Every attack is refused, every true meeting opens, and what opens is what was checked."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.groups.group import WAY_KINDS
from desktop.links.policy import DEEPEST, LinkVerdict, judge
from desktop.links.services import known_services
from resources.words import Words
from tests.desktop.links.tables import (
    asked,
    attacks,
    extras,
    false_places,
    laden,
    own,
    places,
    running,
    wrapped_links,
)
from tests.support.measuring import MOST_EFFORT, effort
from tests.support.source import ROOT

quickly = settings(max_examples=200, derandomize=True, deadline=None)


@pytest.mark.parametrize(("rule", "link"), attacks())
def test_an_attack_is_refused_by_its_rule(rule: str, link: str) -> None:
    verdict = judge(link)
    assert verdict.verdict == "refuse"
    assert verdict.opens is None
    assert rule in ("*", verdict.rule)


def test_there_are_enough_attacks() -> None:
    assert (
        len({link for _, link in attacks()}) >= 69 + 400
    )  # those of 5.3 in the reference, and our own


@pytest.mark.parametrize(("_rule", "link"), attacks())
def test_no_added_host_lets_an_attack_through(_rule: str, link: str) -> None:
    """Adding the hosts of true services, addresses and wildcards opens no hole."""
    added = ["zoom.us", "meet.google.com", "*", "*.example", "127.0.0.1", "[::1]", "localhost"]
    assert judge(link, allowed_hosts=added).verdict == "refuse"


@pytest.mark.parametrize("link", asked())
def test_an_honest_unknown_host_is_shown_and_not_opened(link: str) -> None:
    verdict = judge(link)
    assert (verdict.verdict, verdict.rule, verdict.opens) == ("ask", "unknown", None)
    assert verdict.host == verdict.host.lower() if verdict.host else False


@pytest.mark.parametrize("link", extras())
def test_what_is_added_to_a_true_link_is_asked_about(link: str) -> None:
    verdict = judge(link)
    assert (verdict.verdict, verdict.rule, verdict.opens) == ("ask", "extras", None)
    assert known_services().by_id(verdict.service_id or "") is not None


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("https://rooms.example/Tea#config.prejoinConfig.enabled=false", "extras"),
        ("https://rooms.example/Tea#%69nterfaceConfig.x=1", "extras"),
        ("https://rooms.example/Tea?userInfo.displayName=x", "extras"),
        ("https://rooms.example/Tea?next=https://evil.example", "inner_address"),
        ("https://rooms.example/Tea#//evil.example", "inner_address"),
        ("https://rooms.example/get?file=setup.exe", "download"),
        ("https://rooms.example/setup.%65xe/", "download"),
    ],
)
def test_an_added_host_is_not_trusted_with_everything(link: str, rule: str) -> None:
    verdict = judge(link, allowed_hosts=["rooms.example"])
    assert (verdict.rule, verdict.opens) == (rule, None)
    muted = "https://rooms.example/Tea#config.startWithVideoMuted=true"
    assert judge(muted, allowed_hosts=["rooms.example"]).opens == muted


def test_the_links_of_public_reports_are_judged_right() -> None:
    table = ROOT.parent / "shared" / "cases" / "links.tsv"
    if not table.is_file():
        pytest.skip("the table of reported links is not beside this checkout")
    lines = [line for line in table.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    rows = [line.split("\t")[:2] for line in lines]
    assert len(rows) >= 28
    assert [[judge(link).verdict, link] for _, link in rows] == rows


@pytest.mark.parametrize(("service_id", "link"), running())
def test_a_true_link_is_allowed_as_it_stands(service_id: str, link: str) -> None:
    service = known_services().by_id(service_id)
    verdict = judge(link)
    assert service is not None
    assert (verdict.verdict, verdict.service_id) == ("allow", service_id)
    assert verdict.service == service.name
    assert verdict.opens == link


@pytest.mark.parametrize(("service_id", "link"), laden())
def test_a_true_link_is_allowed_with_all_its_parameters(service_id: str, link: str) -> None:
    verdict = judge(link)
    assert (verdict.verdict, verdict.service_id, verdict.opens) == ("allow", service_id, link)


def test_every_service_that_runs_has_a_true_link() -> None:
    tried = {name for name, _ in running()} | {name for name, _, _ in own()}
    ours = {one.id for one in known_services().all if one.shapes or one.own_host_shapes}
    assert tried == ours


@pytest.mark.parametrize(("service_id", "host", "link"), own())
def test_a_groups_own_host_opens_only_when_added(service_id: str, host: str, link: str) -> None:
    assert judge(link).verdict == "ask"
    assert judge(link, allowed_hosts=["other.example"]).verdict == "ask"
    verdict = judge(link, allowed_hosts=[host])
    assert (verdict.verdict, verdict.service_id) == ("allow", service_id)
    assert verdict.opens == link


@pytest.mark.parametrize(("link", "opens"), wrapped_links())
def test_a_wrapped_link_opens_what_is_inside(link: str, opens: str) -> None:
    verdict = judge(link)
    assert (verdict.verdict, verdict.opens) == ("allow", opens)


def wrapped(link: str, times: int) -> str:
    for _ in range(times):
        link = f"https://x.safelinks.protection.outlook.com/?url={quote(link, safe='')}&data=x"
    return link


@pytest.mark.parametrize("times", [0, 1, 3, DEEPEST])
def test_wrappers_are_unwrapped_as_deep_as_promised(times: int) -> None:
    assert judge(wrapped("https://zoom.us/j/1", times)).opens == "https://zoom.us/j/1"


@pytest.mark.parametrize("times", [DEEPEST + 1, 8, 40])
def test_deeper_wrappers_are_refused(times: int) -> None:
    """Proofpoint 3 hardly grows, so even forty of them fit into a link."""
    link = "https://zoom.us/j/1"
    for _ in range(times):
        link = f"https://www.google.com/url?q={link}"
    assert judge(link).verdict == "refuse"
    assert judge(wrapped("https://zoom.us/j/1", min(times, 12))).verdict == "refuse"


def test_an_added_host_without_a_known_service_is_named_by_itself() -> None:
    verdict = judge("https://Rooms.MyGroup.example/a?b#c", allowed_hosts=["Rooms.mygroup.example"])
    assert verdict.verdict == "allow"
    assert (verdict.service, verdict.service_id) == ("rooms.mygroup.example", None)
    assert verdict.opens == "https://Rooms.MyGroup.example/a?b#c"


def test_an_added_host_is_exact() -> None:
    for link in ("https://a.rooms.example/x", "https://example/x", "https://xrooms.example/x"):
        assert judge(link, allowed_hosts=["rooms.example"]).verdict != "allow"


def test_an_added_host_in_another_alphabet_is_exact_too() -> None:
    link = "https://xn--mnchen-3ya.example/raum"
    assert judge(link).rule == "idn"
    assert judge(link, allowed_hosts=["xn--mnchen-3ya.example"]).verdict == "allow"


@pytest.mark.parametrize(
    "link", ["https://bit.ly/x", "https://zoom.us/signin", "https://join.skype.com/x"]
)
def test_a_helper_cannot_add_what_is_known_to_be_wrong(link: str) -> None:
    host = link.split("/")[2]
    assert judge(link, allowed_hosts=[host]).verdict == "refuse"


def test_a_long_link_is_refused_and_a_full_one_is_not() -> None:
    start = "https://zoom.us/j/1?pwd="
    assert judge(start + "a" * (2048 - len(start))).verdict == "allow"
    assert judge(start + "a" * (2049 - len(start))).rule == "length"
    assert judge("https://" + "a." * 5_000_000).rule == "length"


@pytest.mark.parametrize("ending", ["", "!", "/!", "?", "%20!"])
@pytest.mark.parametrize("run", ["a", "a/", "a.", "a-", "1", "%61", "abc-", "@", "+"])
def test_no_pattern_takes_long_over_a_long_path(run: str, ending: str) -> None:
    """A pattern that tries every way to split a run would take hours here, not milliseconds."""
    path = (run * 2048)[:1500] + ending

    def try_all() -> None:
        for service in known_services().all:
            for shape in (*service.shapes, *service.own_host_shapes):
                for start in ("/", "/j/", "/l/meetup-join/", "/p/", "/join/"):
                    shape.fits("meet.example.org", start + path, path, path)
        judge(f"https://example.org/{path}")

    assert effort(try_all) < MOST_EFFORT


def test_a_verdict_does_not_print_the_link() -> None:
    assert "secret" not in repr(judge("https://zoom.us/j/1?pwd=secret"))


@pytest.mark.parametrize("link", [*(link for _, link in (*attacks(), *running())), *extras()])
def test_every_reason_has_words(link: str) -> None:
    verdict = judge(link)
    assert Words()(verdict.reason, **verdict.details)


@given(st.text(max_size=60))
@quickly
def test_no_text_at_all_upsets_it(text: str) -> None:
    assert judge(text).verdict in ("ask", "refuse") or text.lower().startswith("https://")


HOSTS = ["zoom.us", "meet.google.com", "teams.microsoft.com", "meet.jit.si", "signal.link"]
TRICKS = [
    "/",
    "\\",
    "@",
    "#",
    "?",
    ".",
    ":",
    ";",
    ",",
    "%2f",
    "%40",
    "%00",
    "//",
    "\t",
    "\n",
    "。",
    "-",
]


@given(
    st.sampled_from(HOSTS),
    st.lists(st.sampled_from([*TRICKS, "evil.example", "zoom.us", "j/1", "a"]), max_size=6),
)
@quickly
def test_what_is_allowed_always_goes_to_a_known_host(host: str, pieces: list[str]) -> None:
    """The browser's own parser must see the host of a known service in what is opened."""
    assert_safe(judge(f"https://{host}{''.join(pieces)}/j/1"))
    assert_safe(judge(f"https://{''.join(pieces)}{host}/j/1"))


@given(st.sampled_from(running()), st.integers(0, 400), st.characters(codec="utf-8"))
@quickly
def test_one_letter_put_into_a_true_link_never_leads_elsewhere(
    case: tuple[str, str], place: int, letter: str
) -> None:
    link = case[1]
    at = place % (len(link) + 1)
    assert_safe(judge(link[:at] + letter + link[at:]))


@given(st.from_regex(r"[a-z0-9-]{1,12}\.[a-z]{2,6}", fullmatch=True), st.sampled_from(running()))
@quickly
def test_a_true_path_on_a_strange_host_is_never_allowed(host: str, case: tuple[str, str]) -> None:
    assume(known_services().at(host) is None)
    path = case[1].split("/", 3)[3] if case[1].count("/") > 2 else ""
    assert judge(f"https://{host}/{path}").verdict != "allow"
    for joined in (f"{case[1].split('/')[2].lower()}.{host}", f"x{case[1].split('/')[2].lower()}"):
        assume(known_services().at(joined) is None)
        assert judge(f"https://{joined}/{path}").verdict != "allow"


# Pieces of links, true ones and tricks, in any order: most are refused, some are links.
PIECES = st.one_of(
    st.sampled_from([*TRICKS, *HOSTS, "https://", "HTTPS://", "j/1", "pwd=a", "%2e", "..", "xn--"]),
    st.sampled_from([link for _, link in running()]),
    st.characters(codec="utf-8"),
    st.text("abz019-._~%:@/?#", max_size=8),
)


@given(st.lists(PIECES, max_size=7).map("".join), st.sampled_from(["", "rooms.example"]))
@settings(max_examples=600, derandomize=True, deadline=None)
def test_whatever_is_allowed_is_read_alike_by_all(text: str, added: str) -> None:
    assert_safe(judge(text, allowed_hosts=[added] if added else []))


@given(
    st.sampled_from(running()),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), PIECES), min_size=1, max_size=4),
)
@settings(max_examples=600, derandomize=True, deadline=None)
def test_a_true_link_cut_up_never_leads_elsewhere(
    case: tuple[str, str], cuts: list[tuple[int, int, str]]
) -> None:
    """Some letters taken out, others put in their place, at up to four places."""
    link = case[1]
    for place, taken, put in cuts:
        at = place % (len(link) + 1)
        link = link[:at] + put + link[at + taken :]
    assert_safe(judge(link))


@given(st.text(st.characters(codec="ascii"), max_size=30), st.sampled_from(running()))
@quickly
def test_what_is_written_around_a_true_link_is_never_dropped(
    around: str, case: tuple[str, str]
) -> None:
    """Nothing is trimmed: a link with anything before it is another link."""
    assume(around)
    verdict = judge(around + case[1])
    assert verdict.opens is None or verdict.opens == around + case[1]


@pytest.mark.parametrize(("_service", "link"), running())
def test_a_true_link_passes_every_check_of_the_properties(_service: str, link: str) -> None:
    """Or the properties above would prove nothing."""
    verdict = judge(link)
    assert verdict.verdict == "allow"
    assert_safe(verdict)


def assert_safe(verdict: LinkVerdict) -> None:
    """See that what may be opened is one link, to one known host, however it is read."""
    import ada_url

    if verdict.verdict != "allow":
        assert verdict.opens is None
        return
    opens = verdict.opens
    assert opens is not None
    browsers, python = ada_url.URL(opens), urlsplit(opens)
    assert browsers.hostname == python.hostname == verdict.host
    assert (browsers.protocol, python.scheme) == ("https:", "https")
    assert (browsers.username, browsers.password) == ("", "")
    assert (python.username, python.password) == (None, None)
    assert browsers.port == "" and python.port in (None, 443)
    # A browser sends an apostrophe in a query as %27, which means the same.
    assert browsers.search.removeprefix("?") == python.query.replace("'", "%27")
    assert browsers.hash.removeprefix("#") == python.fragment
    assert browsers.pathname == (python.path or "/")
    assert known_services().at(browsers.hostname) or verdict.host == "rooms.example"
    assert all("!" <= letter <= "~" for letter in opens) and len(opens) <= 2048
    again = judge(opens, allowed_hosts=[verdict.host])
    assert (again.verdict, again.opens) == ("allow", opens)


@pytest.mark.parametrize("host", ["exn--b.example.org", "a.xn--", "zoomxn--a.us", "xn--xn--a.org"])
def test_a_mark_of_other_letters_in_an_odd_place_is_no_way_in(host: str) -> None:
    """The mark stays where no letters follow from it: reading such a host must come to an end."""
    assert_safe(judge(f"https://{host}/j/1"))
    assert judge(f"https://{host}/j/1").verdict != "allow"


WAYS = (*WAY_KINDS, "map")


@pytest.mark.parametrize(("place_id", "way", "link"), places())
def test_a_group_place_opens_for_its_own_ways_and_is_never_a_meeting(
    place_id: str, way: str, link: str
) -> None:
    verdict = judge(link, way=way)
    assert (verdict.verdict, verdict.rule, verdict.service_id) == ("allow", "place", place_id)
    assert verdict.opens == link
    place = next(one for one in known_services().places if one.id == place_id)
    for other in ("", *{*WAYS} - place.ways):
        assert judge(link, way=other).opens is None


def test_every_group_place_has_a_true_link_and_known_ways() -> None:
    assert {name for name, _, _ in places()} == {one.id for one in known_services().places}
    assert all(one.ways and one.ways <= {*WAYS} for one in known_services().places)


@pytest.mark.parametrize("link", false_places())
def test_what_only_looks_like_a_group_place_opens_for_no_way(link: str) -> None:
    assert [judge(link, way=way).opens for way in WAYS] == [None] * len(WAYS)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_opens_nothing_else_that_a_meeting_would_not(way: str) -> None:
    forum = "https://forum.example.org/tea"
    assert judge(forum, way=way).verdict == "ask"
    assert judge(forum, ["forum.example.org"], way=way).opens == forum
    assert judge(forum, ["example.org"], way=way).opens is None
