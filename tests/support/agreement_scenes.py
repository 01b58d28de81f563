"""The rules of a group: asked before joining, changed, read again, talked about, on paper."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from desktop.calendars.store import CardOffer
from tests.support.example import CARD, Example
from tests.support.paper_scenes import save_page_of
from tests.support.scenes import Scene, at, has, press, until
from ui.navigation import Place
from ui.screens.agreement_text import DRAFT
from ui.screens.setup.write_agreement import WriteAgreementScreen
from ui.widgets.field import LabelledField
from ui.window import Window

GROUP = json.loads(CARD)["group"]["id"]

RULES: tuple[Any, ...] = (
    {"about": "cameras", "words": "Cameras are a choice. Nobody has to say why."},
    {"about": "names", "words": "A first name is enough. A made-up name is fine too."},
    {"about": "turns", "words": "We speak one at a time."},
    {"about": "turns", "words": "You can always say: I pass."},
    {"about": "stays", "words": "What is said here stays here. Only danger to a life may leave."},
    {"about": "leads", "words": "Ruth and Sam run the group. They are peers, as you are."},
    "Tea is not optional.",
)

NEWER: tuple[Any, ...] = (
    *RULES[:4],
    {"about": "recording", "words": "Nobody records. Captions are fine: they are not kept."},
    *RULES[5:],
)
"""The same with one rule more, and one less."""


async def with_rules(example: Example, rules: Sequence[Any], made: str = "2026-11-02") -> None:
    """Have the tea group's card bring these rules, agreed on a day in October."""
    plain = json.loads(CARD)
    plain["made"] = made
    plain["group"] |= {"agreement": list(rules), "agreed": "2026-10-30"}
    path = example.home / f"rules-{made}.parlour"
    path.write_text(json.dumps(plain), "utf-8")
    offer = await example.calendars.open_file(path)
    assert isinstance(offer, CardOffer)
    await example.calendars.apply_card(offer)


async def happy_with_rules(example: Example) -> None:
    """Have the tea group's card bring rules, and the person be happy with them."""
    await with_rules(example, RULES)
    (group,) = example.calendars.groups
    await example.calendars.agreements.be_happy(group)


async def with_newer_rules(example: Example) -> None:
    """Have the person be happy with the rules, and the group change them."""
    await example.settle_in()
    await happy_with_rules(example)
    await with_rules(example, NEWER, made="2026-11-03")


async def _asked(example: Example) -> Window:
    await example.settle_in()
    await with_rules(example, RULES)
    return await at(example, Place.OPENING, example.session("Tea").id)


async def _asked_by_phone(example: Example) -> Window:
    await example.settle_in()
    await with_rules(example, RULES)
    return await at(example, Place.BY_PHONE, example.session("Tea").id)


async def _changed(example: Example) -> Window:
    await with_newer_rules(example)
    return await at(example, Place.OPENING, example.session("Tea").id)


async def _talk_first(example: Example) -> Window:
    await example.settle_in()
    await with_rules(example, RULES)
    return await at(example, Place.TALK_FIRST, example.session("Tea").id)


def again(place: Place) -> Scene:
    """Return the scene of a place of the rules that the person has read before."""

    async def scene(example: Example) -> Window:
        await example.settle_in()
        await with_rules(example, RULES)
        return await at(example, place, GROUP)

    return scene


async def _paper_saved(example: Example) -> Window:
    return await save_page_of(await again(Place.PRINT_AGREEMENT)(example), example)


async def written(example: Example) -> None:
    """Have a group write two rules, and leave one out."""
    await example.calendars.unlock(example.vault)
    draft = example.calendars.agreement_draft
    await draft.begin("Tuesday Tea Group", None)
    await draft.answer("cameras", ("Cameras are a choice.", "Nobody has to say why."))
    await draft.answer("chat", ())
    await draft.answer("stays", ("What is said here stays here.",))


def writing(step: str) -> Scene:
    """Return the scene of a step of the rules that a group writes."""

    async def scene(example: Example) -> Window:
        await written(example)
        return await at(example, Place.WRITE_AGREEMENT, step)

    return scene


async def _printing_a_draft(example: Example) -> Window:
    await written(example)
    return await at(example, Place.PRINT_AGREEMENT, DRAFT)


async def _refused(example: Example) -> Window:
    window = await writing("names")(example)
    fields = [one for one in window.findChildren(LabelledField) if one.isVisibleTo(window)]
    fields[1].set_text("No <b>titles</b>")
    await press(window, "Next question")
    await until(lambda: bool(fields[1].line.accessibleDescription()))
    return window


async def _card_made(example: Example) -> Window:
    window = await writing("check")(example)
    screen = window.screen_shown
    assert isinstance(screen, WriteAgreementScreen)
    screen.save_card_in(example.paths.private / "Documents")
    await until(lambda: has(window, "The card is saved."))
    return window


AGREEMENT_SCENES: dict[str, Scene] = {
    "agreement": again(Place.AGREEMENT),
    "agreement-asked": _asked,
    "agreement-asked-by-phone": _asked_by_phone,
    "agreement-changed": _changed,
    "agreement-talk": again(Place.TALK_FIRST),
    "agreement-talk-first": _talk_first,
    "write-agreement-question": writing("cameras"),
    "write-agreement-own-words": writing("other"),
    "write-agreement-refused": _refused,
    "write-agreement-all": writing("check"),
    "write-agreement-card": _card_made,
    "print-agreement-draft": _printing_a_draft,
    "print-agreement": again(Place.PRINT_AGREEMENT),
    "print-agreement-saved": _paper_saved,
}
