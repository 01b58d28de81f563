"""The ways to take part in a group: the list, each way, and where those of the practice lead."""

from __future__ import annotations

import json
from typing import Any

from desktop.browsers.launcher import OpenerMissing
from desktop.calendars.store import CardOffer
from desktop.groups.practice_group import IDENTITY
from tests.support.example import CARD, Example
from tests.support.scenes import Scene, at, has, press, until
from ui.navigation import Place
from ui.screens.ways.way import WayScreen
from ui.screens.ways.ways import PICTURES
from ui.window import Window

GROUP = "tea-group-2026"

WHATSAPP = "https://chat.whatsapp.com/Ab1Cd2Ef3Gh4Ij5Kl6Mn7O"
FORUM = "https://forum.example.org/tea"
FACEBOOK = "https://www.facebook.com/groups/tea.group"
QUIZ = "https://us02web.zoom.us/j/85012345678"
MAP = "https://www.openstreetmap.org/?mlat=51.5&mlon=-0.12"

EVERY_WAY: list[dict[str, Any]] = [
    {"kind": "video", "words": "We meet on Tuesdays.", "when": "Tuesdays at 2pm"},
    {"kind": "phone", "words": "You can call in.", "number": "020 7946 0019"},
    {"kind": "chat", "words": "We write in the week.", "link": WHATSAPP},
    {"kind": "forum", "words": "Our own forum.", "link": FORUM},
    {"kind": "social", "words": "A private page.", "link": FACEBOOK},
    {
        "kind": "buddy",
        "words": "Ann has been through it too.",
        "when": "Mondays, 10am to noon",
        "number": "07700 900 123",
        "email": "ann@example.org",
    },
    {
        "kind": "activity",
        "words": "A quiz on Fridays.",
        "when": "Fridays at 7pm",
        "ready": "A pen and paper.",
        "link": QUIZ,
    },
    {
        "kind": "phone_tree",
        "words": "We call each other on Sundays.",
        "rings_me": {"name": "Ann", "phone": "01632 960 001"},
        "i_ring": [
            {"name": "Bo", "phone": "01632 960 002"},
            {"name": "Cy", "phone": "0909 879 0001"},
        ],
    },
    {"kind": "email", "words": "We have an e-mail list.", "email": "tea@example.org"},
    {
        "kind": "post",
        "words": "A letter each month.",
        "sent": "On 2 November we sent a letter and a tea bag.",
        "email": "post@example.org",
        "number": "020 7946 0020",
    },
    {
        "kind": "in_person",
        "words": "We meet in the hall.",
        "meets": "2026-12-04T14:00:00",
        "ends": "2026-12-04T16:00:00",
        "place": "The hall, 12 Mill Road",
        "route": "Bus 7 stops outside. Take the green door.",
        "access": "There is a ramp, and a toilet for wheelchairs.",
        "map": MAP,
    },
]
"""A way of each kind, with all that it can have."""

KINDS = [way["kind"] for way in EVERY_WAY]


async def with_ways(example: Example, ways: list[dict[str, Any]] = EVERY_WAY) -> None:
    """Have the tea group's card tell of these ways."""
    await example.settle_in()
    plain = json.loads(CARD)
    plain["made"] = "2026-11-02"
    plain["group"] |= {"ways": ways, "hosts": ["forum.example.org"]}
    path = example.home / "ways.parlour"
    path.write_text(json.dumps(plain), "utf-8")
    offer = await example.calendars.open_file(path)
    assert isinstance(offer, CardOffer)
    await example.calendars.apply_card(offer)
    example.agenda.tell()


def way_of(kind: str, group: str = GROUP) -> Scene:
    """Return the scene of one way, of the tea group or of the practice group."""

    async def scene(example: Example) -> Window:
        await with_ways(example)
        return await at(example, Place.WAY, f"{group}/{KINDS.index(kind)}")

    return scene


def with_ways_at(place: Place, detail: str = "") -> Scene:
    """Return the scene of a place where the tea group tells of its ways."""

    async def scene(example: Example) -> Window:
        await with_ways(example)
        return await at(example, place, detail)

    return scene


def practice_way(kind: str) -> Scene:
    """Return the scene of where a link of the practice group leads."""

    async def scene(example: Example) -> Window:
        return await at(example, Place.PRACTICE_WAY, kind)

    return scene


async def _called(example: Example) -> Window:
    window = await way_of("phone_tree")(example)
    await press(window, "I have called Bo")
    await until(lambda: has(window, "You called Bo"))
    return window


async def _entry_saved(example: Example) -> Window:
    window = await way_of("in_person")(example)
    screen = window.screen_shown
    assert isinstance(screen, WayScreen)
    screen.save_entry_in(example.paths.private / "Documents")
    await until(lambda: has(window, "It is saved as"))
    return window


async def _opened(example: Example) -> Window:
    window = await way_of("chat")(example)
    await press(window, "Open it now")
    await until(lambda: has(window, "It opens in your browser."))
    return window


async def _nothing_opens(example: Example) -> Window:
    example.browser.problem = OpenerMissing()
    window = await way_of("email")(example)
    await press(window, "Write an e-mail")
    await until(lambda: has(window, example.words.explain(OpenerMissing()).happened))
    return window


async def _group_gone(example: Example) -> Window:
    await example.settle_in()
    return await at(example, Place.WAYS, "gone-group-2026")


async def _fitting(example: Example, *answers: str) -> Window:
    await with_ways(example)
    window = await at(example, Place.FITTING_WAYS, GROUP)
    for answer in answers:
        await press(window, answer)
    return window


async def _fitting_last_question(example: Example) -> Window:
    return await _fitting(example, "Yes", "No")


async def _fitting_all(example: Example) -> Window:
    return await _fitting(example, "Yes", "Yes", "Yes")


async def _few(example: Example) -> Window:
    await with_ways(example, [*EVERY_WAY[1:4], EVERY_WAY[1] | {"words": "Or call Ruth."}])
    return await at(example, Place.WAYS, GROUP)


WAY_SCENES: dict[str, Scene] = {
    "ways-group": with_ways_at(Place.WAYS, GROUP),
    "ways-part": with_ways_at(Place.WAYS, f"{GROUP}/writing"),
    "ways-few": _few,
    "ways-gone": _group_gone,
    "fitting-last-question": _fitting_last_question,
    "fitting-all": _fitting_all,
    "home-ways": with_ways_at(Place.HOME),
    "sessions-ways": with_ways_at(Place.SESSIONS),
    "calendar-ways": with_ways_at(Place.CALENDAR),
    **{f"way-{kind}": way_of(kind) for kind in PICTURES},
    "way-practice-tree": way_of("phone_tree", IDENTITY),
    "way-called": _called,
    "way-entry-saved": _entry_saved,
    "way-opened": _opened,
    "way-nothing-opens": _nothing_opens,
    **{f"practice-way-{one}": practice_way(one) for one in ("forum", "social", "activity")},
    "practice-way-map": practice_way("in_person"),
}
