"""A phone tree can be on paper, large: who calls, whom to call, and their numbers."""

from __future__ import annotations

from accessibility.qt.palette import AppLook
from desktop.groups.group import Group, TreePerson, Way
from resources.words import Words
from tests.support.paper import pages_of, sizes_of
from ui.printing.phone_tree import tree_sheet
from ui.printing.sheet import TEXT_PT, as_pdf

ANN = TreePerson(name="Ann", phone="01632 960001")
BO = TreePerson(name="Bo", phone="+44 1632 960 002")
TREE = Way(kind="phone_tree", words="We call on Sundays.", rings_me=ANN, i_ring=(BO,))


def test_both_sides_of_the_tree_are_on_paper_with_spaced_numbers(look: AppLook) -> None:
    group = Group(id="tea-group-2026", name="Tuesday Tea Group", ways=(TREE,))
    pdf = as_pdf(tree_sheet(group, TREE, Words()))
    printed = " ".join(" ".join(pages_of(pdf)).split())
    for text in (
        "Phone tree of Tuesday Tea Group",
        "We call on Sundays.",
        "Ann calls you",
        "01632 960001",
        "You call Bo",
        "01632 960002",
    ):
        assert text in printed
    assert min(sizes_of(pdf)) >= TEXT_PT
