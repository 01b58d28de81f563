"""Screen that puts a telephone tree on paper: who calls me, and whom I call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.printing.phone_tree import tree_sheet
from ui.screens.paper import PaperScreen
from ui.screens.ways.ways import find_way
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from ui.services import Services


class PrintTreeScreen(PaperScreen):
    """Says that the tree will be on paper; `detail` names the way as in `WayScreen`."""

    title_key = "print_page.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        found = find_way(services, detail)
        page = self.page()
        if found is None:
            page.add(Paragraph(self.words("ways.none")))
            page.draw_in_rest("file")
            return
        group, way = found
        page.add(Paragraph(self.words("ways.paper", name=group.name)))
        page.add(Paragraph(self.words("print_page.private"), quiet=True), self.result)
        page.draw_in_rest("file")
        name = self.words("ways.sheet", name=group.name)
        self.offer(lambda: tree_sheet(group, way, self.words), name)
