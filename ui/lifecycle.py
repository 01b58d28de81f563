"""Application lifecycle: what is done after the first paint, and an orderly shutdown."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.captions.packs.engine_choice import ENGINE
from accessibility.captions.packs.languages import LANGUAGE
from accessibility.captions.speed_check import check_quietly
from accessibility.captions.text.line import STEADINESS
from accessibility.captions.text.lines_aloud import ANNOUNCE
from desktop.system.background import attempt
from resources.declared import Problem
from resources.platform.blocking import run_in_thread
from ui.app import on_goodbye, set_app_icon
from ui.clipboard import clear_copied
from ui.navigation import Place
from ui.quick_exit import begin_to_watch
from ui.widgets.spoken import tell

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from desktop.sessions.reminder_rules import Plan
    from desktop.system.single_instance import SingleInstance, StartRequest
    from ui.services import Services
    from ui.window import Window

log = logging.getLogger(__name__)

ANNOUNCE_MS = 200
"""Milliseconds between two looks at what a screen reader is to be told."""


async def run_steps(*steps: Callable[[], Awaitable[object]]) -> list[Problem]:
    """Run steps one after another and return their problems; none keeps the next from running."""
    problems = []
    for number, step in enumerate(steps):
        began = time.perf_counter()
        ended = await attempt(step())
        if isinstance(ended, Problem):
            problems.append(ended)
        log.info("start-up step %d: %.3f s", number, time.perf_counter() - began)
    return problems


class Lifecycle:
    """Runs on the event loop from the first paint until the window is closed.

    `asked` is what this start was to show; `crashed` whether the run before ended badly.
    """

    def __init__(
        self,
        window: Window,
        services: Services,
        instance: SingleInstance,
        asked: StartRequest,
        *,
        crashed: bool,
    ) -> None:
        self._window = window
        self._services = services
        self._instance = instance
        self._asked = asked
        self._crashed = crashed
        self._over = asyncio.Event()

    async def until_closed(self) -> int:
        """Stay until the person or the computer closes the app."""
        self._window.closing.connect(self._over.set)
        on_goodbye(self._over.set)
        begin_to_watch(self._services, self._over.set)
        self._services.background.at_fault = self._window.show_problem
        self._services.settings.watch(self._setting_changed)
        await self._instance.listen(self._take)
        announcing = QTimer(self._window, interval=ANNOUNCE_MS)
        announcing.timeout.connect(self._announce)
        announcing.start()
        self._services.background.run(self._begin())
        await self._over.wait()
        announcing.stop()
        await self._end()
        return 0

    async def _begin(self) -> None:
        """Do, one after another, what could wait until the window stood there."""
        services = self._services
        set_app_icon()
        services.settings.read_again()
        steps = (self._sweep, services.unlocker.open, services.packs.refresh)
        for problem in await run_steps(*steps):
            self._window.show_problem(problem)
        self._remind()
        services.background.run(services.agenda.live())
        self._services.captioning.use(*services.packs.choice)
        services.background.run(check_quietly(services.packs, services.captioning))
        if self._asked.kind == "file":
            services.navigator.go(Place.ADD_FILE, self._asked.value)
        if self._crashed:
            self._window.show_sentence(services.words("app.after_crash"))

    async def _sweep(self) -> None:
        await run_in_thread(self._services.paths.sweep)

    def _remind(self) -> None:
        """Begin to remind, in the window and outside it."""
        from ui.notices.reminder_cards import ReminderCards

        reminder_service = self._services.reminder_service
        reminder_service.came_up = self._reminders_came_up
        reminder_service.alerts.not_shown = self._window.appear
        reminder_service.alerts.pressed = self._window.come_forward
        self._window.add_banner(ReminderCards(self._services))
        reminder_service.begin()

    def _reminders_came_up(self, reminders: Plan) -> None:
        self._window.ask_for_attention()
        for reminder in reminders:
            self._services.say(self._services.reminder_service.in_words(reminder))

    def _take(self, request: StartRequest) -> None:
        """Show what a second start asked for."""
        if request.kind == "file":
            self._services.navigator.go(Place.ADD_FILE, request.value, anew=True)
        self._window.come_forward()

    def _setting_changed(self, key: str) -> None:
        if key == CAPTIONS_ON.key:
            self._services.captioning.turn(on=self._services.settings[CAPTIONS_ON])
        elif key in (STEADINESS.key, ANNOUNCE.key):
            self._services.captioning.adopt(self._services.settings)
        elif key in (LANGUAGE.key, ENGINE.key):
            self._services.captioning.use(*self._services.packs.choice)

    def _announce(self) -> None:
        window = QApplication.activeWindow()
        if window is not None:
            now = asyncio.get_running_loop().time()
            if line := self._services.captioning.lines.take(now, self._services.words):
                self._services.announcer.say(line, now)
            for announcement in self._services.announcer.take(now):
                tell(window, announcement)

    async def _end(self) -> None:
        """Let go of everything in order; the window goes first, so that nobody waits."""
        self._window.vanish()
        clear_copied()
        services = self._services
        services.own_window.close()
        services.practice_room.leave()
        await services.reminder_service.close()
        await services.aloud.close()
        await services.rehearsing.close()
        await services.captioning.close()
        await services.calendars.close()
        await services.background.close()
        self._window.take_down()
