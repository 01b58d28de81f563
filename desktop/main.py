"""Builds everything; the one module that sees every folder.

The order is for the person: first the window with the home screen, then, one
named step after another, what takes longer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from accessibility.aloud.reader import Reader
from accessibility.announcer import Announcer
from accessibility.audio import devices
from accessibility.audio.playing import Player
from accessibility.audio.sound_check import SoundCheck
from accessibility.captions.caption import Final
from accessibility.captions.captioning import CAPTIONS_ON, Captioning
from accessibility.captions.client import CaptionClient
from accessibility.captions.pack_shelf import PackShelf
from accessibility.captions.stream import Stream
from accessibility.rehearsing import Rehearsing
from desktop.agenda import Agenda
from desktop.background import Background
from desktop.children import child_command
from desktop.clock import Clock, SystemClock
from desktop.instance import BadRequest, Door, Request, request_from
from desktop.joining.doorway import Doorway
from desktop.joining.launcher import SystemLauncher
from desktop.joining.links import judge
from desktop.log import Log, catch_the_uncaught
from desktop.navigation import Navigator, Place
from desktop.paths import Paths, find_paths
from desktop.schedule.expansion import Expander
from desktop.settings import Settings
from desktop.shelf import Shelf
from resources.rehearsal import read_rehearsal
from resources.words import Words
from ui.app import draw_window, dress, make_application, run
from ui.life import Life
from ui.parts import Parts
from ui.window import Window

PRACTICE = "practice"


class PracticeLauncher:
    """Answers the practice session's link: its meeting is the recording."""

    def __init__(self, rehearsing: Rehearsing) -> None:
        self._rehearsing = rehearsing

    async def open(self, url: str) -> None:
        """Let the recording wait for the person: it begins once the captions listen."""
        self._rehearsing.get_ready()


def open_app(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; returns the exit status.

    `arguments`: nothing, `practice`, one card or calendar file, or `--until-painted`.
    """
    paths = find_paths(os.environ)
    record = Log(paths.log)
    record.open()
    catch_the_uncaught()
    door = Door(paths.private, os.environ)
    asked = _request(arguments)
    if door.enter(asked) == "handed_over":
        return 0
    try:
        return _stay(arguments, asked, door, paths, record)
    finally:
        door.close()
        record.close()


def _stay(arguments: Sequence[str], asked: Request, door: Door, paths: Paths, record: Log) -> int:
    words = Words()
    app = make_application(words("app.name"))
    settings = Settings(paths.settings)
    parts = build_parts(paths, settings, words, SystemClock())
    dress(app, settings)
    window = Window(parts)
    if list(arguments) == [PRACTICE]:
        parts.navigator.go(Place.PRACTICE)
    window.show()
    life = Life(window, parts, door, asked, crashed=record.last_crash is not None)
    until_painted = "--until-painted" in arguments
    return run(app, life.until_painted if until_painted else life.until_closed)


def build_parts(paths: Paths, settings: Settings, words: Words, clock: Clock) -> Parts:
    """Make each part and hand it what it needs. Nothing slow happens here."""
    expander = Expander(child_command("desktop.schedule.expansion"))
    shelf = Shelf(paths.private, clock, expander, words, may_open=may_open)
    player = Player(child_command("accessibility.audio.playing"))
    rehearsing = Rehearsing(player, read_rehearsal)
    worker = child_command("accessibility.captions.worker")
    captioning = Captioning(lambda tell: CaptionClient(tell, command=worker), Stream())
    captioning.is_turned_on = settings[CAPTIONS_ON]
    announcer = Announcer()
    return Parts(
        words=words,
        settings=settings,
        navigator=Navigator(),
        clock=clock,
        background=Background(),
        agenda=Agenda(shelf, clock, words),
        shelf=shelf,
        doorway=Doorway(
            SystemLauncher(),
            PracticeLauncher(rehearsing),
            clock,
            hosts=lambda: shelf.hosts,
            rooms=shelf.rooms,
        ),
        captioning=captioning,
        packs=PackShelf(
            paths.packs,
            os.environ,
            settings,
            command=child_command("accessibility.captions.pack_check"),
        ),
        rehearsing=rehearsing,
        sound=SoundCheck(player, _look, lambda: read_rehearsal().sound_check),
        aloud=Reader(),
        announcer=announcer,
        say=lambda text: announcer.say(text, time.monotonic()),
    )


def may_open(url: str, hosts: Collection[str]) -> bool:
    """Say whether a link is one of a meeting, given the hosts that a card adds."""
    return judge(url, allowed_hosts=hosts).verdict == "allow"


def draw_session(picture: Path, captions: Sequence[Final]) -> None:
    """Draw the session screen of the rehearsal with these words on it; needs no screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words = Words()
    app = make_application(words("app.name"))
    with TemporaryDirectory() as home:
        paths = find_paths({"PARLOUR_HOME": home})
        settings = Settings(paths.settings)
        parts = build_parts(paths, settings, words, SystemClock())
        dress(app, settings)
        parts.doorway.current = parts.agenda.practice()
        for caption in captions:
            parts.captioning.hear(caption)
        parts.navigator.go(Place.SESSION)
        draw_window(Window(parts), picture)


async def _look() -> devices.Devices:
    return await devices.look(child_command("accessibility.audio.devices"))


def _request(arguments: Sequence[str]) -> Request:
    """Read what is to be shown; what makes no sense is just a wish to see the window."""
    given = [one for one in arguments if one != PRACTICE and not one.startswith("--")]
    try:
        return request_from(given, folder=Path.cwd())
    except BadRequest:
        return Request()
