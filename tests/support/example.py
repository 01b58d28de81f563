"""A Parlour with a life in it: real parts, a real calendar file, a still clock, no network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accessibility.aloud.reader import AloudReader
from accessibility.audio.devices import Devices
from accessibility.audio.sound_check import SoundCheck
from accessibility.beside.space import NoSpace
from accessibility.captions.captioning import Captioning
from accessibility.captions.events import Final, Missed, Partial, State
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.protocol import Level
from accessibility.captions.text.stream import CaptionStream
from accessibility.rehearsing import Rehearsing
from desktop.browsers.launcher import PracticeLauncher
from desktop.browsers.quick_exit import QuickExit
from desktop.calendars.calendars import Calendars
from desktop.calendars.store import CardOffer
from desktop.calendars.unlock import Unlocker
from desktop.credentials.keyring_vault import VaultChoice
from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.vault import KeyringLocked
from desktop.groups.practice_group import IDENTITY as PRACTICE_GROUP
from desktop.in_session.human_captioner import HumanCaptioner
from desktop.joining.join import Join
from desktop.links.policy import LinkVerdict, judge, may_open
from desktop.main import MAKERS, make_reminder_service
from desktop.sessions.session import Session
from desktop.storage.settings import Settings
from desktop.system.autostart import AutostartFile
from desktop.system.paths import find_paths
from resources.rehearsal import read_rehearsal
from resources.words import Words
from tests.support.calendar_store_life import read_here
from tests.support.memory_keyring import KeptVault
from tests.support.quiet import QuietClient, QuietNotifier, QuietPlayer
from tests.support.recording_launcher import RecordingLauncher
from tests.support.still_clock import StillClock
from tests.support.voices import QuietVoice
from ui.navigation import Place, Visit
from ui.services import Services

NOW = datetime(2026, 11, 24, 13, 50, tzinfo=ZoneInfo("Europe/London"))
"""A Tuesday, ten minutes before the tea group meets."""

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=Qx7vB2"


class Row(NamedTuple):
    """One event: when it begins after now, and the line that says how to get in."""

    uid: str
    title: str
    ahead: timedelta
    way: str
    status: str = "CONFIRMED"
    has_phone: bool = False
    all_day: bool = False
    note: str = ""


SESSIONS = (
    Row("tea", "Tuesday Tea Group", timedelta(minutes=10), f"URL:{ZOOM}", has_phone=True),
    Row("carers", "Carers’ chat", timedelta(days=1), "URL:https://meet.google.com/abc-defg-hij"),
    Row("film", "Film night", timedelta(days=3), "URL:https://whereby.com/film", "CANCELLED"),
    Row("walk", "Walking and talking", timedelta(days=6), "LOCATION:The park gate"),
    Row("odd", "Book club", timedelta(days=8), "URL:https://meet.example.org/books"),
)

CARD = """{"format": 1, "made": "2026-11-01", "group": {"id": "tea-group-2026",
 "name": "Tuesday Tea Group", "contact": {"name": "Ruth", "phone": "020 7946 0018"}}}"""


TEA_CARD = """{"format": 1, "made": "2026-11-01", "group": {"id": "tea-group-2026",
 "name": "Tuesday Tea Group", "language": "de-AT", "captions": "We all read along.",
 "contact": {"name": "Ruth", "phone": "020 7946 0018"}}, "weekly": [{"name": "Songs",
 "day": "friday", "at": "19:00", "zone": "Europe/London"}]}"""
"""A card that asks for captions, in a language of its own."""

PACK = LanguagePack("en", "vosk", "vosk-model-small-en-us-0.15", Path("pack"), "own", 41_000_000)

SPOKEN = (
    State("listening", detail="Built-in loudspeaker"),
    Final("Hello everyone, and welcome. It is lovely to see so many of you.", 0.0, 5.0),
    Missed(5.0, 8.0),
    Final("We will start with names. You can pass if you like.", 9.5, 13.0),
    Partial("Ruth would you", 15.0, 16.0),
    Partial("Ruth would you like to", 15.0, 16.4),
    Level(0.5, 16.4),
)


SPOKEN_BY_ME = (
    State("listening", source="me", detail="Built-in microphone"),
    Final("I can hear you well.", 17.0, 18.0, source="me"),
    Level(0.3, 18.0, source="me"),
)


def calendar(now: datetime = NOW, rows: Sequence[Row] = SESSIONS) -> bytes:
    """Return a group's calendar; its first session begins 10 minutes after `now`."""
    events = [_event(row, now) for row in rows]
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n"
    name = "X-WR-CALNAME:Tuesday Tea Group\r\n"
    return (head + name + "".join(events) + "END:VCALENDAR\r\n").encode()


def _event(row: Row, now: datetime) -> str:
    start = now + row.ahead
    day = f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    times = [f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}", "DURATION:PT1H"]
    phone = "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+442034815237\\,\\,81234567890#"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{row.uid}@example.org",
        *([day] if row.all_day else times),
        f"SUMMARY:{row.title}",
        f"STATUS:{row.status}",
        row.way,
        *([f"DESCRIPTION:{row.note}"] if row.note else []),
        *([phone] if row.has_phone else []),
        "END:VEVENT",
        "",
    ]
    return "\r\n".join(lines)


