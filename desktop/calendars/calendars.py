"""The person's calendars and groups behind one interface: list, add, change, remove, unlock.

Everything here is all or nothing: a link that cannot be read, a wish to stop, a
full disk leave the calendars exactly as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.calendars.kept_beside import KeptBeside
from resources.declared import Problem

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from desktop.calendars.store import Added, CalendarStore, CardOffer, FileOffer, SealedPart
    from desktop.credentials.vault import Vault
    from desktop.feeds.caldav import CalDavCalendar
    from desktop.feeds.saved_calendars import CalendarSource
    from desktop.feeds.source_state import CalendarState
    from desktop.feeds.timetable import ReadCalendar, Timetable
    from desktop.groups.cards import GroupCard, MayOpen
    from desktop.groups.group import Contact, Group
    from desktop.sessions.session import Session
    from desktop.sessions.weekly import WeeklyRule
    from desktop.system.clock import Clock
    from resources.words import Words

UNLOCK_WAIT_S = 30.0
"""Seconds that adding something waits for the vault to be opened, right after the start."""


class MeetingLinkGiven(Problem):
    """Somebody pasted the link of one meeting where a calendar's link belongs."""

    key = "meeting_link_given"


class CalendarsLocked(Problem):
    """The safe place for links has not been opened yet."""

    key = "calendars_locked"


