"""My captioner: the address is checked, asked about, opened, removed and put back."""

from __future__ import annotations

from tests.support.card_scenes import CAPTIONER, UNKNOWN_CAPTIONER, give_captioner
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, here, press, settle
from ui.navigation import Place


async def test_an_address_of_a_known_service_is_kept_and_opened(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.CAPTIONER)
    await give_captioner(window, CAPTIONER)
    await settle()
    assert has(window, "www.streamtext.net")
    await press(window, "Open my captioner’s words")
    assert example.browser.opened == [CAPTIONER]


async def test_one_press_in_the_session(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.CAPTION_TOOLS)
    assert not has(window, "Open my captioner’s words")
    await press(window, "My captioner")
    await give_captioner(window, CAPTIONER)
    example.navigator.back()
    await settle()
    await press(window, "Open my captioner’s words")
    assert example.browser.opened == [CAPTIONER]
    assert here(example) is Place.CAPTION_TOOLS


async def test_another_website_is_asked_about_by_its_exact_name(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.CAPTIONER)
    await give_captioner(window, UNKNOWN_CAPTIONER)
    assert has(window, "captions.example.org")
    await press(window, "No")
    assert example.captioner.verdict is None
    await give_captioner(window, UNKNOWN_CAPTIONER)
    await press(window, "Yes, keep it")
    await settle()
    await press(window, "Open my captioner’s words")
    assert example.browser.opened == [UNKNOWN_CAPTIONER]


async def test_a_link_that_hides_where_it_goes_is_refused_with_words(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.CAPTIONER)
    await give_captioner(window, "https://bit.ly/tea")
    assert has(window, "This short link hides where it goes.")
    assert example.captioner.verdict is None


async def test_it_is_removed_and_put_back(example: Example, go_to: Opener) -> None:
    await example.captioner.save(CAPTIONER)
    window = await go_to(Place.CAPTIONER)
    await press(window, "Remove this address")
    await settle()
    assert has(window, "The address is removed.")
    assert has(window, "Keep this address")
    await press(window, "Put the address back")
    await settle()
    assert has(window, "www.streamtext.net")
    assert not has(window, "The address is removed.")
