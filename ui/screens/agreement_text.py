"""Widget with the text of a group's agreement, and the same as sentences to be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sessions.times_in_words import say_written_date
from ui.widgets.column import Column, ItemList
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.groups.group import Group
    from ui.services import Services

DRAFT = "draft"
"""In place of a group's id: the rules that are being written."""


class AgreementText(Column):
    """A group's rules by what they are about; what is new says so, and what is gone is named."""

    def __init__(self, services: Services, group: Group, *, is_told: bool = True) -> None:
        super().__init__()
        changes = services.calendars.agreements.changes(group)
        if is_told:
            self.add(Paragraph(said_first(services, group), strong=bool(changes)))
        gone = [services.words("agreement.gone", rule=rule) for rule in changes.gone]
        if gone:
            self.add(ItemList(ListItem(line) for line in gone))
        for heading, lines in _parts(services, group):
            self.add(Heading(heading, level=2), ItemList(ListItem(line) for line in lines))


def said_first(services: Services, group: Group) -> str:
    """Return whose rules they are, and from when; or that they have changed."""
    words, changed = services.words, services.calendars.agreements.changes(group)
    if changed:
        return words("agreement.changed", name=group.name)
    if group.agreed is None:
        return words("agreement.whose", name=group.name)
    return words("agreement.made_on", name=group.name, date=say_written_date(group.agreed, words))


def sentences_of_rules(services: Services, group: Group) -> Iterator[str]:
    """Give the rules a sentence at a time, to be read aloud."""
    yield said_first(services, group)
    for rule in services.calendars.agreements.changes(group).gone:
        yield services.words("agreement.gone", rule=rule)
    for heading, lines in _parts(services, group):
        yield heading
        yield from lines


def _parts(services: Services, group: Group) -> Iterator[tuple[str, list[str]]]:
    """Give each heading with its rules; what is new says so."""
    words, new = services.words, services.calendars.agreements.changes(group).new
    for about, rules in group.rules_by_subject.items():
        lines = [words("agreement.new", rule=rule) if rule in new else rule for rule in rules]
        yield words(f"agreement.about.{about}"), lines
