"""Says in plain sentences what a group card would do, before anything is done."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.feeds.http import split_address
from desktop.groups.cards import GroupCard
from desktop.groups.group import Group
from desktop.links.phone import costs_extra
from desktop.sessions.times_in_words import MONTHS, say_clock
from resources.words import Words


def preview(card: GroupCard, words: Words, before: GroupCard | None = None) -> list[str]:
    """Say what the card brings, a sentence a line; `before` is the same group's present card.

    Whatever leads somebody else than `before` did is said as new: each website, room,
    person and number; and what is no longer there is named. Dear numbers are marked.
    """
    lines = [words("card.for", name=card.group.name)]
    if before is not None:
        lines.append(words("card.changes", name=before.group.name))
    lines += _times(card, words)
    lines += _rooms(card, before, words)
    lines += _websites(card, before, words)
    lines += _people(card, before, words)
    lines += _about_group(card.group, words)
    if before is not None:
        lines += (words("card.gone", what=what) for what in _gone(card, before))
    if card.expires:
        lines.append(words("card.expires", date=_date(card, words)))
    return lines


def _times(card: GroupCard, words: Words) -> Iterator[str]:
    if card.calendar:
        yield words("card.calendar", host=card.calendar_host)
    for rule in card.weekly:
        yield words(f"card.weekly.{rule.day}", name=rule.name, time=say_clock(rule.first, words))
        if rule.every > 1:
            yield words("card.every", count=rule.every)
    for zone in sorted({rule.zone for rule in card.weekly}):
        yield words("card.zone", zone=zone.rpartition("/")[2].replace("_", " "))


def _websites(card: GroupCard, before: GroupCard | None, words: Words) -> Iterator[str]:
    """Say which hosts the card adds, each with what a person should know about it."""
    known = before.group.hosts if before else ()
    for host in card.group.hosts:
        is_new = before is not None and host not in known
        yield words("card.new_website" if is_new else "card.website", host=host)
        if "xn--" in host:
            yield words("card.foreign_letters")
    if before and before.calendar and card.calendar_host != before.calendar_host:
        yield words("card.calendar_moved", host=before.calendar_host)


def _rooms(card: GroupCard, before: GroupCard | None, words: Words) -> Iterator[str]:
    """Say which sessions meet in another room than before."""
    known = {rule.room for rule in before.weekly} if before else set()
    for rule in card.weekly:
        address = split_address(rule.room) if rule.room else None
        if before is not None and address is not None and rule.room not in known:
            yield words("card.new_room", name=rule.name, host=address.hostname or "")


def _people(card: GroupCard, before: GroupCard | None, words: Words) -> Iterator[str]:
    """Say whom to ask and which numbers there are, each as new where `before` has it not."""
    known = frozenset(_reaches(before)) if before else None

    def line(key: str, new_key: str, what: str, **blank: str) -> Iterator[str]:
        is_new = known is not None and what not in known
        yield words(new_key if is_new else key, **blank)
        if costs_extra(what):
            yield words("card.costs_extra")

    contact = card.group.contact
    if contact:
        yield from line("card.contact", "card.new_contact", contact.name, name=contact.name)
        for reach in (contact.phone, contact.email, contact.hours):
            if reach:
                yield from line("card.reach", "card.new_reach", reach, reach=reach)
    for number in _numbers(card):
        yield from line("card.phone", "card.new_phone", number, number=number)


def _about_group(group: Group, words: Words) -> Iterator[str]:
    if group.ways:
        yield words("card.ways", count=len(group.ways))
    if group.agreement:
        yield words("card.agreement", count=len(group.agreement))
    if group.captions:
        yield words("card.captions", note=group.captions)


def _gone(card: GroupCard, before: GroupCard) -> list[str]:
    """Return the websites, people and numbers of `before` that the card no longer names."""
    now = {*card.group.hosts, *_reaches(card)}
    return [what for what in (*before.group.hosts, *_reaches(before)) if what not in now]


def _reaches(card: GroupCard) -> Iterator[str]:
    contact = card.group.contact
    if contact:
        yield from filter(None, (contact.name, contact.phone, contact.email, contact.hours))
    yield from _numbers(card)


def _numbers(card: GroupCard) -> list[str]:
    """Return every number to join by, each once: the group's, then those of its sessions."""
    numbers = (*(one.number for one in card.group.dial_in), *(rule.phone for rule in card.weekly))
    return list(dict.fromkeys(number for number in numbers if number))


def _date(card: GroupCard, words: Words) -> str:
    assert card.expires is not None
    last = card.expires
    month = words(f"schedule.month.{MONTHS[last.month - 1]}")
    return words("card.date", day=last.day, month=month, year=last.year)
