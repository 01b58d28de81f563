"""Screen Ways to take part: a tile with a drawing for each way of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.tile import Tile, tile_button
from ui.widgets.button import BigButton, Kind
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.groups.group import Group, Way, WayKind
    from ui.services import Services

PICTURES: Mapping[WayKind, str] = {
    "video": "camera",
    "phone": "phone",
    "chat": "speech",
    "forum": "book",
    "social": "people",
    "buddy": "friends",
    "activity": "game",
    "phone_tree": "tree",
    "email": "letter",
    "post": "file",
    "in_person": "door",
}
"""The drawing of each kind of way."""

ICONS: Mapping[WayKind, str] = {"phone": "phone", "phone_tree": "phone", "video": "join"}
"""What stands there where words are large; for all others a person."""


PARTS: Mapping[str, tuple[WayKind, ...]] = {
    "together": ("video", "phone", "activity", "in_person"),
    "writing": ("chat", "forum", "social", "email", "post"),
    "one": ("buddy", "phone_tree"),
}
"""What ways have in common: shown first, where a group has many."""

PART_PICTURES: Mapping[str, str] = {"together": "people", "writing": "letter", "one": "friends"}

AT_ONCE = 5
"""So many choices a screen has at most; what is more is quiet."""


class WaysScreen(Screen):
    """The ways of a group, or the parts of many; `detail` is its id, and a part (`group/one`)."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        identity, _, self._part = detail.partition("/")
        group = find_group(services, identity)
        page = self.page()
        if group is None or not group.ways:
            page.add(Paragraph(self.words("ways.none")))
            page.draw_in_rest("people")
            return
        page.add(Paragraph(self.words("ways.of", name=group.name)))
        tiles = Rows(columns=3)
        for tile in self._tiles(group):
            tiles.addWidget(tile)
        page.add(tiles)
        page.draw_in_rest(PART_PICTURES.get(self._part, "people"))
        if not self._part:
            which = BigButton(self.words("fitting.title"), kind=Kind.MAIN, icon="help")
            which.chosen.connect(self.go(Place.FITTING_WAYS, group.id))
            self.bar(which)

    @property
    def title(self) -> str:
        """Return what the ways of the part have in common, or the title of them all."""
        return self.words(f"ways.part.{self._part}") if self._part else self.words("ways.title")

    def _tiles(self, group: Group) -> Iterator[BigButton]:
        """Give a tile for each way there is room for at once, else for each part."""
        kinds = PARTS.get(self._part, tuple(PICTURES))
        ways = [(at, way) for at, way in ways_in_order(group) if way.kind in kinds]
        if not self._part and len(ways) >= AT_ONCE:
            there = {way.kind for _, way in ways}
            yield from (self._part_tile(group, part) for part in PARTS if there & {*PARTS[part]})
            return
        for number, (at, way) in enumerate(ways):
            yield way_tile(self, group, at, way, is_quiet=number >= AT_ONCE)

    def _part_tile(self, group: Group, part: str) -> BigButton:
        place = Place.WAYS
        tile = Tile(f"ways.part.{part}", "person", PART_PICTURES[part], place, f"{group.id}/{part}")
        kinds = {way.kind for way in group.ways}
        names = (self.words(f"ways.kind.{kind}") for kind in PARTS[part] if kind in kinds)
        return tile_button(self, tile, hint=" · ".join(names), tall=True)


def way_tile(screen: Screen, group: Group, at: int, way: Way, *, is_quiet: bool) -> BigButton:
    """Return the tile of a way; several of one kind are told apart by the group's own words."""
    same = [one for one in group.ways if one.kind == way.kind]
    tile = BigButton(
        screen.words(f"ways.kind.{way.kind}"),
        kind=Kind.QUIET if is_quiet else Kind.ORDINARY,
        icon=ICONS.get(way.kind, "person"),
        picture=PICTURES[way.kind],
        hint=way.words if len(same) > 1 else "",
        tall=True,
    )
    if len(same) > 1:
        tile.setAccessibleName(f"{tile.text()}: {way.words}")
    tile.chosen.connect(screen.go(Place.WAY, f"{group.id}/{at}"))
    return tile


def ways_in_order(group: Group) -> list[tuple[int, Way]]:
    """Return the ways with their places on the card, by their kinds in the usual order."""
    kinds = list(PICTURES)
    return sorted(enumerate(group.ways), key=lambda pair: kinds.index(pair[1].kind))


def find_group(services: Services, identity: str) -> Group | None:
    """Return a group of a card, or the practice group, which is always there."""
    from desktop.groups.practice_group import IDENTITY, practice_group

    if identity == IDENTITY:
        return practice_group(services.words, services.clock.now())
    return next((one for one in services.calendars.groups if one.id == identity), None)


def find_way(services: Services, detail: str) -> tuple[Group, Way] | None:
    """Return the group and the way that `detail` names: the group's id, and a place on its card."""
    identity, _, at = detail.rpartition("/")
    group = find_group(services, identity)
    if group is None or not at.isdecimal() or int(at) >= len(group.ways):
        return None
    return group, group.ways[int(at)]
