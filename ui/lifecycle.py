"""From the first paint to the last goodbye: what the app does around its window."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.captions.packs.engine_choice import ENGINE
from accessibility.captions.packs.languages import LANGUAGE
from accessibility.captions.speed_check import check_quietly
from accessibility.captions.text.lines_aloud import ANNOUNCE
from accessibility.captions.text.settling import STEADINESS
from accessibility.qt.announcements import announce
from ui.app import dress_icon, on_goodbye
from ui.navigation import Place
from ui.startup import Step, run_steps

if TYPE_CHECKING:
    from desktop.sessions.reminder_rules import Plan
    from desktop.system.single_instance import Door, Request
    from ui.services import Parts
    from ui.window import Window

ANNOUNCE_MS = 200


class Life:
    """Runs on the event loop from the first paint until the window is closed.

    `asked` is what this start was to show; `crashed` whether the run before ended badly.
    """

    def __init__(
        self,
        window: Window,
        parts: Parts,
        door: Door,
        asked: Request,
        *,
        crashed: bool,
    ) -> None:
        self._window = window
        self._parts = parts
        self._door = door
        self._asked = asked
        self._crashed = crashed
        self._over = asyncio.Event()

    async def until_closed(self) -> int:
        """Stay until the person or the computer closes the app."""
        self._window.closing.connect(self._over.set)
        on_goodbye(self._over.set)
        self._parts.background.at_fault = self._window.show_fault
        self._parts.settings.watch(self._setting_changed)
        await self._door.listen(self._take)
        announcing = QTimer(self._window, interval=ANNOUNCE_MS)
        announcing.timeout.connect(self._announce)
        announcing.start()
        self._parts.background.run(self._begin())
        await self._over.wait()
        announcing.stop()
        await self._end()
        return 0

    async def _begin(self) -> None:
        """Do, one after another, what could wait until the window stood there."""
        parts = self._parts
        steps = [
            Step("icon", self._icon),
            Step("calendars", self._unlock, may_fail=True),
            Step("captions", parts.packs.look, may_fail=True),
        ]
        reports = await run_steps(steps)
        for report in reports:
            if report.problem is not None:
                self._window.show_problem(report.problem)
        self._remind()
        parts.background.run(parts.agenda.live())
        self._parts.captioning.use(*parts.packs.choice)
        parts.background.run(check_quietly(parts.packs, parts.captioning))
        if self._asked.kind == "file":
            parts.navigator.go(Place.ADD_FILE, self._asked.value)
        if self._crashed:
            self._window.show_sentence(parts.words("app.after_crash"))

    async def _icon(self) -> None:
        dress_icon()

    async def _unlock(self) -> None:
        await self._parts.unlocking.open()

    def _remind(self) -> None:
        """Begin to remind, in the window and outside it."""
        from ui.notices.reminder_cards import Reminders

        reminding = self._parts.reminding
        reminding.came_up = self._reminders_came_up
        reminding.outside.not_shown = self._window.appear
        reminding.outside.pressed = self._window.come_forward
        self._window.add_banner(Reminders(self._parts))
        reminding.begin()

    def _reminders_came_up(self, reminders: Plan) -> None:
        self._window.ask_for_attention()
        for reminder in reminders:
            self._parts.say(self._parts.reminding.in_words(reminder))

    def _take(self, request: Request) -> None:
        """Show what a second start asked for."""
        if request.kind == "file":
            self._parts.navigator.go(Place.ADD_FILE, request.value)
        self._window.come_forward()

    def _setting_changed(self, key: str) -> None:
        if key == CAPTIONS_ON.key:
            self._parts.captioning.turn(on=self._parts.settings[CAPTIONS_ON])
        elif key in (STEADINESS.key, ANNOUNCE.key):
            self._parts.captioning.adopt(self._parts.settings)
        elif key in (LANGUAGE.key, ENGINE.key):
            self._parts.captioning.use(*self._parts.packs.choice)

    def _announce(self) -> None:
        window = QApplication.activeWindow()
        if window is not None:
            now = asyncio.get_running_loop().time()
            if line := self._parts.captioning.lines.take(now, self._parts.words):
                self._parts.announcer.say(line, now)
            for announcement in self._parts.announcer.take(now):
                announce(window, announcement)

    async def _end(self) -> None:
        """Let go of everything in order; the window goes first, so that nobody waits."""
        self._window.hide()
        parts = self._parts
        parts.apart.close()
        await parts.reminding.close()
        await parts.aloud.close()
        await parts.rehearsing.close()
        await parts.captioning.close()
        await parts.shelf.close()
        await parts.background.close()
        self._window.take_down()
