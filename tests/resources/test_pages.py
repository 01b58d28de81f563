"""Pages are read into plain blocks, and nothing else is let in."""

from __future__ import annotations

from datetime import date

import pytest

from resources.pages import (
    BrokenPage,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    page_names,
    parse_page,
    read_page,
    split_sentences,
)

HEAD = """+++
title = "Tea"
summary = "How to make tea."
reviewed = 2026-11-23
order = 3
note = "A page."
"""


def page(body: str, more: str = "") -> str:
    """Return a page file with this body, and more lines in its head."""
    return f"{HEAD}{more}+++\n{body}"


def test_a_page_is_read_into_its_blocks() -> None:
    tea = parse_page(
        "tea", page("Boil\nwater. Wait.\n\n## Then\n\n- Milk\n- Sugar\n\n1. Stir\n2. Sip\n")
    )
    assert tea.blocks == (
        Paragraph("Boil water. Wait."),
        Heading("Then"),
        Bullets(("Milk", "Sugar")),
        Numbered(("Stir", "Sip")),
    )
    assert (tea.name, tea.title, tea.reviewed, tea.order) == ("tea", "Tea", date(2026, 11, 23), 3)


def test_a_page_may_name_a_picture() -> None:
    assert parse_page("tea", page("Boil.\n", 'picture = "cup"\n')).picture == "cup"
    assert parse_page("tea", page("Boil.\n")).picture == ""


def test_a_page_may_stand_in_a_part_and_name_its_sources() -> None:
    tea = parse_page("tea", page("Boil.\n", 'part = "hot"\nsources = ["https://tea.example"]\n'))
    assert (tea.part, tea.sources) == ("hot", ("https://tea.example",))
    assert (parse_page("tea", page("Boil.\n")).part, tea.as_text()) == ("", "Tea\n\nBoil.")


def test_it_is_read_aloud_sentence_by_sentence() -> None:
    tea = parse_page("tea", page("Boil water. Is it hot? Wait.\n\n- Milk. Or not.\n"))
    assert tea.sentences() == ["Tea", "Boil water.", "Is it hot?", "Wait.", "Milk.", "Or not."]


def test_numbers_to_call_stand_at_the_end() -> None:
    tea = parse_page("tea", page("Boil water.\n", 'helplines = ["samaritans"]\n'))
    assert [line.number for line in tea.helplines] == ["116 123"]
    assert "Call 116 123." in tea.sentences()
    assert "Call 116 123." in tea.as_text()
    assert not tea.for_nation("ireland").helplines


@pytest.mark.parametrize(
    "body",
    [
        "# Too large\n",
        "### Too small\n",
        "Some *slanted* words.\n",
        "Some **heavy** words.\n",
        "A [link](https://example.org).\n",
        "<b>Markup</b>\n",
        "<div>\n\nMarkup\n",
        "![A picture](x.png)\n",
        "> A quotation\n",
        "```\ncode\n```\n",
        "    code\n",
        "A `word`.\n",
        "---\n",
        "- One\n  - Two\n",
        "- One\n\n  More\n",
        "Broken  \nline\n",
    ],
)
def test_anything_else_is_refused(body: str) -> None:
    with pytest.raises(BrokenPage):
        parse_page("tea", page(body))


@pytest.mark.parametrize(
    "source",
    [
        "Words only.\n",
        "+++\ntitle = \n+++\nWords.\n",
        f"{HEAD}Words.\n",
        page("Words.\n").replace('summary = "How to make tea."\n', ""),
        page("Words.\n", 'helplines = ["nobody"]\n'),
        f"Words first.\n{page('')}",
    ],
)
def test_a_broken_head_is_refused(source: str) -> None:
    with pytest.raises(BrokenPage):
        parse_page("tea", source)


def test_every_page_can_be_read() -> None:
    names = page_names()
    assert {"leaving", "whats-new", "about", "help-joining", "safety-scams"} <= set(names)
    assert all(read_page(name).blocks for name in names)


def test_pages_of_a_kind_come_in_their_order() -> None:
    orders = [read_page(name).order for name in page_names("help-")]
    assert orders == sorted(set(orders))
    assert orders[0] == 1


def test_a_language_without_a_page_gets_english() -> None:
    assert read_page("leaving", "cy") == read_page("leaving")
    assert page_names("safety-", "cy") == page_names("safety-")


def test_an_unknown_page_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_page("../about")


def test_a_time_does_not_end_a_sentence() -> None:
    assert split_sentences("Come at 2:30pm. Call 0300 123 2040.") == [
        "Come at 2:30pm.",
        "Call 0300 123 2040.",
    ]
