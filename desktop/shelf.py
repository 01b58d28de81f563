"""The person's calendars and groups as one: where sessions come from, and how that is changed.

Everything here is all or nothing: a link that cannot be read, a wish to stop, a
full disk leave the calendars exactly as they were.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from desktop.clock import Clock
from desktop.credentials.sealed import SealedBroken, SealedFile, SealedKeep
from desktop.credentials.secret import Secret
from desktop.credentials.vault import Vault
from desktop.groups.calendars import Calendars, CalendarSource
from desktop.groups.cards import SUFFIX, GroupCard, MayOpen, open_card, read_file
from desktop.groups.group import Contact, Group
from desktop.groups.groups import Groups
from desktop.groups.preview import preview
from desktop.groups.weekly import WeeklyRule, as_calendar
from desktop.schedule.feeds import Feed, Fetched, FileFeed, Seen, WebFeed
from desktop.schedule.session import Session
from desktop.schedule.sources import Source, State
from desktop.schedule.timetable import Reads, Timetable
from resources.declared import Problem
from resources.words import Words


class MeetingLinkGiven(Problem):
    """Somebody pasted the link of one meeting where a calendar's link belongs."""

    key = "meeting_link_given"


class ShelfLocked(Problem):
    """The safe place for links has not been opened yet."""

    key = "shelf_locked"


@dataclass(frozen=True)
class Added:
    """A calendar is there now. `was_there` if it was before; `sessions` are what it holds."""

    sessions: tuple[Session, ...]
    was_there: bool = False


@dataclass(frozen=True)
class CardOffer:
    """A group card that was read and may be applied; `lines` say what it would do."""

    card: GroupCard
    lines: tuple[str, ...]


@dataclass(frozen=True)
class WeeklyFeed:
    """A weekly rule, as a calendar like any other."""

    rule: WeeklyRule
    uid: str

    def fetch(self, seen: Seen) -> Fetched:
        """Return the rule written as a calendar."""
        body = as_calendar(self.rule, self.uid)
        digest = sha256(body).hexdigest()
        return Fetched(None if digest == seen.digest else body, Seen(digest=digest))


@dataclass
class _Open:
    """What there is once the vault is known."""

    calendars: Calendars
    groups: Groups
    timetable: Timetable
    is_kept: bool
    addresses: dict[str, Secret | None] = field(default_factory=dict)
    undo: Callable[[], object] | None = None