class Example(Services):
    """One person's Parlour. Nothing leaves it: links are written down, sound is silent.

    It knows nothing at first; `settle_in` adds a calendar and a card. `clock.moment` may be moved.
    """

    clock: StillClock

    def __init__(self, home: Path, words: Words | None = None) -> None:
        paths = find_paths({"PARLOUR_HOME": str(home)})
        super().__init__(paths, Settings(paths.settings), words or Words(), StillClock(NOW), MAKERS)
        self.home = home
        self.vault = KeptVault()
        self.browser = RecordingLauncher()
        self.player = QuietPlayer()
        self.notifier = QuietNotifier()
        self.voice = QuietVoice()
        self.devices = Devices("Built-in loudspeaker", "Built-in microphone")
        self.wishes: list[str] = []
        self.judged: list[str] = []
        self.calendars = Calendars(
            paths.private,
            self.clock,
            read_here,
            self.words,
            may_open=may_open,
            beside=lambda: (self.show_cards, self.captioner),
        )
        self.captioner = HumanCaptioner(self.browser)
        self.quick_exit = QuickExit(self.browser)
        self.space = NoSpace("nothing")
        self.unlocker = Unlocker(self.calendars, self._find_vault)
        self.rehearsing = Rehearsing(self.player, read_rehearsal)
        self.reminder_service = make_reminder_service(self, self.notifier, self.player)
        self.join = Join(
            self.browser,
            PracticeLauncher(self.practice_room.open),
            self.clock,
            hosts=self.calendars.hosts_for,
            rooms=self.calendars.rooms,
            browsers=self.browser.other_browsers,
            joined=self.reminder_service.joined,
            policy=self._judge,
        )
        self.captioning = Captioning(lambda tell: QuietClient(tell, self.wishes), CaptionStream())
        self.sound = SoundCheck(self.player, self._look, lambda: read_rehearsal().sound_check)
        self.autostart = AutostartFile(home / "autostart" / "parlour.desktop", b"")
        self.aloud = AloudReader(self.voice)

    def _judge(self, url: str, hosts: Collection[str]) -> LinkVerdict:
        """Write down that a link is judged for `join`."""
        self.judged.append(url)
        return judge(url, hosts)

    async def _look(self) -> Devices:
        return self.devices

    def _find_vault(self) -> VaultChoice:
        if self.vault.is_locked:
            return VaultChoice(MemoryVault(), KeyringLocked())
        return VaultChoice(self.vault)

    async def settle_in(self, body: bytes = b"", card_text: str = CARD) -> None:
        """Add a calendar file and a group card, as a person would."""
        file, card = self.home / "group.ics", self.home / "group.parlour"
        self.home.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body or calendar())
        card.write_text(card_text, "utf-8")
        await self.calendars.unlock(self.vault)
        await self.calendars.add_file(file)
        offer = await self.calendars.open_file(card)
        assert isinstance(offer, CardOffer)
        await self.calendars.apply_card(offer)
        self.agenda.tell()

    def session(self, title: str) -> Session:
        """Return the session whose title holds this."""
        return next(one for one in self.agenda.sessions if title in one.title)

    def speak(self) -> None:
        """Let captions run and hold a few lines: settled, missed, and being said."""
        self.captioning.use(PACK)
        self.captioning.start()
        for event in SPOKEN:
            self.captioning.handle(event)

    def talk(self, lines: int) -> None:
        """Let the group go on talking, a block each time."""
        for line in range(1, lines + 1):
            at = 20.0 + 10 * line
            self.captioning.handle(Final(f"This is line {line} of a long story.", at, at + 3))

    def speak_too(self) -> None:
        """Ask for the microphone as well, and say something into it."""
        self.speak()
        self.captioning.listen_to("group", "me")
        for event in SPOKEN_BY_ME:
            self.captioning.handle(event)

    async def close(self) -> None:
        """Let go of everything, as the app does at its end."""
        await self.aloud.close()
        await self.rehearsing.close()
        await self.captioning.close()
        await self.calendars.close()
        await self.background.close()


@asynccontextmanager
async def living(example: Example) -> AsyncIterator[Example]:
    """Let somebody's Parlour live, and let go of it at the end."""
    try:
        yield example
    finally:
        await example.close()


def visits(services: Example) -> list[Visit]:
    """Return one visit to every place, with what it needs to show something."""
    details = {
        Place.PAGE: "safety-scams",
        Place.PRINT_PAGE: "safety-scams",
        Place.SIGN_IN: "icloud",
        Place.SIGN_IN_AGAIN: services.calendars.sources[0].id,
        Place.OPENING: services.session("Tea").id,
        Place.BEFORE: services.session("Tea").id,
        Place.LINK_TROUBLE: services.session("Book").id,
        Place.BY_PHONE: services.session("Tea").id,
        Place.HELP_ANSWER: "hear.1",
        Place.WAYS: PRACTICE_GROUP,
        Place.WAY: f"{PRACTICE_GROUP}/0",
        Place.FITTING_WAYS: PRACTICE_GROUP,
        Place.PRACTICE_WAY: "chat",
        Place.PRINT_TREE: f"{PRACTICE_GROUP}/7",
        Place.SHOW_CARD: "in_turn",
        Place.CHANGE_CARD: "slower",
    }
    return [Visit(place, details.get(place, "")) for place in Place]
