"""Screen: choice of the speech engine where there are packs of both kinds, and the speed check."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from accessibility.captions.packs.engine_choice import ENGINE, keeps_up
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    import asyncio

    from resources.declared import Problem
    from ui.services import Services

BEST = {
    "quick": "pack_speed.best_quick",
    "tidy": "pack_speed.best_tidy",
    "both": "pack_speed.best_both",
}


class CaptionEngineScreen(Screen):
    """Which kind of pack writes the captions, and what this computer keeps up with."""

    title_key = "setting.captions.engine"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._stop: Event | None = None
        self._was_checked = False
        page = self.page()
        page.add(Paragraph(self.words("pack_speed.what")))
        if services.packs.pair is not None:
            page.add(SettingCard(services, ENGINE, columns=1))
        self._place = Replaceable()
        page.add(self._place)
        page.draw_in_rest("captions")
        self.until_left(self._stop_checking)
        self._show()

    def _show(self, problem: Problem | None = None) -> BigButton:
        """Show what is known of the speed, and the button that checks it, which it returns."""
        result = self._result()
        known = not self.services.packs.unmeasured
        key = "pack_speed.again" if known else "pack_speed.check"
        button = BigButton(self.words(key), kind=Kind.MAIN, icon="again")
        button.chosen.connect(self._check)
        notices = [Notice(result, tone=Tone.CALM)] if result else []
        if problem is not None:
            notices = [Notice(self.words.explain(problem), tone=Tone.ASK)]
        self._place.show_instead(Column([*notices, button]))
        self.keep_below(button)
        return button

    def _result(self) -> str:
        packs = self.services.packs
        if packs.unmeasured:
            return self.words("pack_speed.unknown") if self._was_checked else ""
        if packs.suggested is not None:
            return self.words(BEST[packs.suggested])
        speeds = [packs.speeds[pack.name] for pack in packs.choice if pack is not None]
        fine = all(keeps_up(speed) for speed in speeds)
        return self.words("pack_speed.keeps_up" if fine else "pack_speed.too_slow")

    def _check(self) -> None:
        if self.services.captioning.is_on:
            button = BigButton(self.words("captions_screen.pause"), kind=Kind.MAIN, icon="pause")
            button.chosen.connect(self._pause_first)
            told = self.words("pack_speed.listening")
            self._place.show_instead(Column([Notice(told, tone=Tone.ASK), button]))
            self.keep_below(button)
            self.begin_at(button, told=told)
            return
        self._stop = stop = Event()
        card, told = Card(), self.words("pack_speed.checking")
        card.add(Paragraph(told, strong=True))
        cancel = BigButton(self.words("pack_speed.stop"), icon="stop")
        card.add(cancel)
        self._place.show_instead(card)
        self.keep_below(None)
        self.begin_at(cancel, told=told)
        work = self._measure(stop)
        task = self.run(work, done=self._checked, failed=self._failed, deadline_s=None)
        cancel.chosen.connect(lambda: self._give_up(task))

    def _pause_first(self) -> None:
        self.services.captioning.pause()
        self._check()

    async def _measure(self, stop: Event) -> bool:
        """Measure everything anew; answers whether it was left to end."""
        packs = self.services.packs
        await packs.measure(stop, again=True)
        if not stop.is_set():
            self.services.captioning.use(*packs.choice)  # it may be another one now
        return not stop.is_set()

    def _checked(self, was_whole: bool) -> None:
        self._stop = None
        self._was_checked = was_whole
        self.begin_at(self._show(), told=self._result())

    def _give_up(self, task: asyncio.Task[bool]) -> None:
        """Stop at once, also where what measures does not."""
        self._stop_checking()
        task.cancel()
        self._checked(False)

    def _failed(self, problem: Problem) -> None:
        self._stop = None
        self.begin_at(self._show(problem), told=str(self.words.explain(problem)))

    def _stop_checking(self) -> None:
        if self._stop is not None:
            self._stop.set()
