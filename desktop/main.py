"""Builds everything; the one module that sees every folder.

The order is for the person: first the window with the home screen, then, one
named step after another, what takes longer.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desktop.storage.settings import Settings
from desktop.system.background import Background
from desktop.system.child_process import child_command
from desktop.system.clock import Clock, SystemClock
from desktop.system.log import Log, catch_the_uncaught
from desktop.system.paths import Paths, find_paths
from desktop.system.single_instance import BadRequest, SingleInstance, StartRequest, request_from
from resources.words import Words
from ui.app import dress, leave, make_application, paint_first, run
from ui.navigation import Navigator, OwnWindowState, Place
from ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Collection

    from accessibility.aloud.reader import AloudReader
    from accessibility.announcer import Announcer
    from accessibility.audio.playing import Player
    from accessibility.audio.sound_check import SoundCheck
    from accessibility.captions.captioning import Captioning
    from accessibility.captions.events import Final
    from accessibility.captions.packs.library import PackLibrary
    from accessibility.captions.packs.queue import PackQueue
    from accessibility.rehearsing import Rehearsing
    from desktop.calendars.agenda import Agenda
    from desktop.calendars.calendars import Calendars
    from desktop.calendars.unlock import Unlocker
    from desktop.calendars.weekly_draft import WeeklyDraft
    from desktop.in_session.human_captioner import HumanCaptioner
    from desktop.in_session.show_cards import ShowCards
    from desktop.joining.join import Join
    from desktop.reminders.service import ReminderService
    from desktop.sessions.session import Session
    from desktop.system.autostart import Autostart

PRACTICE = "practice"
UNTIL_PAINTED = "--until-painted"
MINIMISED = "--minimised"


class House:
    """The parts of the app (`ui.services.Parts`), each made when it is first asked for.

    So the home screen is painted before the parts it does not need are even read.
    """

    def __init__(self, paths: Paths, settings: Settings, words: Words, clock: Clock) -> None:
        self._paths = paths
        self.settings = settings
        self.words = words
        self.clock = clock
        self.navigator, self.apart = Navigator(), OwnWindowState()
        self.background = Background()

    def say(self, text: str) -> None:
        """Tell a screen reader something, politely."""
        self.announcer.say(text, time.monotonic())

    @cached_property
    def calendars(self) -> Calendars:
        """Make the list of calendars and groups."""
        from desktop.calendars.calendars import Calendars
        from desktop.ical.calendar_reader import CalendarReader

        def may_open(url: str, hosts: Collection[str]) -> bool:
            from desktop.links import policy as links

            return links.may_open(url, hosts)

        private, reader = self._paths.private, CalendarReader()
        return Calendars(
            private,
            self.clock,
            reader,
            self.words,
            may_open=may_open,
            beside=lambda: (self.show_cards, self.captioner),
        )

    @cached_property
    def show_cards(self) -> ShowCards:
        """Make the cards to show."""
        from desktop.in_session.show_cards import ShowCards

        return ShowCards(self.words)

    @cached_property
    def captioner(self) -> HumanCaptioner:
        """Make the way to a human captioner's words."""
        from desktop.browsers.launcher import SystemLauncher
        from desktop.in_session.human_captioner import HumanCaptioner

        return HumanCaptioner(SystemLauncher())

    @cached_property
    def agenda(self) -> Agenda:
        """Make the view of what there is to go to."""
        from desktop.calendars.agenda import Agenda

        return Agenda(self.calendars, self.clock, self.words)

    @cached_property
    def unlocker(self) -> Unlocker:
        """Make what opens the safe place for links."""
        from desktop.calendars.unlock import Unlocker
        from desktop.credentials.keyring_vault import choose_vault

        return Unlocker(self.calendars, choose_vault)

    @cached_property
    def draft(self) -> WeeklyDraft:
        """Make the weekly session that is being typed."""
        from desktop.calendars.weekly_draft import WeeklyDraft

        return WeeklyDraft()

    @cached_property
    def join(self) -> Join:
        """Make the way into sessions."""
        from desktop.browsers.launcher import SystemLauncher
        from desktop.joining.join import Join
        from desktop.joining.practice_launcher import PracticeLauncher

        outside = SystemLauncher()
        return Join(
            outside,
            PracticeLauncher(self.rehearsing.get_ready),
            self.clock,
            hosts=lambda: self.calendars.hosts,
            rooms=self.calendars.rooms,
            browsers=outside.other_browsers,
            joined=self._joined,
        )

    @cached_property
    def reminder_service(self) -> ReminderService:
        """Make what reminds of sessions."""
        from ui.reminding_parts import find_notifier, make_reminding

        return make_reminding(self, find_notifier(self.words), self._player())

    @cached_property
    def autostart(self) -> Autostart:
        """Make the way to start with the computer."""
        from desktop.system.autostart import find_autostart

        return find_autostart(os.environ, self.words("reminder_ways.start_comment"))

    @cached_property
    def captioning(self) -> Captioning:
        """Make the captions; their worker starts when a pack is used."""
        from ui.caption_parts import make_captioning

        return make_captioning(self.settings)

    @cached_property
    def packs(self) -> PackLibrary:
        """Make the view of the language packs."""
        from ui.caption_parts import make_packs

        return make_packs(self, self._paths.packs)

    @cached_property
    def pack_queue(self) -> PackQueue:
        """Make the queue of language packs that are on their way."""
        from accessibility.captions.packs.queue import PackQueue

        return PackQueue(self.packs, self.background.run)

    @cached_property
    def rehearsing(self) -> Rehearsing:
        """Make the practice session's voice."""
        from accessibility.rehearsing import Rehearsing
        from resources.rehearsal import read_rehearsal

        return Rehearsing(self._player(), read_rehearsal)

    @cached_property
    def sound(self) -> SoundCheck:
        """Make the sound check."""
        from accessibility.audio import devices
        from accessibility.audio.sound_check import SoundCheck
        from resources.rehearsal import read_rehearsal

        look = partial(devices.look, child_command("accessibility.audio.devices"))
        return SoundCheck(self._player(), look, lambda: read_rehearsal().sound_check)

    @cached_property
    def aloud(self) -> AloudReader:
        """Make the voice that reads pages."""
        from accessibility.aloud.reader import AloudReader
        from accessibility.captions.hold_while_speaking import hold_while_speaking

        reader = AloudReader()
        hold_while_speaking(self.captioning, reader)
        return reader

    @cached_property
    def announcer(self) -> Announcer:
        """Make the queue of what a screen reader is told."""
        from accessibility.announcer import Announcer

        return Announcer()

    def _joined(self, session: Session) -> None:
        self.reminder_service.joined(session)

    def _player(self) -> Player:
        """Make a player for one purpose: what plays in it ends with the next thing it plays."""
        from accessibility.audio.playing import Player

        return Player(child_command("accessibility.audio.playing"))


