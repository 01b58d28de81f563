"""Storage of the groups that cards have set up: apply, undo, remove.

Everything a card brings lies in one sealed file, so that applying it is all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from desktop.feeds.http import check_address
from desktop.feeds.saved_calendars import CalendarSource, FeedAccess
from desktop.groups.cards import AHEAD, GroupCard
from desktop.groups.group import Group, phones_of
from desktop.sessions.session import Phone
from desktop.storage.sealed_file import SealedFile
from desktop.storage.sealed_value import SealedValue
from resources.declared import Problem

UNDO_FOR = timedelta(days=7)


class CardOlder(Problem):
    """A newer card of the same group is already here."""

    key = "card_older"


class Installed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card in use, when it was applied (None: nothing left to undo), and the card before it."""

    card: GroupCard
    applied: datetime | None
    before: GroupCard | None = None


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    installed: tuple[Installed, ...] = ()
    format: Literal[1] = 1


class SavedGroups:
    """The groups on this computer. All methods that change may block and raise a `Problem`."""

    def __init__(self, file: SealedFile) -> None:
        self._list = SealedValue(file, _List, _List())
        self._removed: list[Installed] = []

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups as they were last read; before `load`, none."""
        return tuple(one.card.group for one in self._list.value.installed)

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return the calendars and weekly rules that the cards brought."""
        return tuple(
            source for one in self._list.value.installed for source in sources_of(one.card)
        )

    @property
    def is_read(self) -> bool:
        """Say whether the groups could be read."""
        return self._list.is_read

    def load(self) -> tuple[Group, ...]:
        """Read the groups. After `SealedBroken` there are none; after others, try again."""
        self._list.read()
        return self.groups

    def card(self, identity: str) -> GroupCard | None:
        """Return the card of a group: to preview a change against, or to give out again."""
        found = self._find(identity)
        return found.card if found else None

    def access(self, source: CalendarSource) -> FeedAccess | None:
        """Return what opens a calendar that a card brought, or None if it needs nothing."""
        card = self.card(source.group)
        if card is None or not card.calendar or source.kind != "address":
            return None
        return FeedAccess(check_address(card.calendar))

    def phones(self, source: CalendarSource) -> tuple[Phone, ...]:
        """Return the numbers of the group that a calendar is of, to join its sessions by.

        A card that brings no session of its own is for the person's own calendars, but
        for loose files, where there is no other card.
        """
        card = self.card(source.group)
        if card is None and not source.group and source.kind != "file" and not self.sources:
            installed = self._list.value.installed
            card = installed[0].card if len(installed) == 1 else None
        return phones_of(card.group) if card else ()

    def apply(self, card: GroupCard, *, now: datetime) -> Group:
        """Set up a group as its card says, or change it; the same card again changes nothing.

        Raises `CardOlder`, `SealedUnsaved` or a vault's problem; then nothing has changed.
        """
        self.load()
        self.refuse_older(card, now=now)
        present = self._find(card.group.id)
        if present is None:
            self._put(Installed(card, now))
        elif card != present.card:
            self._put(Installed(card, now, present.card))
        return card.group

    def refuse_older(self, card: GroupCard, *, now: datetime) -> None:
        """Raise `CardOlder` where a newer card of the same group is in use.

        A card from the future, of an earlier Parlour, stands in no one's way.
        """
        present = self.card(card.group.id)
        if present is not None and card.made < present.made <= now.date() + AHEAD:
            raise CardOlder

    def can_undo(self, identity: str, *, now: datetime) -> bool:
        """Say whether the last card of a group can still be undone: for seven days."""
        found = self._find(identity)
        return bool(found and found.applied and now - found.applied <= UNDO_FOR)

    def undo(self, identity: str, *, now: datetime) -> None:
        """Go back to how it was before the last card: the card before, or no group.

        After seven days, or for a group that is not there, nothing changes.
        """
        self.load()
        found = self._find(identity)
        if found is None or not self.can_undo(identity, now=now):
            return
        if found.before is None:
            self.remove(identity)
        else:
            self._put(Installed(found.before, applied=None))

    def remove(self, identity: str) -> None:
        """Remove a group and all that its card brought; `undo_remove` brings it back.

        The last good copies of its calendars are the caller's to forget (`sources`).
        """
        self.load()
        found = self._find(identity)
        if found is not None:
            self._change(lambda rows: tuple(one for one in rows if one != found))
            self._removed.append(found)

    def undo_remove(self) -> Group | None:
        """Bring back the group that was removed last in this run; then the one before.

        A group that a card has set up again meanwhile stays as it is.
        """
        if not self._removed:
            return None
        removed = self._removed[-1]
        if self._find(removed.card.group.id) is None:
            self._put(removed)
        self._removed.pop()
        return removed.card.group

    def _find(self, identity: str) -> Installed | None:
        rows = self._list.value.installed
        return next((one for one in rows if one.card.group.id == identity), None)

    def _put(self, new: Installed) -> None:
        """Put a card in the place of the same group's, or at the end."""
        identity = new.card.group.id

        def put(rows: tuple[Installed, ...]) -> tuple[Installed, ...]:
            if all(one.card.group.id != identity for one in rows):
                return (*rows, new)
            return tuple(new if one.card.group.id == identity else one for one in rows)

        self._change(put)

    def _change(self, change: Callable[[tuple[Installed, ...]], tuple[Installed, ...]]) -> None:
        self._list.change(lambda saved: _List(change(saved.installed)))


def sources_of(card: GroupCard) -> list[CalendarSource]:
    """Return the calendar and the weekly rules that a card brings."""
    group = card.group
    sources = [
        CalendarSource(
            id=f"{group.id}-weekly-{number}",
            kind="weekly",
            name=rule.name,
            weekly=rule,
            group=group.id,
        )
        for number, rule in enumerate(card.weekly)
    ]
    if card.calendar:
        feed = CalendarSource(
            id=f"{group.id}-feed", kind="address", name=group.name, group=group.id
        )
        sources.insert(0, feed)
    return sources
