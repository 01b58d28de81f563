"""Says in plain sentences what a group card would do, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.feeds.http import split_address
from desktop.groups.card_rules import USES
from desktop.groups.cards import GroupCard
from desktop.groups.group import Group, TreePerson, Way
from desktop.links.phone import costs_extra
from desktop.sessions.times_in_words import say_clock, say_written_date
from desktop.sessions.weekly import WeeklyRule
from resources.words import Words


@dataclass(frozen=True)
class _Fact:
    """One thing that a card says. Two cards say the same where `what` is the same.

    `lines` say it to a person; `name` says it in short where it is there no longer.
    `dear` is the text in which a number that costs extra money is looked for.
    """

    what: tuple[str, ...]
    lines: tuple[str, ...]
    name: str
    dear: str = ""

    def said(self, words: Words, *, is_new: bool = False) -> Iterator[str]:
        """Say it, a sentence a line."""
        first, *more = self.lines
        yield words("card.new", line=first) if is_new else first
        yield from more
        if self.dear and costs_extra(self.dear):
            yield words("card.costs_extra")


def preview(card: GroupCard, words: Words, before: GroupCard | None = None) -> list[str]:
    """Say what the card brings, a sentence a line; `before` is the same group's present card.

    Whatever `before` did not say is said as new: each person, number, website, room, time,
    rule; and what is no longer there is named; both come before what stays. Another order
    is no change. Dear numbers are marked.
    """
    facts = list(_facts(card, words))
    lines = [words("card.for", name=card.group.name)]
    if before is None:
        lines += (line for fact in facts for line in fact.said(words))
    else:
        lines.append(words("card.changes", name=before.group.name))
        lines += _against(facts, list(_facts(before, words)), words)
    if card.expires:
        lines.append(words("card.expires", date=say_written_date(card.expires, words)))
    return lines


def _against(facts: list[_Fact], known: list[_Fact], words: Words) -> Iterator[str]:
    """Say what is new against what was `known`, then what is gone, then what stays."""
    before, now = {one.what for one in known}, {one.what for one in facts}
    for fact in facts:
        if fact.what not in before:
            yield from fact.said(words, is_new=True)
    yield from (words("card.gone", what=one.name) for one in known if one.what not in now)
    for fact in facts:
        if fact.what in before:
            yield from fact.said(words)


def _facts(card: GroupCard, words: Words) -> Iterator[_Fact]:
    """Give everything that a card says, but its name and its last day."""
    if card.calendar:
        host = card.calendar_host
        line = words("card.calendar", host=host)
        yield _Fact(("calendar", card.calendar), (line,), words("card.calendar_at", host=host))
    yield from _times(card, words)
    yield from _rooms(card, words)
    for host in card.group.hosts:
        odd = (words("card.foreign_letters"),) if "xn--" in host else ()
        yield _Fact(("website", host), (words("card.website", host=host), *odd), host)
    yield from _people(card, words)
    yield from _about_group(card.group, words)


def _times(card: GroupCard, words: Words) -> Iterator[_Fact]:
    for rule in card.weekly:
        line = words(f"card.weekly.{rule.day}", name=rule.name, time=say_clock(rule.first, words))
        lines = [line, words("card.lasts", count=rule.minutes)]
        if rule.every > 1:
            lines.append(words("card.every", count=rule.every))
        if rule.starts is not None:
            lines.append(words("card.starts", date=say_written_date(rule.first.date(), words)))
        what = ("time", *lines)
        yield _Fact(what, tuple(lines), line.rstrip("."), dear=rule.name)
    zones = {rule.zone for rule in card.weekly}
    for rule in card.weekly if len(zones) > 1 else card.weekly[:1]:
        place = rule.zone.rpartition("/")[2].replace("_", " ")
        if len(zones) > 1:
            line = words("card.zone_of", name=rule.name, zone=place)
        else:
            line = words("card.zone", zone=place)
        yield _Fact(("zone", rule.zone, line), (line,), line.rstrip("."))


def _rooms(card: GroupCard, words: Words) -> Iterator[_Fact]:
    """Say where each session meets; a link is named by its website alone."""
    names = Counter(rule.name for rule in card.weekly)
    for rule in card.weekly:
        told_apart = (rule.day, rule.at) if names[rule.name] > 1 else ()
        yield from _room(rule, words, told_apart)


def _room(rule: WeeklyRule, words: Words, told_apart: tuple[str, ...]) -> Iterator[_Fact]:
    address = split_address(rule.room) if rule.room else None
    if address is not None:
        line = words("card.room", name=rule.name, host=address.hostname or "")
        yield _Fact(("room", rule.name, *told_apart, rule.room), (line,), line.rstrip("."))
    if rule.phone:
        line = words("card.phone_of", name=rule.name, number=rule.phone)
        what = ("phone of", rule.name, *told_apart, _digits(rule.phone))
        yield _Fact(what, (line,), rule.phone, dear=rule.phone)


def _people(card: GroupCard, words: Words) -> Iterator[_Fact]:
    """Say whom to ask, and by which numbers to join."""
    contact = card.group.contact
    if contact:
        line = words("card.contact", name=contact.name)
        yield _Fact(("contact", contact.name), (line,), contact.name, dear=contact.name)
        for reach in filter(None, (contact.phone, contact.email, contact.hours)):
            known_by = _digits(reach) if reach == contact.phone else reach
            line = words("card.reach", reach=reach)
            yield _Fact(("reach", known_by), (line,), reach, dear=reach)
    for one in card.group.dial_in:
        line = words("card.phone", number=one.number)
        code = (words("card.phone_code", code=one.meeting.strip()),) if one.meeting.strip() else ()
        what = ("phone", _digits(one.number), _digits(one.meeting))
        yield _Fact(what, (line, *code), " ".join((one.number, one.meeting)).strip(), one.number)


def _about_group(group: Group, words: Words) -> Iterator[_Fact]:
    for way in group.ways:
        line = words("card.way", words=way.words)
        yield _Fact(("way", way.kind, way.words), (line,), way.words, dear=way.words)
        yield from _in_way(way, words)
    for rule in group.rules:
        line = words("card.rule", rule=rule.words)
        yield _Fact(("rule", rule.words), (line,), rule.words, dear=rule.words)
    if group.agreed:
        line = words("card.agreed", date=say_written_date(group.agreed, words))
        yield _Fact(("agreed", line), (line,), line.rstrip("."))
    if group.captions:
        lines = words("card.captions", note=group.captions), words("card.captions_start")
        yield _Fact(("captions", group.captions), lines, group.captions, dear=group.captions)
    if group.language:
        language = _language(group.language, words)
        line = words("card.language", language=language)
        yield _Fact(("language", group.language), (line,), language)


def _in_way(way: Way, words: Words) -> Iterator[_Fact]:
    """Say what a way needs to be opened, each line with the kind of the way before it."""
    kind = words(f"ways.kind.{way.kind}")
    for field in USES[way.kind]:
        value = getattr(way, field)
        for one in value if isinstance(value, tuple) else filter(None, (value,)):
            said, known_by, dear = _said_in_way(field, one, words)
            what = "way", way.kind, field, known_by
            yield _Fact(
                what, (words("card.way_line", way=kind, said=said),), said.rstrip("."), dear
            )


def _said_in_way(field: str, value: object, words: Words) -> tuple[str, str, str]:
    """Return a sentence for one field, what it is known by, and where a dear number may be."""
    if isinstance(value, TreePerson):
        said = words(f"card.in_way.{field}", name=value.name, number=value.phone)
        return said, f"{value.name} {_digits(value.phone)}", value.phone
    if isinstance(value, datetime):
        day, time = say_written_date(value.date(), words), say_clock(value, words)
        return words(f"card.in_way.{field}", date=day, time=time), value.isoformat(), ""
    text = str(value)
    if field in ("link", "map"):
        address = split_address(text)
        host = (address.hostname if address else None) or ""
        return words(f"card.in_way.{field}", host=host), text, ""
    if field == "number":
        return words("card.in_way.number", number=text), _digits(text), text
    if field == "email":
        return words("card.in_way.email", address=text), text, ""
    return text, text, text


def _language(code: str, words: Words) -> str:
    key = f"setting.captions.language.{code.partition('-')[0]}"
    return words(key) if words.has(key) else code


def _digits(number: str) -> str:
    """Return a number without what only helps the eye: written otherwise it is still the same."""
    return "".join(letter for letter in number if letter in "0123456789+#")
