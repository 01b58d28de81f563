"""Caption languages: choosing one, getting others one after another, and what goes wrong."""

from __future__ import annotations

from accessibility.captions.packs.download import PackNotGiven
from accessibility.captions.packs.languages import LANGUAGE
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from tests.support.pack_shop import FRENCH, KOREAN, OLD, SMALL, open_shop
from tests.support.scenes import button, has, here, press, settle, until
from ui.navigation import Place


async def test_a_language_that_is_here_can_be_chosen(example: Example, go_to: Opener) -> None:
    shop = open_shop(example, PACK, KOREAN)
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Korean")
    assert example.settings[LANGUAGE] == "ko"
    assert shop.best == KOREAN
    assert button(window, "Korean").isChecked()


async def test_with_none_it_says_what_it_is_how_large_and_how_good(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.LANGUAGE_PACK)
    assert has(window, "A caption language teaches your computer")
    assert has(window, "English: 41 megabytes, from alphacephei.com")
    assert has(window, "In tests, about 10 of 100 words were wrong.")
    assert has(window, "Get English, 41 megabytes")


async def test_a_pack_is_got_while_the_person_looks_elsewhere(
    example: Example, go_to: Opener
) -> None:
    shop = open_shop(example)
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Get English")
    assert has(window, "Getting English…")
    assert not has(window, "Get English")
    await press(window, "Home")
    shop.arrives.set()
    await until(lambda: not example.pack_queue.is_under_way(SMALL.name))
    assert example.captioning.pack is not None
    assert example.captioning.pack.name == SMALL.name
    example.navigator.go(Place.LANGUAGE_PACK)
    await settle()
    assert has(window, "English captions are ready.")
    assert has(window, "English: words at once, 41 megabytes")
    await press(window, "Home")
    example.navigator.go(Place.LANGUAGE_PACK)
    await settle()
    assert not has(window, "English captions are ready.")


async def test_a_second_one_waits_for_the_first(example: Example, go_to: Opener) -> None:
    shop = open_shop(example)
    window = await go_to(Place.LANGUAGE_PACK)
    example.pack_queue.want(SMALL)
    example.pack_queue.want(FRENCH)
    await until(lambda: has(window, "French comes next."))
    shop.arrives.set()
    await until(lambda: has(window, "French captions are ready."))
    assert [pack.language for pack in shop.packs] == ["en", "fr"]


async def test_getting_a_pack_can_be_stopped(example: Example, go_to: Opener) -> None:
    open_shop(example)
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Get English")
    await press(window, "Stop getting English")
    await until(lambda: has(window, "Stopped. What has arrived is kept for next time."))
    assert has(window, "Get English")


async def test_one_that_waits_can_be_stopped_too(example: Example, go_to: Opener) -> None:
    open_shop(example)
    window = await go_to(Place.LANGUAGE_PACK)
    example.pack_queue.want(SMALL)
    example.pack_queue.want(FRENCH)
    await settle()
    await press(window, "Stop getting French")
    assert not example.pack_queue.is_under_way(FRENCH.name)
    assert example.pack_queue.is_under_way(SMALL.name)


async def test_a_pack_that_cannot_be_had_is_explained_and_asked_for_again(
    example: Example, go_to: Opener
) -> None:
    shop = open_shop(example)
    shop.problem = PackNotGiven()
    shop.arrives.set()
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Get English")
    problem = example.words.explain(shop.problem)
    await until(lambda: has(window, problem.happened))
    assert has(window, problem.next)
    shop.problem = None
    await press(window, "Try again to get English")
    await until(lambda: has(window, "English captions are ready."))


async def test_any_language_is_found_by_its_name(example: Example, go_to: Opener) -> None:
    open_shop(example)
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Get another language")
    await press(window, "French")
    assert example.navigator.here.detail == "fr"
    assert has(window, "Nobody has published how many words it gets wrong.")
    await press(window, "Get French, 42 megabytes")
    assert has(window, "Getting French…")
    example.navigator.go(Place.GET_PACK, "xx")
    await settle()
    assert has(window, "There is nothing else to get in this language.")


async def test_the_words_stay_when_the_pack_changes(example: Example, go_to: Opener) -> None:
    shop = open_shop(example, PACK)
    example.speak()
    said = [block.text for block in example.captioning.blocks]
    window = await go_to(Place.PACK, "pack")
    await press(window, "Remove this language")
    await press(window, "No, keep it")
    assert PACK in shop.packs and button(window, "Check this language").hasFocus()
    await press(window, "Remove this language")
    assert has(window, "Remove it? You can get it again from the internet.")
    await press(window, "Yes, remove it")
    await until(lambda: has(window, "This language is not on this computer any more."))
    assert example.captioning.pack is None and not example.captioning.is_on
    assert [block.text for block in example.captioning.blocks] == said


async def test_a_newer_one_takes_the_place_of_the_old(example: Example, go_to: Opener) -> None:
    shop = open_shop(example, OLD)
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "English: words at once, 39 megabytes")
    assert here(example) is Place.PACK
    shop.arrives.set()
    await press(window, "Get the newer one")
    await until(lambda: has(window, "This language is not on this computer any more."))
    assert [pack.name for pack in shop.packs] == [SMALL.name]
    assert example.captioning.pack == shop.packs[0]


async def test_what_another_program_brought_cannot_be_removed(
    example: Example, go_to: Opener
) -> None:
    open_shop(example, KOREAN)
    window = await go_to(Place.PACK, "korean")
    assert has(window, "It was installed beside Parlour. Parlour only reads it there.")
    assert not has(window, "Remove this language")
    await press(window, "Check this language")
    await until(lambda: has(window, "This language works on this computer."))
