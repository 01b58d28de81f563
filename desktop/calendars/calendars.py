"""The person's calendars and groups as one: where sessions come from, and how that is changed.

Everything here is all or nothing: a link that cannot be read, a wish to stop, a
full disk leave the calendars exactly as they were.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.calendars.contents import Contents
from desktop.calendars.outcomes import CardOffer
from desktop.system.gate import Gate
from resources.declared import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from desktop.calendars.outcomes import Added
    from desktop.calendars.reminder_replies import ReminderReplies
    from desktop.calendars.store import CalendarStore, SealedPart
    from desktop.credentials.vault import Vault
    from desktop.feeds.caldav import CalDavCalendar
    from desktop.feeds.timetable import ReadCalendar
    from desktop.groups.cards import GroupCard, MayOpen
    from desktop.joining.known_rooms import KnownRooms
    from desktop.sessions.weekly import WeeklyRule
    from desktop.system.clock import Clock
    from resources.words import Words

CARD = ".parlour"
PATIENCE = 30.0
"""Seconds that adding something waits for the vault to be opened, right after the start."""


class MeetingLinkGiven(Problem):
    """Somebody pasted the link of one meeting where a calendar's link belongs."""

    key = "meeting_link_given"


class CalendarsLocked(Problem):
    """The safe place for links has not been opened yet."""

    key = "shelf_locked"


