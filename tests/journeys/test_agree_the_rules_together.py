"""A facilitator and the group write their rules, question by question, and make their card."""

from __future__ import annotations

from desktop.groups.cards import parse_card
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.until import wait_until

GROUP = "Friday Choir"


def test_agree_the_rules_together(desk: Desk, person: Person) -> None:
    desk.secrets |= {GROUP, "We sing"}
    desk.plug_keyring()
    documents = desk.root / "Documents"
    documents.mkdir()
    person.open_parlour()
    person.presses("Help")
    person.presses("More help pages")
    person.presses("For people who lead a group")
    person.presses("Write our rules together")
    person.writes("What is your group called?", GROUP)
    person.presses("Next question")
    person.comes_to("Do we use cameras?")
    person.writes("Our rule", "We sing with our cameras on.")
    person.presses("Next question")
    person.comes_to("Which names do we use?")
    person.presses("We need no rule for this")
    person.comes_to("How do we take turns?")
    person.kill_parlour()

    person.open_parlour()
    person.presses("Help")
    person.presses("More help pages")
    person.presses("For people who lead a group")
    person.presses("Write our rules together")
    for question in range(1, 12):
        person.presses("Next question")
        person.waits_for(f"Question {question} of 11")
    person.presses("Next question")
    person.comes_to("These are our rules")
    person.waits_for("We sing with our cameras on.")
    person.presses("Make a group card")
    person.waits_for("The card is saved.")
    wait_until(lambda: any(documents.glob("*.parlour")), what="the card")
    group = parse_card((documents / f"{GROUP}.parlour").read_bytes()).group
    assert group.name == GROUP and group.agreed is not None
    assert group.rules[0].words == "We sing with our cameras on."
    assert "names" not in {rule.about for rule in group.rules}
    person.presses("Use this card here too")
    person.waits_for("A rule of the group: We sing with our cameras on.")
    person.presses("Yes, add this group")
    person.waits_for("The group is added.")
    (documents / f"{GROUP}.parlour").unlink()  # all else on the desk holds nothing of it
