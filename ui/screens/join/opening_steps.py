"""Steps into a meeting that is opening: ticked as they are done; after a while it asks kindly."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ui.widgets.card import Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.steps import StepList

if TYPE_CHECKING:
    from ui.services import Services
    from ui.widgets.button import BigButton

ASKS_AFTER = timedelta(seconds=20)
"""After so long it asks by itself whether it opened."""


class OpeningSteps(Column):
    """What happens, what to press there, and what to press here, which is `yes`.

    Ticked is only what Parlour knows: that it was handed over and, of the practice meeting,
    that the person is in it.
    """

    def __init__(self, services: Services, press_there: str, yes: BigButton) -> None:
        super().__init__()
        self._services = services
        self._yes = yes
        self._since = services.clock.now()
        self._has_asked = False
        words = services.words
        texts = (words("opening.step_window"), press_there, words("opening.step_there"))
        self._steps = StepList(words, texts)
        self._asks = Replaceable()
        self.add(self._steps, self._asks)
        yes.setAccessibleDescription(press_there)
        self._stops = [services.agenda.watch(self._look)]

    def handed_over(self) -> None:
        """The computer has taken it."""
        self._steps.tick(1)

    def follow_practice(self) -> None:
        """See whether the person has come into the practice meeting: there is nothing to ask."""
        room, self._has_asked = self._services.practice_room, True

        def look() -> None:
            if room.stage == "inside":
                self._steps.tick(2)

        self._stops.append(room.watch(look))

    def stop(self) -> None:
        """Follow nothing any more; something else stands here next."""
        while self._stops:
            self._stops.pop()()

    def _look(self) -> None:
        """Ask, once it is time."""
        if self._has_asked or self._services.clock.now() - self._since < ASKS_AFTER:
            return
        self._has_asked = True
        words = self._services.words
        question = f"{words('opening.question')} {words('opening.no_hurry')}"
        self._asks.show_instead(Notice(question, tone=Tone.CALM))
        self._yes.setAccessibleDescription(question)
        self._services.say(question)
