"""Every page can be on paper: whole, in large letters, with its numbers."""

from __future__ import annotations

import pytest

from accessibility.qt.palette import AppLook
from resources.pages import block_texts, page_names, read_page
from resources.words import Words
from tests.support.paper import margins_of, pages_of, sizes_of
from ui.printing.page import page_sheet
from ui.printing.sheet import EDGE_MM, TEXT_PT, as_pdf

ROUND_MM = 0.2
"""Millimetres by which a letter may reach out of its box."""


def words_of(text: str) -> list[str]:
    return [word for word in text.split() if word.isalnum()]


NAMES = [name for kind in ("safety-", "leading-", "help-") for name in page_names(kind)]
NAMES += ["about", "whats-new"]
"""Every page that offers to be printed."""


@pytest.mark.parametrize("name", NAMES)
def test_all_of_its_words_are_on_paper(look: AppLook, name: str) -> None:
    page = read_page(name).for_nation("england")
    body = as_pdf(page_sheet(page, Words()))
    printed = set(words_of(" ".join(pages_of(body))))
    for text in (page.title, *block_texts(page.blocks), *(one.in_words for one in page.helplines)):
        assert set(words_of(text)) <= printed
    assert min(sizes_of(body)) >= TEXT_PT
    assert min(margins_of(body)) >= EDGE_MM - ROUND_MM


def test_the_numbers_of_the_nation_are_on_it(look: AppLook) -> None:
    page = read_page("safety-unsafe-home")
    scotland = " ".join(pages_of(as_pdf(page_sheet(page.for_nation("scotland"), Words()))))
    assert "0800 027 1234" in scotland and "1800 341 900" not in scotland