class Calendars(KeptBeside):
    """Calendars and groups. `unlock` it once, after the first paint; before that it is empty.

    `private` is the folder of the sealed files. `may_open` decides on rooms and links.
    What is `beside` is stored there for the person too, besides `kept_beside`.
    `trouble` is why the vault is shut although something may lie in it, else None.
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
        unlock_wait: float = UNLOCK_WAIT_S,
    ) -> None:
        self._private = private
        self._clock = clock
        self._read_calendar = read
        self._words = words
        self._may_open = may_open
        self._beside = beside
        self._unlock_wait = unlock_wait
        self._store: CalendarStore | None = None
        self._unlocked: asyncio.Event | None = None
        self.trouble: Problem | None = None

    # What there is

    @property
    def is_kept(self) -> bool:
        """Say whether what is added now will be there after a restart."""
        return self._store is None or self._store.is_kept

    @property
    def timetable(self) -> Timetable | None:
        """Return the timetable; None before the calendars are unlocked."""
        return self._store.timetable if self._store else None

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return every calendar: the person's own, then those that cards brought."""
        return self._store.sources if self._store else ()

    def source(self, identity: str) -> CalendarSource | None:
        """Return one calendar, or None if it is gone."""
        return next((one for one in self.sources if one.id == identity), None)

    def state(self, identity: str) -> CalendarState | None:
        """Return what is known of one calendar."""
        states = self._store.timetable.states if self._store else ()
        return next((state for state in states if state.id == identity), None)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups that cards have set up."""
        return self._store.groups.groups if self._store else ()

    def card_named(self, name: str) -> GroupCard | None:
        """Return the card of the group of that name, if a card set one up here."""
        name = " ".join(name.split()).casefold()
        named = (one.id for one in self.groups if one.name.casefold() == name)
        identity = next(named, None)
        return self._store.groups.card(identity) if self._store and identity else None

    def group_of(self, session: Session | None) -> Group | None:
        """Return the group that a session is of, where a card set it up.

        A calendar that no card brought belongs to the only group there is, if there is one.
        """
        source = self.source(session.source) if session else None
        if source is None or not source.group:
            return self._only_group if source else None
        return next((group for group in self.groups if group.id == source.group), None)

    def hosts_for(self, session: Session | None = None) -> Collection[str]:
        """Return the exact hosts that a session may be on besides the known services.

        A helper's count for every session, those of a card only for its own group. Without
        a session they are those for one that the person adds alone.
        """
        group = self._only_group if session is None else self.group_of(session)
        return frozenset((*(group.hosts if group else ()), *self.websites.hosts))

    @property
    def _only_group(self) -> Group | None:
        return self.groups[0] if len(self.groups) == 1 else None

    @property
    def helper(self) -> Contact | None:
        """Return the person to turn to: who was typed in here, else the first on a group card."""
        on_cards = (group.contact for group in self.groups if group.contact)
        return self.typed_contact.contact or next(on_cards, None)

    @property
    def may_hold_calendars(self) -> bool:
        """Guess, without opening anything, whether there are calendars from an earlier day."""
        return any(self._private.glob("*.sealed*"))

    @property
    def must_load_again(self) -> bool:
        """Say whether it is time to ask again for lists that could not be read before."""
        return self._store is not None and self._store.must_load_again

    async def unlock(self, vault: Vault) -> None:
        """Read the lists and the last good copies. Raises what a vault or sealed file raises.

        What could be read is there all the same; a broken list was set aside by then,
        and one behind a locked keyring is asked for again by the next change. Once
        more, with another vault, what was added since the first time stays.
        """
        import asyncio  # not before the first paint

        from desktop.credentials.vault import KeyringProblem

        make = await asyncio.to_thread(_read_store)
        before, fresh = self._store, make(self._private, vault, self._clock, self._read_calendar)
        self._store = fresh
        try:
            await fresh.load(*self.kept_beside, *self._beside())
        except KeyringProblem:
            self._store = before or fresh
            raise
        finally:
            self._unlocking.set()
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

    async def open_file(self, path: Path) -> CardOffer | FileOffer | Added:
        """Read a calendar file or a group card for a preview; adds nothing.

        `Added` is only for a calendar that is there already.
        """
        from desktop.feeds.saved_calendars import new_file
        from desktop.groups.cards import open_card, read_file
        from desktop.system.start_options import CARD_SUFFIX
        from resources.platform.blocking import run_in_thread

        opened = await self._opened()
        if path.suffix.lower() == CARD_SUFFIX:
            today = self._clock.now().date()
            card = await run_in_thread(
                lambda: open_card(read_file(path), today=today, may_open=self._may_open)
            )
            return await run_in_thread(lambda: opened.offer(card, self._words))
        return await opened.offer_file(await run_in_thread(lambda: new_file(path)))

    async def add_file(self, path: Path, shown: str = "") -> Added:
        """Add a calendar file once it could be read, as its preview was `shown` (`digest`)."""
        from desktop.feeds.saved_calendars import new_file
        from resources.platform.blocking import run_in_thread

        opened = await self._opened()
        return await opened.add(await run_in_thread(lambda: new_file(path)), shown)

    async def add_weekly(self, rule: WeeklyRule) -> Added:
        """Add a session that is every week at the same time."""
        from desktop.feeds.saved_calendars import new_weekly

        opened = await self._opened()
        _check_weekly(rule, lambda room: self._may_open(room, self.hosts_for()))
        return await opened.add(new_weekly(rule))

    async def change_weekly(self, identity: str, rule: WeeklyRule) -> Added:
        """Put a weekly rule in place of another one of the person's own. Its id is a new one."""
        from desktop.feeds.saved_calendars import new_weekly

        opened = await self._opened()
        _check_weekly(rule, lambda room: self._may_open(room, self.hosts_for()))
        return await opened.exchange(identity, new_weekly(rule))

    async def add_caldav(self, chosen: CalDavCalendar, user: str, password: str) -> Added:
        """Add a calendar that `feeds.accounts.find_calendars` found, once it could be read."""
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
        return self._store is not None and self._store.groups.can_undo(group, now=self._clock.now())

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

    async def remove_group(self, identity: str) -> None:
        """Remove a group, whatever its card brought. `undo_remove` brings it back."""
        opened = await self._opened()
        if any(group.id == identity for group in self.groups):
            await opened.change(lambda: opened.remove_group(identity))
            await self.rooms.keep_only([one.id for one in self.sources])

    async def undo_remove(self) -> None:
        """Bring back what was removed last in this run; then what was removed before that."""
        opened = await self._opened()
        before = {source.id for source in self.sources}
        await opened.change(opened.undo_remove)
        await opened.refresh(one.id for one in self.sources if one.id not in before)

    # Checking

    async def refresh(self, identity: str | None = None) -> None:
        """Check one calendar, or all, now. Never raises: see `state`."""
        if self._store is not None:
            await self._store.refresh(None if identity is None else [identity])

    async def refresh_due(self) -> None:
        """Check the calendars whose time has come."""
        if self._store is not None:
            await self._store.refresh_due()

    async def close(self) -> None:
        """Stop checking calendars."""
        if self._store is not None:
            await self._store.close()

    async def _opened(self) -> CalendarStore:
        """Return what there is, as soon as it is there; somebody may be quicker than the vault."""
        import asyncio

        try:
            await asyncio.wait_for(self._unlocking.wait(), self._unlock_wait)
        except TimeoutError:
            raise CalendarsLocked from None
        assert self._store is not None
        return self._store

    @property
    def _unlocking(self) -> asyncio.Event:
        """Return what is set by the first `unlock`; made late, for asyncio is read late."""
        import asyncio

        if self._unlocked is None:
            self._unlocked = asyncio.Event()
        return self._unlocked

    def _of_group(self, group: str) -> list[str]:
        return [source.id for source in self.sources if source.group == group]


def _read_store() -> type[CalendarStore]:
    """Import what the store is made of: in a thread, for it is long and the window must answer."""
    from desktop.calendars.store import CalendarStore

    return CalendarStore


def _check_weekly(rule: WeeklyRule, may_open: Callable[[str], bool]) -> None:
    """Check a typed rule, as `check_weekly` does: that is read when it is needed."""
    from desktop.calendars.weekly_check import check_weekly

    check_weekly(rule, may_open)
