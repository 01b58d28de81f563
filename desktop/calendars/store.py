"""Transactional store of calendars and groups behind a vault; feeds the merged timetable.

Changes come one after another, each whole or not at all. One that is stopped while a
keyring or the disk still works on it is finished, and then taken back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.credentials.secret import Secret
from desktop.credentials.vault import Vault
from desktop.feeds.caldav import CalDavFeed
from desktop.feeds.feeds import CacheMarks, ClosedFeed, Feed, FileFeed, WebFeed, WeeklyFeed
from desktop.feeds.problems import AddressLost, CalendarRemoved, FileChanged, PasswordWrong
from desktop.feeds.saved_calendars import CalendarSource, FeedAccess, NewCalendar, SavedCalendars
from desktop.feeds.source_state import CalendarState, Source
from desktop.feeds.timetable import ReadCalendar, Timetable
from desktop.groups.cards import GroupCard
from desktop.groups.preview import preview
from desktop.groups.saved_groups import SavedGroups
from desktop.sessions.session import Session
from desktop.sessions.upcoming import in_sight
from desktop.storage.sealed_file import SealedFile, SealedFolder
from desktop.storage.typed_store import ByteStore
from desktop.system.clock import Clock
from desktop.system.paths import COPIES
from resources.declared import Problem
from resources.platform.blocking import run_in_thread
from resources.words import Words

T = TypeVar("T")

LOAD_AGAIN = timedelta(minutes=1)
"""Time between two tries to read lists that could not be read: another program had them open."""


@dataclass(frozen=True)
class Added:
    """A calendar is there now; `was_there` if it was before.

    `sessions` are those it holds of the next 2 weeks, `id` is that of a new one.
    """

    sessions: tuple[Session, ...]
    was_there: bool = False
    id: str = ""


@dataclass(frozen=True)
class CardOffer:
    """A group card that was read and may be applied; `lines` say what it would do."""

    card: GroupCard
    lines: tuple[str, ...]


@dataclass(frozen=True)
class FileOffer:
    """A calendar file that was read and may be added; `sessions` are those it holds to come.

    `digest` tells what was read from any other calendar.
    """

    path: Path
    sessions: tuple[Session, ...]
    digest: str


class SealedPart(Protocol):
    """Something else that is stored sealed beside the calendars."""

    async def load(self, store: ByteStore, /) -> None:
        """Read what earlier runs stored."""
        ...


class CalendarStore:
    """The calendars, the groups of cards, and the timetable made of both."""

    def __init__(self, private: Path, vault: Vault, clock: Clock, read: ReadCalendar) -> None:
        self._clock = clock
        self._sealed = SealedFolder(private / COPIES, vault)
        self.calendars = SavedCalendars(SealedFile(private / "calendars.sealed", vault), vault)
        self.groups = SavedGroups(SealedFile(private / "groups.sealed", vault))
        self.timetable = Timetable(self._sealed, read, clock)
        self.is_kept = vault.is_kept
        self._feeds: dict[str, Feed] = {}
        self._undos: list[Callable[[], object]] = []
        self._lock = asyncio.Lock()
        self._changes: set[asyncio.Task[object]] = set()
        self._others: tuple[SealedPart, ...] = ()
        self._owed: frozenset[str] = frozenset()
        self._load_next = clock.now()

    async def load(self, *others: SealedPart) -> None:
        """Read all there is, and have `others` read theirs.

        What is wrong with one list does not hide the other; it is raised at the end.
        """
        self._others = others
        wrong = await self._load(others)
        self._owed = self._sealed.unread
        await self._use()
        if wrong is not None:
            raise wrong

    @property
    def must_load_again(self) -> bool:
        """Say whether it is time to ask again for what could not be read before."""
        is_read = self.calendars.is_read and self.groups.is_read and not self._owed
        return not is_read and self._now() >= self._load_next

    async def _load(self, others: Iterable[SealedPart]) -> Problem | None:
        """Read the lists if they were not read yet, and `others`; return what is wrong."""
        self._load_next = self._now() + LOAD_AGAIN
        wrong: Problem | None = None
        for load in (self.calendars.load, self.groups.load):
            try:
                await run_in_thread(load)
            except Problem as problem:
                wrong = problem
        for other in others:
            await other.load(self._sealed)
        return wrong

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return every calendar: the person's own, then those that cards brought."""
        return (*self.calendars.sources, *self.groups.sources)

    async def add(self, new: NewCalendar, shown: str = "") -> Added:
        """Add a calendar once it could be read. Raises a `Problem`; then nothing has changed.

        Raises `FileChanged` where it is another than was `shown` (`FileOffer.digest`).
        """
        async with self._lock:  # one that is being taken back is not there
            there = await run_in_thread(lambda: self.calendars.same_as(new))
        if there is not None:
            return Added((), was_there=True)
        state = await self._try_out(new)
        if shown not in ("", state.digest):
            raise FileChanged
        saved = await self.change(
            lambda: self.calendars.add(new),
            take_back=lambda: self.calendars.withdraw(new.source.id),
        )
        sessions = in_sight(state.reading.sessions, self._now())
        if saved.id != new.source.id:
            return Added(tuple(sessions), was_there=True)
        return Added(tuple(sessions), id=saved.id)

    async def offer_file(self, new: NewCalendar) -> FileOffer | Added:
        """Read a calendar file that may be added, if it is not there. Raises a `Problem`."""
        if await run_in_thread(lambda: self.calendars.same_as(new)) is not None:
            return Added((), was_there=True)
        state = await self.timetable.look_into(feed_for(new.source, None, self._now))
        ahead = (one for one in state.reading.sessions if one.end_utc > self._now())
        return FileOffer(Path(new.source.path), tuple(ahead), state.digest)

    async def exchange(self, identity: str, new: NewCalendar) -> Added:
        """Put a new calendar, once it could be read, where another one stands."""
        state = await self._try_out(new)
        await self.change(lambda: self.calendars.exchange(identity, new.source))
        return Added(tuple(in_sight(state.reading.sessions, self._now())), id=new.source.id)

    def offer(self, card: GroupCard, words: Words) -> CardOffer:
        """Say what a card would do, against the present card of the same group. Blocks.

        Raises `CardOlder` where that one is newer.
        """
        self.groups.refuse_older(card, now=self._now())
        before = self.groups.card(card.group.id)
        return CardOffer(card, tuple(preview(card, words, before)))

    async def renew(self, identity: str, password: str) -> None:
        """Take a new password of a calendar, once its server has taken it.

        Raises `CalendarRemoved` where it is not there any more.
        """
        source = next((one for one in self.calendars.sources if one.id == identity), None)
        if source is None:
            raise CalendarRemoved
        access = await run_in_thread(lambda: self.calendars.access(source))
        if access is None:
            raise AddressLost
        renewed = replace(access, password=Secret(password))
        feed = feed_for(source, renewed, self._now)
        await run_in_thread(lambda: feed.fetch(CacheMarks()))
        await self.change(lambda: self._renew(source, renewed))
        await self.refresh([identity])

    async def take_over(self, before: CalendarStore) -> None:
        """Add what another store holds that forgets it when the app is closed."""
        await before.close()
        if before.is_kept or not self.is_kept:
            return
        lists = before.calendars
        own = [NewCalendar(one, lists.access(one)) for one in lists.sources]
        cards = [before.groups.card(group.id) for group in before.groups.groups]

        def add() -> None:
            for new in own:
                self.calendars.add(new)
            for card in cards:
                if card is not None:
                    self.groups.apply(card, now=self._now())

        await self.change(add)
        await self.refresh(new.source.id for new in own)

    def remove(self, source: CalendarSource) -> None:
        """Remove a calendar, or the group whose card brought it. Blocks: for `change`."""
        if source.group:
            self.remove_group(source.group)
        else:
            self.calendars.remove(source.id)
            self._undos.append(self.calendars.undo_remove)

    def remove_group(self, identity: str) -> None:
        """Remove a group with all that its card brought. Blocks: for `change`."""
        self.groups.remove(identity)
        self._undos.append(self.groups.undo_remove)

    def undo_card(self, group: str, now: datetime) -> None:
        """Undo the last card of a group; if that takes it away, it can come back. Blocks."""
        was_there = self.groups.card(group) is not None
        self.groups.undo(group, now=now)
        if was_there and self.groups.card(group) is None:
            self._undos.append(self.groups.undo_remove)

    def undo_remove(self) -> None:
        """Bring back what was removed last, then what was removed before that. Blocks."""
        if self._undos:
            self._undos[-1]()
            self._undos.pop()

    async def change(
        self, work: Callable[[], T], take_back: Callable[[], object] | None = None
    ) -> T:
        """Do `work` in a thread, after the changes before it, and have the calendars it left.

        If the caller is cancelled, `take_back` follows on `work` by itself. Raises
        what `work` raises.
        """
        is_stopped = False

        async def whole() -> T:
            async with self._lock:
                done = await run_in_thread(work)
                await self._use()
                if is_stopped and take_back is not None:
                    await run_in_thread(take_back)
                    await self._use()
                return done

        task = asyncio.get_running_loop().create_task(whole())
        self._changes.add(task)
        task.add_done_callback(self._changes.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            is_stopped = True
            raise

    async def refresh(self, identities: Iterable[str] | None = None) -> None:
        """Check these calendars now, or all. Never raises: see `Timetable.states`."""
        every = (None,) if identities is None else tuple(identities)
        checks = [self.timetable.refresh(identity) for identity in every]
        await asyncio.gather(*checks, self._reopen())

    async def refresh_due(self) -> None:
        """Check the calendars whose time has come."""
        await asyncio.gather(self.timetable.refresh_due(), self._reopen())

    async def close(self) -> None:
        """Stop checking and changing. Threads end by their own deadlines."""
        changes = list(self._changes)
        for change in changes:
            change.cancel()
        await asyncio.gather(*changes, return_exceptions=True)
        await self.timetable.close()

    async def _try_out(self, new: NewCalendar) -> CalendarState:
        """Read a calendar that is not there yet. Raises the `Problem` if it cannot be read."""
        feed = feed_for(new.source, new.access, self._now)
        state = await self.timetable.try_out(Source(new.source.id, feed, new.source.rank))
        self._feeds[new.source.id] = feed
        return state

    def _renew(self, source: CalendarSource, access: FeedAccess) -> None:
        self.calendars.renew(source, access)
        self._feeds[source.id] = feed_for(source, access, self._now)

    async def _use(self) -> None:
        """Hand the timetable the feed of every calendar there is."""
        sources = self.sources
        feeds = await asyncio.gather(*(self._feed(source) for source in sources))
        self._feeds = {source.id: feed for source, feed in zip(sources, feeds, strict=True)}
        phones = await run_in_thread(lambda: [self.groups.phones(one) for one in sources])
        await self.timetable.use(
            Source(one.id, self._feeds[one.id], one.rank, numbers)
            for one, numbers in zip(sources, phones, strict=True)
        )

    async def _feed(self, source: CalendarSource) -> Feed:
        """Return where a calendar is read from. The vault is asked once, and while it is shut.

        Where it does not give what opens a calendar, that one cannot be read this time.
        """
        if source.group or source.kind not in ("address", "caldav"):
            return feed_for(source, self.groups.access(source), self._now)
        known = self._feeds.get(source.id)
        if known is not None and not isinstance(known, ClosedFeed):
            return known
        try:
            access = await run_in_thread(lambda: self.calendars.access(source))
        except Problem as problem:
            return ClosedFeed(problem.key, problem)
        return feed_for(source, access, self._now)

    async def _reopen(self) -> None:
        """Ask again for lists that could not be read, and the vault where it was shut.

        Also where it gave a password that was refused.
        """
        if self.must_load_again:
            async with self._lock:
                await self._load(self._others if self._owed else ())
                self._owed &= self._sealed.unread
                await self._use()
        refused = {
            state.id for state in self.timetable.states if isinstance(state.problem, PasswordWrong)
        }
        before = {
            identity: feed
            for identity, feed in self._feeds.items()
            if identity in refused or isinstance(feed, ClosedFeed)
        }
        if before:
            await self.change(lambda: [self._feeds.pop(one, None) for one in before])
            opened = [one for one, feed in before.items() if self._feeds.get(one, feed) != feed]
            await asyncio.gather(*(self.timetable.refresh(one) for one in opened))

    def _now(self) -> datetime:
        return self._clock.now()


def feed_for(
    source: CalendarSource, access: FeedAccess | None, now: Callable[[], datetime]
) -> Feed:
    """Return where a calendar is read from; `access` is what opens one on the web."""
    if source.weekly is not None:
        return WeeklyFeed(source.weekly, source.id)
    if source.kind == "file":
        return FileFeed(Path(source.path))
    if access is None:
        return ClosedFeed(AddressLost.key, AddressLost())
    address = access.address.reveal()
    if access.user is None or access.password is None:
        return WebFeed(address)
    return CalDavFeed(address, (access.user.reveal(), access.password.reveal()), now=now)
