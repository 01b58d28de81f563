"""Composition root: makes every service and opens the app; the one module that sees every folder.

The order is for the person: first the window with the home screen, then
(`ui.lifecycle`) what takes longer.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from accessibility.beside.space import Space, find_space
from desktop.storage.settings import Settings
from desktop.system.clock import SystemClock
from desktop.system.log import Log, catch_the_uncaught
from desktop.system.paths import Paths, find_paths, stand_in_the_home
from desktop.system.single_instance import BadRequest, SingleInstance, StartRequest, request_from
from desktop.system.start_options import MINIMISED, PRACTICE, UNTIL_PAINTED
from resources.platform.child_process import (
    CAPTION_WORKER,
    DEVICES,
    PACK_CHECK,
    PACK_SPEED,
    PLAYER,
    child_command,
)
from resources.words import Words
from ui.app import apply_look, leave, make_application, paint_first, platform_name, run_app
from ui.garbage import collect_garbage_here
from ui.navigation import Place
from ui.services import Services
from ui.window import Window
from ui.window_size import WindowSizeMemory

if TYPE_CHECKING:
    from datetime import tzinfo

    from accessibility.aloud.reader import AloudReader
    from accessibility.announcer import Announcer
    from accessibility.audio.playing import Player
    from accessibility.audio.sound_check import SoundCheck
    from accessibility.captions.captioning import Captioning
    from accessibility.captions.events import Final
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
    from desktop.reminders.alerts import Notifier
    from desktop.reminders.service import ReminderService
    from desktop.sessions.session import CalendarReading, Session, TimeRange
    from desktop.system.autostart import Autostart
    from ui.services import Makers


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
    stand_in_the_home(os.environ)
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
    app = make_application(words("app.name"), settings, about=words("app.about"))
    services = compose(paths, settings, words)
    apply_look(app, settings)
    window = Window(services)
    WindowSizeMemory(window, settings)
    if list(arguments) == [PRACTICE]:
        services.navigator.go(Place.PRACTICE)
    paint_first(window, minimised=MINIMISED in arguments)
    gc.freeze()  # what the first screen is made of stays; looking through it again is in vain
    collect_garbage_here(app)
    if UNTIL_PAINTED in arguments:
        sys.stdout.write('{"painted": true}\n')
        return 0
    record.open()
    from ui.lifecycle import Lifecycle

    life = Lifecycle(window, services, instance, asked, crashed=record.last_crash is not None)
    return run_app(app, life.until_closed)


def draw_session(picture: Path, captions: Sequence[Final]) -> None:
    """Draw the session screen of the rehearsal with these words on it; needs no screen."""
    from ui.practice_picture import draw_practice

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words = Words()
    app = make_application(words("app.name"))
    with TemporaryDirectory() as home:
        paths = find_paths({"PARLOUR_HOME": home})
        services = compose(paths, Settings(paths.settings), words)
        apply_look(app, services.settings)
        draw_practice(services, captions, picture)


def _request(arguments: Sequence[str]) -> StartRequest:
    """Read what is to be shown; what makes no sense is just a wish to see the window."""
    given = [one for one in arguments if one != PRACTICE and not one.startswith("--")]
    try:
        return request_from(given, folder=Path.cwd())
    except (BadRequest, FileNotFoundError):  # or the current folder was removed
        return StartRequest()


def compose(paths: Paths, settings: Settings, words: Words) -> Services:
    """Return all services of the app; each is made when it is first asked for."""
    return Services(paths, settings, words, SystemClock(), MAKERS)


def _calendars(services: Services) -> Calendars:
    from desktop.calendars.calendars import Calendars

    def may_open(url: str, hosts: Collection[str]) -> bool:
        from desktop.links import policy

        return policy.may_open(url, hosts)

    def read(body: bytes, window: TimeRange, zone: tzinfo) -> CalendarReading:
        from desktop.ical.expansion import read_calendar

        return read_calendar(body, window, zone)

    return Calendars(
        services.paths.private,
        services.clock,
        read,
        services.words,
        may_open=may_open,
        beside=lambda: (services.show_cards, services.captioner),
    )


def _show_cards(services: Services) -> ShowCards:
    from desktop.in_session.show_cards import ShowCards

    return ShowCards(services.words)


def _captioner(_: Services) -> HumanCaptioner:
    from desktop.browsers.launcher import SystemLauncher
    from desktop.in_session.human_captioner import HumanCaptioner

    return HumanCaptioner(SystemLauncher())


def _quick_exit(_: Services) -> QuickExit:
    from desktop.browsers.launcher import SystemLauncher
    from desktop.browsers.quick_exit import QuickExit

    return QuickExit(SystemLauncher())


def _agenda(services: Services) -> Agenda:
    from desktop.calendars.agenda import Agenda

    return Agenda(services.calendars, services.clock, services.words)


def _unlocker(services: Services) -> Unlocker:
    from desktop.calendars.unlock import Unlocker
    from desktop.credentials.keyring_vault import choose_vault

    return Unlocker(services.calendars, choose_vault)


def _draft(_: Services) -> WeeklyDraft:
    from desktop.calendars.weekly_draft import WeeklyDraft

    return WeeklyDraft()


def _join(services: Services) -> Join:
    from desktop.browsers.launcher import PracticeLauncher, SystemLauncher
    from desktop.joining.join import Join

    def joined(session: Session) -> None:
        services.reminder_service.joined(session)

    outside = SystemLauncher()
    return Join(
        outside,
        PracticeLauncher(services.practice_room.open),
        services.clock,
        hosts=services.calendars.hosts_for,
        rooms=services.calendars.rooms,
        browsers=outside.other_browsers,
        joined=joined,
    )


def _practice_room(services: Services) -> PracticeRoom:
    """Make the practice meeting; the recorded voices are made when somebody comes."""
    from desktop.joining.practice_room import PracticeRoom

    def get_ready() -> None:
        services.rehearsing.get_ready()

    def fall_silent() -> None:
        services.rehearsing.stop()

    return PracticeRoom(get_ready, fall_silent)


def _reminder_service(services: Services) -> ReminderService:
    return make_reminder_service(services, _notifier(services.words), _player())


def make_reminder_service(
    services: Services, notifier: Notifier, player: Player
) -> ReminderService:
    """Return what reminds of the sessions of `services`."""
    from accessibility.audio.chime import Chime
    from desktop.reminders.alerts import Alerts
    from desktop.reminders.service import ReminderService

    def must_be_silent() -> bool:
        return services.join.current is not None or services.captioning.is_on

    clock, words = services.clock, services.words
    alerts = Alerts(
        notifier, Chime(player).ring, services.settings, clock, words, must_be_silent=must_be_silent
    )
    return ReminderService(
        services.agenda,
        services.calendars.replies,
        services.settings,
        services.background,
        alerts,
        clock=clock,
        words=words,
        current=lambda: services.join.current,
    )


def _notifier(words: Words) -> Notifier:
    """Return the way to this desktop's notifications."""
    name = words("app.name")
    if sys.platform.startswith("linux"):
        from desktop.reminders.dbus import DBusNotifier

        return DBusNotifier(name, words("reminders.open"))
    from ui.notices.tray import TrayNotifier

    return TrayNotifier(name)