class Calendars(Contents):
    """Calendars and groups. `unlock` it once, after the first paint; before that it is empty.

    `private` is the folder of the sealed files. `may_open` judges rooms and links.
    `rooms`, `answers` and what is `beside` are what else is kept there for the person.
    Every method that changes something may raise a `Problem`; then nothing has changed.
    What is slow to read is read when it is needed: the home screen is painted first.
    """

    def __init__(
        self,
        private: Path,
        clock: Clock,
        read: ReadCalendar,
        words: Words,
        *,
        may_open: MayOpen,
        beside: Callable[[], Sequence[SealedPart]] = tuple,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__()
        self._private = private
        self._clock = clock
        self._read_calendar = read
        self._words = words
        self._may_open = may_open
        self._beside = beside
        self._patience = patience
        self._gate = Gate()

    @cached_property
    def rooms(self) -> KnownRooms:
        """Where each series of sessions was held when the person last went there."""
        from desktop.joining.known_rooms import KnownRooms

        return KnownRooms()

    @cached_property
    def answers(self) -> ReminderReplies:
        """What the person answered to reminders."""
        from desktop.calendars.reminder_replies import ReminderReplies

        return ReminderReplies()

    @property
    def may_hold_calendars(self) -> bool:
        """Guess, without opening anything, whether there are calendars from an earlier day."""
        return any(self._private.glob("*.sealed"))

    async def unlock(self, vault: Vault) -> None:
        """Read the lists and the last good copies. Raises what a vault or sealed file raises.

        What could be read is there all the same; a broken list was set aside by then,
        and one behind a locked keyring is asked for again by the next change. Once
        more, with another vault, it keeps what was added since the first time.
        """
        import asyncio  # not before the first paint

        from desktop.credentials.vault import KeyringProblem

        make = await asyncio.to_thread(_read_holdings)
        before, fresh = self._open, make(self._private, vault, self._clock, self._read_calendar)
        self._open = fresh
        try:
            await fresh.load(self.rooms, self.answers, self.websites, *self._beside())
        except KeyringProblem:
            self._open = before or fresh
            raise
        finally:
            self._gate.open()
        if before is not None:
            await fresh.take_over(before)

    # Adding

    async def add_address(self, text: str) -> Added:
        """Add a calendar on the web, once it could be read."""
        from desktop.feeds.saved_calendars import new_address

        opened = await self._opened()
        if self._may_open(text.strip().removeprefix("<").removesuffix(">").strip(), ()):
            raise MeetingLinkGiven
        return await opened.add(new_address(text))

    async def add_file(self, path: Path) -> Added | CardOffer:
        """Add a calendar file once it could be read, or read a group card for a preview."""
        from desktop.feeds.saved_calendars import new_file
        from desktop.system.blocking import run_in_thread

        opened = await self._opened()
        if path.suffix.lower() == CARD:
            card = await read_card(path, self._clock.now().date(), self._may_open)
            return offer_of(card, opened.groups.card(card.group.id), self._words)
        return await opened.add(await run_in_thread(lambda: new_file(path)))

    async def add_weekly(self, rule: WeeklyRule) -> Added:
        """Add a session that is every week at the same time."""
        from desktop.calendars.weekly_check import check_weekly
        from desktop.feeds.saved_calendars import new_weekly

        opened = await self._opened()
        check_weekly(rule, lambda room: self._may_open(room, self.hosts))
        return await opened.add(new_weekly(rule))

    async def change_weekly(self, identity: str, rule: WeeklyRule) -> Added:
        """Put a weekly rule in place of another one of the person's own. Its id is a new one."""
        from desktop.calendars.weekly_check import check_weekly
        from desktop.feeds.saved_calendars import new_weekly

        opened = await self._opened()
        check_weekly(rule, lambda room: self._may_open(room, self.hosts))
        return await opened.exchange(identity, new_weekly(rule))

    async def find_calendars(self, address: str, user: str, password: str) -> list[CalDavCalendar]:
        """Ask a CalDAV server which calendars there are to choose from; adds nothing."""
        from desktop.feeds.accounts import calendars_of
        from desktop.system.blocking import run_in_thread

        return await run_in_thread(lambda: calendars_of(address, user, password))

    async def add_caldav(self, chosen: CalDavCalendar, user: str, password: str) -> Added:
        """Add a calendar that `find_calendars` found, once it could be read."""
        from desktop.feeds.saved_calendars import new_caldav

        new = new_caldav(chosen.address, user, password, name=chosen.name)
        return await (await self._opened()).add(new)

    async def type_password_again(self, identity: str, password: str) -> None:
        """Take a new password of a calendar, once its server has taken it."""
        await (await self._opened()).renew(identity, password)

    async def apply_card(self, offer: CardOffer) -> None:
        """Set the group of a card up, as its preview said."""
        opened, now = await self._opened(), self._clock.now()
        await opened.change(lambda: opened.groups.apply(offer.card, now=now))
        await opened.refresh(self._of_group(offer.card.group.id))

    def can_undo_card(self, group: str) -> bool:
        """Say whether the last card of a group can still be undone: for seven days."""
        return self._open is not None and self._open.groups.can_undo(group, now=self._clock.now())

    async def undo_card(self, group: str) -> None:
        """Go back to how it was before the last card of a group: the card before, or no group."""
        opened, now = await self._opened(), self._clock.now()
        await opened.change(lambda: opened.undo_card(group, now))
        await opened.refresh(self._of_group(group))

    # Removing

    async def remove(self, identity: str) -> None:
        """Remove a calendar, or the group whose card brought it. `undo_remove` brings it back."""
        opened = await self._opened()
        source = self.source(identity)
        if source is not None:
            await opened.change(lambda: opened.remove(source))
            await self.rooms.keep_only([one.id for one in self.sources])

    async def undo_remove(self) -> None:
        """Bring back what was removed last in this run; then what was removed before that."""
        opened = await self._opened()
        before = {source.id for source in self.sources}
        await opened.change(opened.undo_remove)
        await opened.refresh(one.id for one in self.sources if one.id not in before)

    async def close(self) -> None:
        """Stop looking at calendars."""
        if self._open is not None:
            await self._open.close()

    async def _opened(self) -> CalendarStore:
        """Return what there is, as soon as it is there; somebody may be quicker than the vault."""
        if not await self._gate.passed(self._patience) or self._open is None:
            raise CalendarsLocked
        return self._open

    def _of_group(self, group: str) -> list[str]:
        return [source.id for source in self.sources if source.group == group]


def _read_holdings() -> type[CalendarStore]:
    """Read what the shelf is made of: in a thread, for it is long and the window must answer."""
    from desktop.calendars.store import CalendarStore

    return CalendarStore


async def read_card(path: Path, today: date, may_open: MayOpen) -> GroupCard:
    """Read a group card that somebody wants to add now. Raises a `Problem`."""
    from desktop.groups.cards import open_card, read_file
    from desktop.system.blocking import run_in_thread

    body = await run_in_thread(lambda: read_file(path))
    return open_card(body, today=today, may_open=may_open)


def offer_of(card: GroupCard, before: GroupCard | None, words: Words) -> CardOffer:
    """Say what a card would do, against the present card of the same group."""
    from desktop.groups.preview import preview

    return CardOffer(card, tuple(preview(card, words, before)))