class Shelf:
    """Calendars and groups. `unlock` it once, after the first paint; before that it is empty.

    `private` is the folder of the sealed files. `may_open` judges the rooms on a card.
    """

    def __init__(
        self, private: Path, clock: Clock, reader: Reads, words: Words, *, may_open: MayOpen
    ) -> None:
        self._private = private
        self._clock = clock
        self._reader = reader
        self._words = words
        self._may_open = may_open
        self._open: _Open | None = None

    @property
    def may_hold_calendars(self) -> bool:
        """Guess, without opening anything, whether there are calendars from an earlier day."""
        return any(self._private.glob("*.sealed"))

    async def unlock(self, vault: Vault) -> None:
        """Read the lists and the last good copies. Raises what a vault or sealed file raises.

        A broken list was set aside by then; the other one is there all the same.
        """
        keep = SealedKeep(self._private / "copies", vault)
        opened = _Open(
            Calendars(SealedFile(self._private / "calendars.sealed", vault), vault),
            Groups(SealedFile(self._private / "groups.sealed", vault)),
            Timetable(keep, self._reader, self._clock),
            vault.is_kept,
        )
        broken: SealedBroken | None = None
        for load in (opened.calendars.load, opened.groups.load):
            try:
                await asyncio.to_thread(load)
            except SealedBroken as problem:
                broken = problem
        self._open = opened
        await self._use()
        if broken is not None:
            raise broken

    # What there is

    @property
    def is_kept(self) -> bool:
        """Say whether what is added now will be there after a restart."""
        return self._open is None or self._open.is_kept

    @property
    def timetable(self) -> Timetable | None:
        """Return the timetable; None before `unlock`."""
        return self._open.timetable if self._open else None

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return every calendar: the person's own, then those that cards brought."""
        if self._open is None:
            return ()
        return (*self._open.calendars.sources, *self._open.groups.sources)

    @property
    def hosts(self) -> Collection[str]:
        """Return the exact hosts that group cards have added."""
        return frozenset(host for group in self._groups for host in group.hosts)

    @property
    def helper(self) -> Contact | None:
        """Return the first person to turn to that a group card names."""
        return next((group.contact for group in self._groups if group.contact), None)

    def state(self, identity: str) -> State | None:
        """Return what is known of one calendar."""
        states = self._open.timetable.states if self._open else ()
        return next((state for state in states if state.id == identity), None)

    @property
    def _groups(self) -> tuple[Group, ...]:
        return self._open.groups.groups if self._open else ()

    # Adding

    async def add_address(self, text: str) -> Added:
        """Add a calendar on the web after reading it once. Raises a `Problem`; then nothing is."""
        opened = self._opened()
        if self._may_open(text.strip(), ()):
            raise MeetingLinkGiven
        before = opened.calendars.sources
        source = await asyncio.to_thread(opened.calendars.add_address, text)
        if source in before:
            return Added((), was_there=True)
        return await self._read_or_remove(source)

    async def add_file(self, path: Path) -> Added | CardOffer:
        """Add a calendar file, or read a group card for a preview. Raises a `Problem`."""
        opened = self._opened()
        if path.suffix.lower() == SUFFIX:
            return await self._offer(path)
        place = str(await asyncio.to_thread(path.absolute))
        if any(one.kind == "file" and one.path == place for one in opened.calendars.sources):
            return Added((), was_there=True)
        return await self._read_or_remove(await asyncio.to_thread(opened.calendars.add_file, path))

    async def apply_card(self, offer: CardOffer) -> None:
        """Set the group of a card up, as its preview said. Raises a `Problem`."""
        opened = self._opened()
        await asyncio.to_thread(opened.groups.apply, offer.card, now=self._clock.now())
        await self._use()
        await opened.timetable.refresh()

    # Removing

    async def remove(self, identity: str) -> None:
        """Remove a calendar, or the group whose card brought it. `undo_remove` brings it back."""
        opened = self._opened()
        source = next((one for one in self.sources if one.id == identity), None)
        if source is not None and source.group:
            await asyncio.to_thread(opened.groups.remove, source.group)
            opened.undo = opened.groups.undo_remove
        elif source is not None:
            await asyncio.to_thread(opened.calendars.remove, identity)
            opened.undo = opened.calendars.undo_remove
        await self._use()

    async def undo_remove(self) -> None:
        """Bring back what was removed last in this run."""
        opened = self._opened()
        if opened.undo is not None:
            await asyncio.to_thread(opened.undo)
            opened.undo = None
        await self._use()
        await opened.timetable.refresh()

    async def close(self) -> None:
        """Stop looking at calendars."""
        if self._open is not None:
            await self._open.timetable.close()

    def _opened(self) -> _Open:
        if self._open is None:
            raise ShelfLocked
        return self._open

    async def _read_or_remove(self, source: CalendarSource) -> Added:
        """Look at a new calendar; if that does not work, or is stopped, take it off again."""
        opened = self._opened()
        try:
            await self._use()
            await opened.timetable.refresh(source.id)
            state = self.state(source.id)
            if state is not None and state.copy is None and state.problem is not None:
                raise state.problem
        except (Problem, asyncio.CancelledError):
            await asyncio.to_thread(opened.calendars.remove, source.id)
            await self._use()
            raise
        return Added(state.reading.sessions if state else ())

    async def _offer(self, path: Path) -> CardOffer:
        body = await asyncio.to_thread(read_file, path)
        today = self._clock.now().date()
        card = open_card(body, today=today, may_open=self._may_open)
        before = self._opened().groups.card(card.group.id)
        return CardOffer(card, tuple(preview(card, self._words, before)))

    async def _use(self) -> None:
        opened = self._opened()
        feeds = [
            (source.id, await asyncio.to_thread(self._feed, source)) for source in self.sources
        ]
        await opened.timetable.use(Source(identity, feed) for identity, feed in feeds)

    def _feed(self, source: CalendarSource) -> Feed:
        """Return where a calendar is read from; its address is asked of the vault once."""
        opened = self._opened()
        if source.weekly is not None:
            return WeeklyFeed(source.weekly, source.id)
        if source.kind == "file":
            return FileFeed(Path(source.path))
        if source.id not in opened.addresses:
            from_card = bool(source.group)
            owner = opened.groups if from_card else opened.calendars
            opened.addresses[source.id] = owner.address(source)
        address = opened.addresses[source.id]
        return WebFeed(address.reveal() if address else "")
