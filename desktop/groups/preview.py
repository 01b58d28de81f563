"""Says in plain sentences what a group card would do, before anything is done."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.groups.cards import GroupCard
from desktop.groups.group import Group
from desktop.sessions.times_in_words import MONTHS, say_clock
from resources.words import Words


def preview(card: GroupCard, words: Words, before: GroupCard | None = None) -> list[str]:
    """Say what the card brings, a sentence a line; `before` is the same group's present card.

    What is new against `before` is said as new: a new website above all.
    """
    lines = [words("card.for", name=card.group.name)]
    if before is not None:
        lines.append(words("card.changes", name=before.group.name))
    lines += _times(card, words)
    lines += _websites(card, before, words)
    lines += _people(card.group, words)
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


def _people(group: Group, words: Words) -> Iterator[str]:
    if group.contact:
        yield words("card.contact", name=group.contact.name)
        for reach in (group.contact.phone, group.contact.email, group.contact.hours):
            if reach:
                yield words("card.reach", reach=reach)
    for number in group.dial_in:
        yield words("card.phone", number=number.number)
    if group.ways:
        yield words("card.ways", count=len(group.ways))
    if group.agreement:
        yield words("card.agreement", count=len(group.agreement))
    if group.captions:
        yield words("card.captions", note=group.captions)


def _date(card: GroupCard, words: Words) -> str:
    assert card.expires is not None
    last = card.expires
    month = words(f"schedule.month.{MONTHS[last.month - 1]}")
    return words("card.date", day=last.day, month=month, year=last.year)
