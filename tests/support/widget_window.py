"""A program that shows building blocks in a window, for a test that reads the accessibility bus."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QTimer

from accessibility.announcer import Announcement, Urgency
from accessibility.captions.text.stream import Block
from accessibility.qt.announcements import announce
from resources.words import Words
from tests.support.blocks import missed, spoken
from tests.support.dressed import dressed, show, window_of
from ui.app import make_application
from ui.widgets.button import BigButton, Kind
from ui.widgets.captions.view import CaptionView
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.field import LabelledField
from ui.widgets.text import Heading

GROWING: tuple[tuple[Block, ...], ...] = (
    (spoken(1, "", "good"),),
    (spoken(1, "good", "morning"),),
    (spoken(1, "good morning everybody"), missed(2, 3.1)),
    (spoken(1, "good morning everybody"), missed(2, 3.1), spoken(3, "thank you", source="me")),
)


def main() -> int:
    """Show the window until it is told to end; the words come one after the other."""
    app = make_application("Blocks", about="Shows building blocks.")
    look = dressed(app)
    words = Words()
    view = CaptionView(words)
    heading = Heading("Building blocks")
    button = BigButton("Join now", kind=Kind.MAIN, hint="Opens Zoom")
    choices = ChoiceRow("Colours", [("light", "Light"), ("dark", "Dark")], "light")
    window = window_of(heading, button, choices, LabelledField("Your name"), view)
    button.chosen.connect(partial(heading.setText, "It was pressed"))
    button.chosen.connect(lambda: announce(window, Announcement("Pressed.", Urgency.POLITE, 0.0)))
    choices.picked.connect(lambda chosen: look.wear(str(chosen), 100))
    show(window, 800, 800)
    for step, blocks in enumerate(GROWING):
        QTimer.singleShot(400 * step, partial(view.show_blocks, blocks))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