def open_app(arguments: Sequence[str]) -> int:
    """Open the window, stay until it is closed, and end the process.

    Returns only where another Parlour took over, with the exit status.

    `arguments`: nothing, `practice`, one card or calendar file, `--minimised` (a start
    that nobody asked for just now), or `--until-painted`.
    """
    paths = find_paths(os.environ)
    record = Log(paths.log)
    catch_the_uncaught()
    instance = SingleInstance(paths.private, os.environ)
    asked = _request(arguments)
    if instance.enter(asked) == "handed_over":
        return 0
    try:
        status = _stay(arguments, asked, instance, paths, record)
    finally:
        instance.close()
        record.close()
    return leave(status)


def _stay(
    arguments: Sequence[str],
    asked: StartRequest,
    instance: SingleInstance,
    paths: Paths,
    record: Log,
) -> int:
    words = Words()
    settings = Settings(paths.settings)
    app = make_application(words("app.name"), settings)
    services = House(paths, settings, words, SystemClock())
    dress(app, settings)
    window = Window(services)
    if list(arguments) == [PRACTICE]:
        services.navigator.go(Place.PRACTICE)
    paint_first(window, minimised=MINIMISED in arguments)
    gc.freeze()  # what the first screen is made of stays; looking through it again is in vain
    gc.enable()
    if UNTIL_PAINTED in arguments:
        sys.stdout.write('{"painted": true}\n')
        return 0
    record.open()
    from ui.lifecycle import Lifecycle

    life = Lifecycle(window, services, instance, asked, crashed=record.last_crash is not None)
    return run(app, life.until_closed)


def draw_session(picture: Path, captions: Sequence[Final]) -> None:
    """Draw the session screen of the rehearsal with these words on it; needs no screen."""
    from ui.practice_picture import draw_practice

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words = Words()
    app = make_application(words("app.name"))
    with TemporaryDirectory() as home:
        paths = find_paths({"PARLOUR_HOME": home})
        settings = Settings(paths.settings)
        services = House(paths, settings, words, SystemClock())
        dress(app, settings)
        draw_practice(services, captions, picture)


def _request(arguments: Sequence[str]) -> StartRequest:
    """Read what is to be shown; what makes no sense is just a wish to see the window."""
    given = [one for one in arguments if one != PRACTICE and not one.startswith("--")]
    try:
        return request_from(given, folder=Path.cwd())
    except BadRequest:
        return StartRequest()
