"""Card with a group's other ways to take part, in its own words, for a session of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.ways_button import ways_button
from ui.widgets.card import Card, Tone
from ui.widgets.column import ItemList
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from desktop.sessions.session import Session
    from ui.services import Services


def group_ways(services: Services, session: Session) -> Card | None:
    """Return what a group's card says of other ways to take part; None where it says nothing."""
    from desktop.links.phone import costs_extra  # not before the first paint

    group = services.calendars.group_of(session)
    if group is None or not group.ways:
        return None
    card = Card(Tone.CALM)
    card.add(Heading(services.words("opening.group_ways", name=group.name), level=2))
    card.add(ItemList(ListItem(way.words) for way in group.ways))
    if any(costs_extra(way.words) for way in group.ways):
        card.add(Paragraph(services.words("opening.phone_costs")))
    more = ways_button(services, group)
    if more is not None:
        card.add(more)
    return card
