"""The pages and the numbers to call: plain, short, true to the screens, and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from resources.helplines import MAX_AGE, read_helplines, too_old
from resources.pages import (
    Bullets,
    Heading,
    Numbered,
    Page,
    Paragraph,
    block_texts,
    page_names,
    parse_page,
    read_page,
    split_sentences,
)
from resources.pictures import drawing_names
from resources.words import Words
from tests.support.prose import AVERAGE, average_length, complaints, passives_in
from tests.support.source import expect_none
from ui.screens.help.safety import PARTS

PAGES = page_names()
# In quotation marks, and not a button of ours: what is said, or a button of another program.
QUOTED_ELSEWHERE = {
    "I have to go. I am fine.",
    "Join",
    "National Databank",
    "Open Zoom",
    "assistant",
    "help",
    "not",
    "not now",
    "notes",
    "pass",
    "pin",
    "slow down",
    "social tariff",
}
TITLE_LIMIT = 65
# A page that uses one of these words says what it means, in these words.
EXPLAINED = {
    "browser": "A browser is",
    "captioner": "That is a trained person",
    "captions": "Captions are",
    "chat": "The chat is",
    "echo": "An echo is",
    "link": "A link is",
    "mute": "Mute means",
    "peers": "We call them peers",
    "scam": "A scam is",
    "session": "A session is",
    "volume": "Volume is",
}


def limits(page: Page) -> Iterator[str]:
    """Yield every limit of plain writing that a page breaks."""
    if len(page.title) > TITLE_LIMIT:
        yield f"{page.name}: a title of {len(page.title)} letters"
    for text in (page.title, page.summary, *block_texts(page.blocks)):
        yield from (f"{page.name}: {what}" for what in complaints(text))
        yield from (f"{page.name}: who does it? {what}" for what in passives_in(text))
    for block in page.blocks:
        if isinstance(block, Paragraph) and len(split_sentences(block.text)) > 3:
            yield f"{page.name}: more than 3 sentences: {block.text}"
        if isinstance(block, Bullets | Numbered) and not 2 <= len(block.items) <= 6:
            yield f"{page.name}: {len(block.items)} items: {block.items[0]}"
        if isinstance(block, Heading) and block.text.endswith("."):
            yield f"{page.name}: a full stop in a heading: {block.text}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_the_limits(name: str) -> None:
    page = read_page(name)
    expect_none(limits(page))
    assert average_length(page.sentences()) <= AVERAGE * 0.7
    assert len(page.note) > len("A page.")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_was_reviewed(name: str) -> None:
    assert read_page(name).reviewed >= date(2026, 1, 1)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_picture(name: str) -> None:
    assert read_page(name).picture in drawing_names()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_buttons_as_the_screens_do(name: str) -> None:
    words = Words()
    keys = words.keys()
    on_screens = {words.sentence(key).text for key in keys}
    quoted = {
        found
        for text in block_texts(read_page(name).blocks)
        for found in re.findall(r'"([^"]+)"', text)
    }
    expect_none(quoted - on_screens - QUOTED_ELSEWHERE)


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name.startswith(("safety-", "help-", "leading-"))]
)
def test_a_page_explains_its_words(name: str) -> None:
    text = " ".join(block_texts(read_page(name).blocks))
    expect_none(
        f"{name}: {word!r} is not explained"
        for word, meaning in EXPLAINED.items()
        if re.search(rf"\b{word}s?\b", text, re.IGNORECASE) and meaning not in text
    )


def test_every_safety_page_answers_one_of_the_questions() -> None:
    parts = [read_page(name).part for name in page_names("safety-")]
    assert set(parts) == set(PARTS)
    assert all(2 <= parts.count(part) <= 5 for part in PARTS)


@pytest.mark.parametrize("name", [*page_names("safety-"), *page_names("leading-")])
def test_a_page_says_what_was_read_for_it(name: str) -> None:
    assert read_page(name).sources
    expect_none(each for each in read_page(name).sources if not each.startswith("http"))


def test_a_page_that_is_too_hard_is_caught() -> None:
    head = '+++\ntitle = "T"\nsummary = "S."\nreviewed = 2026-01-01\norder = 1\nnote = "N"\n+++\n'
    hard = parse_page("hard", f"{head}A. B. C. D.\n\n## Stop.\n\n- Only one.\n")
    assert len(list(limits(hard))) == 3


def test_a_page_in_which_nobody_does_anything_is_caught() -> None:
    assert passives_in("The link was sent.") == ["was sent"]
    assert not passives_in("You are tired. Somebody sent it.")


def test_helplines_are_plain() -> None:
    lines = read_helplines()
    expect_none(f"{line.id}: {what}" for line in lines for what in complaints(line.in_words))
    assert all(2 <= len(split_sentences(line.in_words)) <= 6 for line in lines)


def test_helplines_were_checked_this_year() -> None:
    """Fails on purpose when time passes: a wrong number could cost a life."""
    old = too_old(read_helplines(), date.today())
    assert not old, (
        f"Not checked for {MAX_AGE.days} days: {', '.join(line.id for line in old)}. "
        "Read the address in `source` of each in resources/helplines.toml, correct what changed, "
        "then set `checked_on` to today."
    )