def _autostart(services: Services) -> Autostart:
    from desktop.system.autostart import find_autostart

    return find_autostart(os.environ, services.words("reminder_ways.start_comment"))


def _captioning(services: Services) -> Captioning:
    """Make the captions; their worker starts when a pack is used."""
    from accessibility.captions.captioning import CAPTIONS_ON, Captioning
    from accessibility.captions.client.client import CaptionClient
    from accessibility.captions.text.stream import CaptionStream

    worker = child_command(CAPTION_WORKER)
    captioning = Captioning(lambda tell: CaptionClient(tell, command=worker), CaptionStream())
    captioning.is_turned_on = services.settings[CAPTIONS_ON]
    captioning.adopt(services.settings)
    return captioning


def _packs(services: Services) -> PackLibrary:
    """Make the view of the language packs; captions follow every change of them."""
    from accessibility.captions.packs.library import PackLibrary

    packs = PackLibrary(
        services.paths.packs,
        os.environ,
        services.settings,
        child_command(PACK_CHECK),
        child_command(PACK_SPEED),
    )
    packs.watch(lambda: use_best_packs(packs, services.captioning))
    return packs


def use_best_packs(packs: PackLibrary, captioning: Captioning) -> None:
    """Caption with the best packs that are here now; without any nothing is listened to."""
    if packs.best is None:
        captioning.pause()
    captioning.use(*packs.choice)


def _pack_queue(services: Services) -> PackQueue:
    from accessibility.captions.packs.queue import PackQueue

    return PackQueue(services.packs, services.background.run)


def _rehearsing(_: Services) -> Rehearsing:
    from accessibility.rehearsing import Rehearsing
    from resources.rehearsal import read_rehearsal

    return Rehearsing(_player(), read_rehearsal)


def _sound(_: Services) -> SoundCheck:
    from accessibility.audio import devices
    from accessibility.audio.sound_check import SoundCheck
    from resources.rehearsal import read_rehearsal

    look = partial(devices.look, child_command(DEVICES))
    return SoundCheck(_player(), look, lambda: read_rehearsal().sound_check)


def _aloud(services: Services) -> AloudReader:
    from accessibility.aloud.reader import AloudReader
    from accessibility.captions.hold_while_speaking import hold_while_speaking

    reader = AloudReader()
    hold_while_speaking(services.captioning, reader)
    return reader


def _announcer(_: Services) -> Announcer:
    from accessibility.announcer import Announcer

    return Announcer()


def _space(_: Services) -> Space:
    return find_space(platform_name())


def _player() -> Player:
    """Make a player for one purpose: what plays in it ends with the next thing it plays."""
    from accessibility.audio.playing import Player

    return Player(child_command(PLAYER))


MAKERS: Makers = {
    "agenda": _agenda,
    "calendars": _calendars,
    "unlocker": _unlocker,
    "draft": _draft,
    "join": _join,
    "practice_room": _practice_room,
    "show_cards": _show_cards,
    "captioner": _captioner,
    "reminder_service": _reminder_service,
    "quick_exit": _quick_exit,
    "autostart": _autostart,
    "captioning": _captioning,
    "packs": _packs,
    "pack_queue": _pack_queue,
    "rehearsing": _rehearsing,
    "sound": _sound,
    "aloud": _aloud,
    "announcer": _announcer,
    "space": _space,
}
"""How each service of `Services` is made; what is slow to read is read there."""
