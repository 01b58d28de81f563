"""Application services: what `desktop.main` composes and every screen is handed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from desktop.system.background import Background
from ui.navigation import BesideMeeting, Navigator, OwnWindowState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from accessibility.aloud.reader import AloudReader
    from accessibility.announcer import Announcer
    from accessibility.audio.sound_check import SoundCheck
    from accessibility.beside.space import Space
    from accessibility.captions.captioning import Captioning
    from accessibility.captions.packs.library import PackLibrary
    from accessibility.captions.packs.queue import PackQueue
    from accessibility.rehearsing import Rehearsing
    from desktop.browsers.quick_exit import QuickExit
    from desktop.calendars.agenda import Agenda
    from desktop.calendars.calendars import Calendars
    from desktop.calendars.unlock import Unlocker
    from desktop.calendars.weekly_draft import WeeklyDraft
    from desktop.in_session.human_captioner import HumanCaptioner
    from desktop.in_session.show_cards import ShowCards
    from desktop.joining.join import Join
    from desktop.joining.practice_room import PracticeRoom
    from desktop.reminders.service import ReminderService
    from desktop.sessions.session import Session
    from desktop.storage.settings import Settings
    from desktop.system.autostart import Autostart
    from desktop.system.clock import Clock
    from desktop.system.paths import Paths
    from resources.words import Words

    Makers = Mapping[str, Callable[["Services"], object]]


class Services:
    """Everything a screen may ask or tell. Each service is made when it is first asked for.

    So the home screen is painted before the modules it does not need are even read.
    `makers` has one function for each annotated service; `tests/desktop/test_main.py`
    proves that the types agree.
    """

    agenda: Agenda
    """What there is to go to."""

    calendars: Calendars
    """The calendars and groups, and how they are changed."""

    unlocker: Unlocker
    """What opens the safe place for links."""

    draft: WeeklyDraft
    """The weekly session that is being typed."""

    join: Join
    """The way into sessions."""

    practice_room: PracticeRoom
    """The practice meeting."""

    show_cards: ShowCards
    """The sentences to hold up."""

    captioner: HumanCaptioner
    """Where a human captioner's words appear."""

    reminder_service: ReminderService
    """What reminds of sessions."""

    quick_exit: QuickExit
    """The way to leave at once."""

    autostart: Autostart
    """Whether Parlour starts with the computer."""

    captioning: Captioning
    """The captions of the group."""

    packs: PackLibrary
    """The language packs."""

    pack_queue: PackQueue
    """The language packs on their way."""

    rehearsing: Rehearsing
    """The practice session's voice."""

    sound: SoundCheck
    """The sound check."""

    aloud: AloudReader
    """The voice that reads pages."""

    announcer: Announcer
    """What waits to be told to a screen reader."""

    space: Space
    """What keeps a place free for Parlour beside a meeting."""

    def __init__(
        self, paths: Paths, settings: Settings, words: Words, clock: Clock, makers: Makers
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.words = words
        self.clock = clock
        self.navigator = Navigator()
        self.own_window = OwnWindowState()
        self.beside = BesideMeeting()
        self.background = Background()
        self._makers = makers

    @property
    def current_session(self) -> Session | None:
        """Return the session the person is in; the first paint makes no `join` to know it."""
        join: Join | None = vars(self).get("join")
        return join.current if join is not None else None

    def say(self, text: str) -> None:
        """Tell a screen reader something, politely."""
        self.announcer.say(text, time.monotonic())

    if not TYPE_CHECKING:  # for mypy there is no attribute but those above

        def __getattr__(self, name: str) -> object:
            """Make a service, once: Python asks here only for what is not there yet."""
            if name not in self._makers:
                raise AttributeError(name)
            made = self._makers[name](self)
            setattr(self, name, made)
            return made
