"""What the screens are given: everything they may ask or tell, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from accessibility.aloud.reader import AloudReader
    from accessibility.announcer import Announcer
    from accessibility.audio.sound_check import SoundCheck
    from accessibility.captions.captioning import Captioning
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
    from desktop.storage.settings import Settings
    from desktop.system.autostart import Autostart
    from desktop.system.background import Background
    from desktop.system.clock import Clock
    from resources.words import Words
    from ui.navigation import Navigator, OwnWindowState


class Services(Protocol):
    """What `desktop.main` builds and every screen is handed."""

    @property
    def words(self) -> Words:
        """Every sentence, by name."""
        ...

    @property
    def settings(self) -> Settings:
        """The person's choices."""
        ...

    @property
    def navigator(self) -> Navigator:
        """Where the person is, and the way back."""
        ...

    @property
    def apart(self) -> OwnWindowState:
        """Whether captions stand in a window of their own."""
        ...

    @property
    def clock(self) -> Clock:
        """What time it is, and where."""
        ...

    @property
    def background(self) -> Background:
        """Work beside the window."""
        ...

    @property
    def agenda(self) -> Agenda:
        """What there is to go to."""
        ...

    @property
    def calendars(self) -> Calendars:
        """The calendars and groups, and how they are changed."""
        ...

    @property
    def unlocker(self) -> Unlocker:
        """What opens the safe place for links."""
        ...

    @property
    def draft(self) -> WeeklyDraft:
        """The weekly session that is being typed."""
        ...

    @property
    def join(self) -> Join:
        """The way into sessions."""
        ...

    @property
    def show_cards(self) -> ShowCards:
        """The sentences to hold up."""
        ...

    @property
    def captioner(self) -> HumanCaptioner:
        """Where a human captioner's words appear."""
        ...

    @property
    def reminder_service(self) -> ReminderService:
        """What reminds of sessions."""
        ...

    @property
    def autostart(self) -> Autostart:
        """Whether Parlour starts with the computer."""
        ...

    @property
    def captioning(self) -> Captioning:
        """The captions of the group."""
        ...

    @property
    def packs(self) -> PackLibrary:
        """The language packs."""
        ...

    @property
    def pack_queue(self) -> PackQueue:
        """The language packs on their way."""
        ...

    @property
    def rehearsing(self) -> Rehearsing:
        """The practice session's voice."""
        ...

    @property
    def sound(self) -> SoundCheck:
        """The sound check."""
        ...

    @property
    def aloud(self) -> AloudReader:
        """The voice that reads pages."""
        ...

    @property
    def announcer(self) -> Announcer:
        """What waits to be told to a screen reader."""
        ...

    def say(self, text: str) -> None:
        """Tell a screen reader something, politely."""
        ...
