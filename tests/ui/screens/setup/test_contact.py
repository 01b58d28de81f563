"""A helper's name and number are typed once, and stand wherever the helper is offered."""

from __future__ import annotations

from tests.support.example import Example
from tests.support.help_scenes import join, type_helper
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from ui.navigation import Place

CALL = "Call Sam Lee: 020 7946 0123"


async def test_a_typed_contact_stands_wherever_one_is_offered(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    window = await go_to(Place.HELPER)
    await press(window, "Add your helper’s name and number")
    await type_helper(window, "  Sam   Lee ", "02079460123")
    await until(lambda: has(window, "Parlour now shows: Sam Lee, 020 7946 0123."))
    await join(example)
    for place, detail in (
        (Place.HELP, ""),
        (Place.NEED_HELP, ""),
        (Place.HELP_ANSWER, "hear.9"),
        (Place.BY_PHONE, example.session("Tea").id),
        (Place.LINK_TROUBLE, example.session("Book").id),
    ):
        example.navigator.go(place, detail)
        assert has(window, CALL), place
    example.navigator.go(Place.UPSET)
    assert has(window, "Tell Sam Lee")


async def test_each_change_is_taken_back(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.HELPER_CONTACT)
    assert not has(window, "Remove this helper")
    await type_helper(window, "Sam Lee", "020 7946 0123")
    await until(lambda: has(window, "Remove this helper"))
    await press(window, "Remove this helper")
    await until(lambda: has(window, "Parlour does not show this helper any more."))
    assert example.agenda.helper is not None and example.agenda.helper.name == "Ruth"
    await press(window, "Put it back as it was")
    await until(lambda: has(window, "Everything is as it was before."))
    assert example.agenda.helper.name == "Sam Lee"


async def test_what_is_wrong_is_said_at_its_field(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.HELPER_CONTACT)
    await type_helper(window, " ", "020 7946 0123")
    await until(lambda: has(window, "Parlour cannot show this name."))
    await type_helper(window, "Sam", "999")
    await until(lambda: has(window, "This is not a number that can be called."))
    assert not has(window, "Parlour cannot show this name.")
    assert example.agenda.helper is None
    assert button(window, "Keep this helper").isVisibleTo(window)
