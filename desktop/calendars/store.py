"""What is on the person's shelf once the vault is known, and how it is changed: whole or not.

Changes come one after another. One that is stopped while a keyring or the disk
still works on it is finished, and then taken back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.calendars.feed_factory import AddressLost, feed_for
from desktop.calendars.outcomes import Added
from desktop.credentials.secret import Secret
from desktop.credentials.vault import Vault
from desktop.feeds.feeds import CacheMarks
from desktop.feeds.saved_calendars import CalendarSource, FeedAccess, NewCalendar, SavedCalendars
from desktop.feeds.source_state import Source
from desktop.feeds.timetable import ReadCalendar, Timetable
from desktop.groups.saved_groups import SavedGroups
from desktop.sessions.upcoming import in_sight
from desktop.storage.sealed_file import SealedFile, SealedFolder
from desktop.storage.typed_store import ByteStore
from desktop.system.blocking import run_in_thread
from desktop.system.clock import Clock
from resources.declared import Problem

T = TypeVar("T")


class SealedPart(Protocol):
    """Something else that is kept sealed beside the calendars."""

    async def load(self, keep: ByteStore) -> None:
        """Read what earlier runs kept."""
        ...


class CalendarStore:
    """The calendars, the groups of cards, and the timetable made of both."""

    def __init__(self, private: Path, vault: Vault, clock: Clock, read: ReadCalendar) -> None:
        self._clock = clock
        self._keep = SealedFolder(private / "copies", vault)
        self.calendars = SavedCalendars(SealedFile(private / "calendars.sealed", vault), vault)
        self.groups = SavedGroups(SealedFile(private / "groups.sealed", vault))
        self.timetable = Timetable(self._keep, read, clock)
        self.is_kept = vault.is_kept
        self._undos: list[Callable[[], object]] = []
        self._one_at_a_time = asyncio.Lock()
        self._changes: set[asyncio.Task[object]] = set()

    async def load(self, *others: SealedPart) -> None:
        """Read all there is, and have `others` read theirs.

        What is wrong with one list does not keep the other away; it is raised at the end.
        """
        wrong: Problem | None = None
        for load in (self.calendars.load, self.groups.load):
            try:
                await run_in_thread(load)
            except Problem as problem:
                wrong = problem
        for other in others:
            await other.load(self._keep)
        await self._use()
        if wrong is not None:
            raise wrong

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return every calendar: the person's own, then those that cards brought."""
        return (*self.calendars.sources, *self.groups.sources)

    async def add(self, new: NewCalendar) -> Added:
        """Add a calendar once it could be read. Raises a `Problem`; then nothing has changed."""
        async with self._one_at_a_time:  # one that is being taken back is not there
            there = await run_in_thread(lambda: self.calendars.same_as(new))
        if there is not None:
            return Added((), was_there=True)
        # Once it is kept the feed asks the vault: its password may be typed again one day.
        feed = feed_for(new.source, lambda one: self._access(one) or new.access, self._now)
        state = await self.timetable.try_out(Source(new.source.id, feed))
        kept = await self.change(
            lambda: self.calendars.add(new),
            take_back=lambda: self.calendars.withdraw(new.source.id),
        )
        sessions = in_sight(state.reading.sessions, self._now())
        if kept.id != new.source.id:
            return Added(tuple(sessions), was_there=True)
        return Added(tuple(sessions), id=kept.id)

    async def exchange(self, identity: str, new: NewCalendar) -> Added:
        """Put a new calendar, once it could be read, where another one stands."""
        feed = feed_for(new.source, lambda _: new.access, self._now)
        state = await self.timetable.try_out(Source(new.source.id, feed))
        await self.change(lambda: self.calendars.exchange(identity, new.source))
        return Added(tuple(in_sight(state.reading.sessions, self._now())), id=new.source.id)

    async def renew(self, identity: str, password: str) -> None:
        """Take a new password of a calendar, once its server has taken it."""
        source = next(one for one in self.calendars.sources if one.id == identity)
        access = await run_in_thread(lambda: self.calendars.access(source))
        if access is None:
            raise AddressLost
        renewed = replace(access, password=Secret(password))
        feed = feed_for(source, lambda _: renewed, self._now)
        await run_in_thread(lambda: feed.fetch(CacheMarks()))
        await self.change(lambda: self.calendars.renew(source, renewed))
        await self.refresh([identity])

    async def take_over(self, before: CalendarStore) -> None:
        """Keep what was added to other holdings, which forget it when the app is closed."""
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
            self.groups.remove(source.group)
            self._undos.append(self.groups.undo_remove)
        else:
            self.calendars.remove(source.id)
            self._undos.append(self.calendars.undo_remove)

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
            async with self._one_at_a_time:
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

    async def refresh(self, identities: Iterable[str]) -> None:
        """Look at these calendars now."""
        await asyncio.gather(*(self.timetable.refresh(identity) for identity in identities))

    async def close(self) -> None:
        """Stop looking and changing. Threads end by their own deadlines."""
        changes = list(self._changes)
        for change in changes:
            change.cancel()
        await asyncio.gather(*changes, return_exceptions=True)
        await self.timetable.close()

    async def _use(self) -> None:
        feeds = [Source(one.id, feed_for(one, self._access, self._now)) for one in self.sources]
        await self.timetable.use(feeds)

    def _access(self, source: CalendarSource) -> FeedAccess | None:
        return self.groups.access(source) if source.group else self.calendars.access(source)

    def _now(self) -> datetime:
        return self._clock.now()
