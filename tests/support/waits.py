"""Every wait of a screen: how to begin it, and each way in which what it waits for can go wrong."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import urllib3

from desktop.feeds.problems import NoConnection
from desktop.system.background import Background
from resources.declared import Problem
from resources.platform.blocking import run_in_thread
from tests.support.all_scenes import SCENES
from tests.support.calendar_scenes import fields, secret_field
from tests.support.caption_scenes import saved, starred
from tests.support.card_scenes import CAPTIONER, give_captioner
from tests.support.dav_server import DAV_LOGIN
from tests.support.example import PACK, Example, calendar
from tests.support.help_scenes import type_helper
from tests.support.pack_shop import open_shop, open_speed_shop
from tests.support.scenes import Scene, add_address, at, has, press, settle, until, usual
from tests.support.source import ROOT
from ui.navigation import Place
from ui.screens.captions.export import SaveWordsScreen
from ui.screens.packs.get_pack import GetPackScreen
from ui.screens.print_week import PrintWeekScreen
from ui.screens.setup.write_agreement import WriteAgreementScreen
from ui.screens.ways.way import WayScreen
from ui.widgets.field import LabelledField
from ui.widgets.writing import WritingField
from ui.window import Window

T = TypeVar("T")
Act = Callable[[Example, Window], Awaitable[object]]
Site = tuple[str, int]


class Wordless(Problem):
    """A problem whose words are missing: whoever explains it goes wrong as well."""

    key = "nobody_wrote_this"


async def _raise(error: Exception) -> None:
    await asyncio.sleep(0)
    raise error


async def _run_out() -> None:
    await asyncio.sleep(0)
    next(iter(()))


ENDS: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
    "a problem": lambda: _raise(NoConnection()),
    "the disk": lambda: _raise(OSError(28, "no room")),
    "a broken line": lambda: _raise(urllib3.exceptions.ProtocolError("cut")),
    "a bug": lambda: _raise(RuntimeError("a secret")),
    "a dead child": lambda: _raise(BrokenPipeError()),
    "nothing is next": _run_out,
    "nothing is next in a thread": lambda: run_in_thread(lambda: next(iter(()))),
    "a thread that ends": lambda: run_in_thread(sys.exit),
    "no words": lambda: _raise(Wordless()),
    "silence": lambda: asyncio.sleep(3600),
    "a bug in the answer": lambda: asyncio.sleep(0),
}
"""What the work of a screen can end with, or never end."""


class FaultyBackground(Background):
    """Ends the work of screens as `end` says, once it is set. `sites`: who asked, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.end = ""
        self.sites: set[Site] = set()
        self.has_stop = False

    def run(
        self,
        work: Coroutine[Any, Any, T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        deadline_s: float | None = None,
    ) -> asyncio.Task[T]:
        """Do something else in place of the work."""
        if not self.end:
            return super().run(work, done=done, failed=failed, deadline_s=deadline_s)
        work.close()
        self.sites |= {_site(frame) for frame in traceback.extract_stack()}
        self.has_stop = deadline_s is None
        if self.end == "silence" and deadline_s is not None:
            deadline_s = 0.0

        def answer(_: T) -> None:
            raise RuntimeError

        other: Coroutine[Any, Any, Any] = ENDS[self.end]()
        return super().run(other, done=answer, failed=failed, deadline_s=deadline_s)


def _site(frame: traceback.FrameSummary) -> Site:
    path = Path(frame.filename)
    place = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
    return place, frame.lineno or 0


@dataclass(frozen=True)
class Wait:
    """A scene, what somebody does there, what stands there meanwhile, and what may come after.

    Where a screen goes on without what it waited for, `goes_on` is what it says then.
    """

    scene: Scene
    act: Act
    doing: str = ""
    goes_on: str = ""


def pressing(words: str) -> Act:
    """Return a press of the button whose words begin so."""
    return lambda _, window: press(window, words)


def going(place: Place, detail: Callable[[Example], str] = lambda _: "") -> Act:
    """Return the way to a place whose screen waits from the beginning."""

    async def go(example: Example, _: Window) -> None:
        example.navigator.go(place, detail(example))

    return go


def unlocked(place: Place, detail: str = "") -> Scene:
    """Return the scene of a place with no calendar."""

    async def scene(example: Example) -> Window:
        await example.calendars.unlock(example.vault)
        return await at(example, place, detail)

    return scene


def after(name: str, *presses: tuple[str, str]) -> Scene:
    """Return a scene and some presses in it, each with the words that come after it."""

    async def scene(example: Example) -> Window:
        window = await SCENES[name](example)
        for words, shown in presses:
            await press(window, words)
            await until(partial(has, window, shown))
        return window

    return scene


def saving(act: Callable[[SaveWordsScreen | GetPackScreen, Path], None]) -> Act:
    """Return what follows the answer of the computer's own window for files."""

    async def go(example: Example, window: Window) -> None:
        screen = window.screen_shown
        assert isinstance(screen, SaveWordsScreen | GetPackScreen)
        act(screen, example.home / "given.txt")

    return go


def _save(screen: SaveWordsScreen | GetPackScreen, path: Path) -> None:
    if isinstance(screen, SaveWordsScreen):
        screen.save(path)
    else:
        screen.install(str(path))


async def _save_page(example: Example, window: Window) -> None:
    screen = window.screen_shown
    assert isinstance(screen, PrintWeekScreen)
    screen.save_in(example.home / "Documents")


async def _make_card(example: Example, window: Window) -> None:
    screen = window.screen_shown
    assert isinstance(screen, WriteAgreementScreen)
    screen.save_card_in(example.home / "Documents")


async def _sign_in(_: Example, window: Window) -> None:
    for field, text in zip(fields(window), ("https://cloud.invalid", *DAV_LOGIN), strict=True):
        field.set_text(text)
    await press(window, "Find my calendars")


async def _sign_in_again(_: Example, window: Window) -> None:
    secret_field(window).set_text("another")
    await press(window, "Use this password")


def _name_helper(_: Example, window: Window) -> Awaitable[object]:
    return type_helper(window, "Sam Lee", "020 7946 0123")


def writing(text: str, words: str) -> Act:
    """Return what somebody writes into the one box, and the press after it."""

    async def do(_: Example, window: Window) -> None:
        field = window.screen_shown.findChild(WritingField)
        assert field is not None
        field.box.setPlainText(text)
        await press(window, words)

    return do


def typing(text: str, words: str) -> Act:
    """Return what somebody types into the one field, and the press after it."""

    async def do(_: Example, window: Window) -> None:
        field = window.screen_shown.findChild(LabelledField)
        assert field is not None
        field.set_text(text)
        await press(window, words)

    return do


async def _save_entry(example: Example, window: Window) -> None:
    screen = window.screen_shown
    assert isinstance(screen, WayScreen)
    screen.save_entry_in(example.home)
    await settle()


async def _changing_weekly(example: Example) -> Window:
    await SCENES["weekly-on-the-list"](example)
    example.draft.take(example.calendars.sources[0])
    window = await at(example, Place.WEEKLY, "check")
    await press(window, "Yes, keep this")
    await until(lambda: has(window, "Undo this"))
    return window


async def _captioner(example: Example) -> Window:
    await example.captioner.save(CAPTIONER)
    return await at(example, Place.CAPTIONER)


async def _own_card(example: Example) -> Window:
    card = await example.show_cards.add("Hello.")
    return await at(example, Place.CHANGE_CARD, card.id)


async def _pack(example: Example) -> Window:
    open_shop(example, PACK)
    return await at(example, Place.PACK, "pack")


async def _engine(example: Example) -> Window:
    open_speed_shop(example, PACK)
    return await at(example, Place.CAPTION_ENGINE)


async def _later(example: Example) -> Window:
    await example.settle_in()
    example.clock.moment += timedelta(minutes=2)
    return await at(example, Place.HOME)


def _tea(example: Example) -> str:
    return example.session("Tea").id


def _card_file(example: Example) -> str:
    return str(example.home / "group.parlour")


async def _opened_file(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    example.home.mkdir(parents=True, exist_ok=True)
    file = example.home / "opened.ics"
    file.write_bytes(calendar())
    window = await at(example, Place.ADD_FILE, str(file))
    await until(lambda: has(window, FILE_YES))
    return window


FILE_YES = "Yes, add this calendar"
READING, LOOKING = "Reading the calendar…", "Looking at your calendars…"
READING_PASTED = "Reading what you pasted…"
UNDO = ("Yes, add this group", "Undo this")

WAITS: dict[str, Wait] = {
    "add a link": Wait(
        unlocked(Place.ADD_LINK),
        lambda _, window: add_address(window, "https://example.invalid/tea.ics"),
        READING_PASTED,
    ),
    "open a file": Wait(_later, going(Place.ADD_FILE, _card_file), READING),
    "add an opened file": Wait(_opened_file, pressing(FILE_YES), READING),
    "add a group": Wait(SCENES["calendar-card"], pressing("Yes, add this group")),
    "undo a group": Wait(after("calendar-card", UNDO), pressing("Undo this")),
    "sign in": Wait(unlocked(Place.SIGN_IN, "other"), _sign_in, "Asking for your calendars…"),
    "add a found calendar": Wait(SCENES["sign-in-found"], pressing("Add Walking"), READING),
    "sign in again": Wait(SCENES["sign-in-again"], _sign_in_again, "Asking for your calendars…"),
    "check calendars": Wait(usual(Place.CALENDAR), pressing("Check now"), LOOKING),
    "remove a calendar": Wait(usual(Place.CALENDAR), pressing("Remove")),
    "put a calendar back": Wait(SCENES["calendar-removed"], pressing("Put it back")),
    "unlock": Wait(SCENES["calendar-locked"], pressing("Try again"), "Look for a window that asks"),
    "keep a weekly session": Wait(
        SCENES["weekly-check"], pressing("Yes, keep this"), "Keeping it…"
    ),
    "undo a weekly session": Wait(SCENES["weekly-kept"], pressing("Undo this")),
    "undo a changed weekly session": Wait(_changing_weekly, pressing("Undo this")),
    "look at the calendar": Wait(
        _later, going(Place.OPENING, _tea), "Looking at your calendar…", "It opened"
    ),
    "open a meeting": Wait(usual(Place.HOME), going(Place.OPENING, _tea)),
    "find other browsers": Wait(usual(Place.OPENING), pressing("Help me")),
    "call": Wait(
        SCENES["phone-ask"],
        pressing("Yes, call now"),
        goes_on="This computer cannot make the call.",
    ),
    "be happy with the rules": Wait(SCENES["agreement-asked"], pressing("I am happy with this")),
    "name a group": Wait(unlocked(Place.WRITE_AGREEMENT), typing("Tea", "Next question")),
    "write a rule": Wait(SCENES["write-agreement-question"], pressing("Next question")),
    "leave a rule out": Wait(
        SCENES["write-agreement-question"], pressing("We need no rule for this")
    ),
    "keep a note": Wait(usual(Place.WRITE_NOTE), writing("It was good.", "Keep this note")),
    "change a note": Wait(SCENES["note-changing"], writing("It was hard.", "Keep this note")),
    "delete a note": Wait(SCENES["note-kept"], pressing("Delete this note")),
    "put a note back": Wait(SCENES["note-deleted"], pressing("Put it back")),
    "delete all notes": Wait(SCENES["notes-kept"], pressing("Delete all my notes")),
    "put all notes back": Wait(SCENES["notes-deleted"], pressing("Put them back")),
    "make a group's card": Wait(SCENES["write-agreement-all"], _make_card, "Making the card…"),
    "open a way": Wait(SCENES["way-chat"], pressing("Open it now")),
    "begin an e-mail": Wait(SCENES["way-email"], pressing("Write an e-mail")),
    "keep a call": Wait(SCENES["way-phone_tree"], pressing("I have called Bo")),
    "take a call back": Wait(SCENES["way-called"], pressing("Take that back")),
    "save a meeting": Wait(SCENES["way-in_person"], _save_entry, "Saving the meeting…"),
    "save a page": Wait(usual(Place.PRINT_WEEK), _save_page, "Saving the page…"),
    "save the words": Wait(starred, saving(_save)),
    "delete the words": Wait(saved, pressing("Delete this file")),
    "remove a captioner": Wait(_captioner, pressing("Remove this address")),
    "keep a captioner": Wait(
        unlocked(Place.CAPTIONER), lambda _, window: give_captioner(window, CAPTIONER)
    ),
    "open a captioner": Wait(_captioner, pressing("Open my captioner’s words")),
    "measure the computer": Wait(
        _engine, pressing("Check how fast this computer is"), "Checking. It takes up to 1 minute."
    ),
    "check a pack": Wait(_pack, pressing("Check this language"), "Checking the language…"),
    "remove a pack": Wait(SCENES["pack-remove"], pressing("Yes, remove it")),
    "install a pack": Wait(usual(Place.GET_PACK), saving(_save), "Checking the language…"),
    "name the loudspeaker": Wait(
        usual(Place.HOME), going(Place.SOUND_CHECK), goes_on="This computer has no loudspeaker"
    ),
    "play a sound": Wait(
        usual(Place.SOUND_CHECK), pressing("Play a sound"), "You should hear a voice now."
    ),
    "allow a website": Wait(
        unlocked(Place.WEBSITES), typing("meet.example.org", "Allow this website")
    ),
    "follow a card's captions": Wait(
        SCENES["calendar-card-added"], pressing("Do not start them by themselves")
    ),
    "keep a helper": Wait(unlocked(Place.HELPER_CONTACT), _name_helper),
    "remove a helper": Wait(SCENES["helper-kept"], pressing("Remove this helper")),
    "put a helper back": Wait(SCENES["helper-kept"], pressing("Put it back as it was")),
    "remove a website": Wait(SCENES["websites-some"], pressing("Remove meet.example.org")),
    "put a website back": Wait(SCENES["websites-some"], pressing("Put it back")),
    "read the changes": Wait(SCENES["changes-to-read"], pressing("I have read this")),
    "put a removed card back": Wait(SCENES["show-card-removed"], pressing("Put the card back")),
    "change a card": Wait(_own_card, typing("Hello all.", "Keep this card")),
    "add a card": Wait(unlocked(Place.CHANGE_CARD), typing("Hello all.", "Keep this card")),
    "drop a card": Wait(_own_card, pressing("Remove this card")),
    "undo the words of a card": Wait(SCENES["change-card-first-words"], pressing("Undo")),
}
"""Each wait by what it is for. `test_base.py` finds a wait that is not here."""


async def begin(example: Example, wait: Wait, end: str) -> tuple[FaultyBackground, Window]:
    """Go to where a screen waits, and let what it waits for end in that way."""
    example.background = background = FaultyBackground()
    window = await wait.scene(example)
    background.at_fault = window.show_problem
    background.end = end
    await wait.act(example, window)
    return background, window
