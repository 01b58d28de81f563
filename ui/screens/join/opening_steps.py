"""Steps into a meeting that is opening: ticked as they are done; after a while it asks kindly."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from resources.platform.watchers import Watchers
from ui.session_captions import begin_captions
from ui.widgets.card import Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.page import page_of
from ui.widgets.steps import StepList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.browsers.browser import Browser
    from desktop.joining.join import PreparedJoin
    from desktop.links.policy import LinkVerdict
    from resources.declared import Problem
    from ui.services import Services
    from ui.widgets.button import BigButton
    from ui.widgets.text import Heading

ASKS_AFTER = timedelta(seconds=20)
"""After so long it asks by itself whether it opened."""

LAUNCH_S = 120.0
"""Seconds within which a browser has to take a link."""


class MeetingOpening:
    """A meeting that is opening, and how far it is: each screen built for it goes on with it.

    `needs_help`: it did not open, with a `problem` if one is known. `was_tried`: not the first
    time. `has_asked`: whether it opened.
    """

    def __init__(
        self, services: Services, prepared: PreparedJoin, link: LinkVerdict, *, was_tried: bool
    ) -> None:
        self._services = services
        self.prepared = prepared
        self.link = link
        self.was_tried = was_tried
        self.is_practice = services.agenda.is_practice(prepared.session)
        self.since = services.clock.now()
        self.is_handed_over = False
        self.has_asked = self.is_practice  # there Parlour knows: there is nothing to ask
        self.needs_help = False
        self.problem: Problem | None = None
        self._watchers = Watchers()

    @property
    def is_beside(self) -> bool:
        """Say whether Parlour stands beside it; help, with much to read, stands in the window."""
        return not (self.is_practice or self.needs_help)

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    def launch(self, browser: Browser | None) -> None:
        """Hand it to the browser, with captions, so that the first words are not missed."""
        services = self._services
        begin_captions(services, self.prepared.session)
        work = services.join.open(self.prepared, self.link, browser)
        services.background.run(work, done=self._handed_over, failed=self.help, deadline_s=LAUNCH_S)

    def help(self, problem: Problem | None = None) -> None:
        """Show other ways into it; who has gone elsewhere in the meantime is left in peace."""
        self.needs_help, self.problem = True, problem
        self._watchers.tell()

    def _handed_over(self, _: bool) -> None:
        self.is_handed_over = True
        if not self.needs_help:
            self._watchers.tell()


class OpeningSteps(Column):
    """What happens, what to press there, and what to press here, which is `yes`.

    Ticked is only what Parlour knows: that it was handed over and, of the practice meeting,
    that the person is in it. Asked is where it is seen: a strip has its `heading` in sight,
    and room for little else.
    """

    def __init__(
        self,
        services: Services,
        opening: MeetingOpening,
        press_there: str,
        yes: BigButton,
        heading: Heading,
    ) -> None:
        super().__init__()
        self._services = services
        self._opening = opening
        self._yes = yes
        self._heading = heading
        words = services.words
        self._question = f"{words('opening.question')} {words('opening.no_hurry')}"
        texts = (words("opening.step_window"), press_there, words("opening.step_there"))
        self._steps = StepList(words, texts)
        self._asks = Replaceable()
        self.add(self._steps, self._asks)
        yes.setAccessibleDescription(press_there)
        self._stops = [
            services.agenda.watch(self._look),
            opening.watch(self._tick),
            services.practice_room.watch(self._tick),
        ]
        self._tick()
        if opening.has_asked and not opening.is_practice:
            self._ask()

    def stop(self) -> None:
        """Follow nothing any more; something else stands here next."""
        while self._stops:
            self._stops.pop()()

    def _tick(self) -> None:
        """Tick what is done. In the practice meeting it is known too when somebody is inside."""
        if self._opening.is_handed_over:
            self._steps.tick(1)
        if self._opening.is_practice and self._services.practice_room.stage == "inside":
            self._steps.tick(2)

    def _look(self) -> None:
        """Ask, once it is time."""
        opening = self._opening
        if opening.has_asked or self._services.clock.now() - opening.since < ASKS_AFTER:
            return
        opening.has_asked = True
        asked = self._ask()
        page = page_of(asked)
        if page is not None:
            page.bring_into_sight(asked)
        self._services.say(self._question)

    def _ask(self) -> QWidget:
        """Put the question there; return what says it."""
        self._yes.setAccessibleDescription(self._question)
        if self._services.beside.shape == "strip":
            self._heading.setText(self._question)
            return self._heading
        notice = Notice(self._question, tone=Tone.CALM)
        self._asks.show_instead(notice)
        return notice
