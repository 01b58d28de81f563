"""A group's rules can be on paper: all, large, under what they are about, with their day."""

from __future__ import annotations

import json

from accessibility.qt.palette import AppLook
from desktop.groups.cards import parse_card
from resources.words import Words
from tests.support.agreement_scenes import RULES
from tests.support.group_cards import card_bytes
from tests.support.paper import pages_of, sizes_of
from ui.printing.agreement import agreement_sheet
from ui.printing.sheet import TEXT_PT, as_pdf


def test_all_rules_are_on_paper(look: AppLook) -> None:
    body = card_bytes(group__agreement=json.loads(json.dumps(RULES)), group__agreed="2026-10-30")
    group = parse_card(body).group
    pdf = as_pdf(agreement_sheet(group, Words()))
    printed = " ".join(" ".join(pages_of(pdf)).split())
    for text in ("The rules of Tuesday Tea Group", "30 October 2026", "Taking turns"):
        assert text in printed
    assert all(rule.words in printed for rule in group.rules)
    assert min(sizes_of(pdf)) >= TEXT_PT
