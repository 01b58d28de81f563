"""Button that leads to all ways to take part in a group, from wherever the group is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.widgets.button import BigButton, Kind

if TYPE_CHECKING:
    from desktop.groups.group import Group
    from ui.services import Services


def ways_button(services: Services, group: Group | None) -> BigButton | None:
    """Return the way to all ways of a group; None where its card tells of none."""
    if group is None or not group.ways:
        return None
    button = BigButton(services.words("ways.title"), kind=Kind.QUIET, icon="person")
    button.setAccessibleName(f"{button.text()}: {group.name}")
    button.chosen.connect(lambda: services.navigator.go(Place.WAYS, group.id))
    return button
