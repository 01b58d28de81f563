"""A group's rules while the group writes them, question by question; and the card they make.

They are stored sealed after each answer: nothing that was said together is lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date

import msgspec

from desktop.groups.card_rules import LINE_LENGTH, MOST, NAME_LENGTH, CardText, check_words
from desktop.groups.cards import FORMAT, GroupCard
from desktop.groups.group import SUBJECTS, Group, Rule, Subject
from desktop.storage.typed_store import ByteStore, TypedStore
from resources.declared import Problem

NAME = "agreement-draft"
"""The name under which it is stored; no calendar has it."""


class GroupNameWrong(Problem):
    """What was typed as a group's name is empty, too long, or not what it looks like."""

    key = "group_name_wrong"


class RuleWordsWrong(Problem):
    """What was typed as a rule is too long, or not what it looks like."""

    key = "rule_words_wrong"


class RulesTooMany(Problem):
    """There are more rules than a card may bring."""

    key = "rules_too_many"


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What has been answered: rules by what they are about; none means that it is left out."""

    name: str = ""
    identity: str = ""
    rules: dict[Subject, tuple[str, ...]] = {}


class AgreementDraft:
    """One draft. Until `load`, and without a store, it lasts for this run."""

    def __init__(self) -> None:
        self._store: TypedStore | None = None
        self._written = _Written()

    async def load(self, store: ByteStore) -> None:
        """Read what an earlier run stored; what was written in this run counts more."""
        self._store = TypedStore(store)
        if not self._written.identity:
            self._written = await self._store.get(NAME, _Written) or _Written()

    @property
    def name(self) -> str:
        """Return the group's name, or ""."""
        return self._written.name

    @property
    def answers(self) -> Mapping[Subject, tuple[str, ...]]:
        """Return what was answered so far; what is left out is there with no rule."""
        return self._written.rules

    @property
    def group(self) -> Group:
        """Return the group with the rules that are written so far."""
        rules = tuple(
            Rule(about=about, words=line)
            for about in SUBJECTS
            for line in self._written.rules.get(about, ())
        )
        return Group(id=self._written.identity, name=self._written.name, agreement=rules)

    async def begin(self, name: str, present: GroupCard | None) -> None:
        """Give the group's name, and its `present` card, if there is one.

        A group by another name begins with the rules of its card, else with those of the
        group before. Raises `GroupNameWrong`; then nothing has changed.
        """
        name = " ".join(name.split())
        try:
            check_words(name, NAME_LENGTH)
        except CardText:
            raise GroupNameWrong from None
        written = msgspec.structs.replace(self._written, name=name)
        if name.casefold() != self._written.name.casefold():
            written = msgspec.structs.replace(written, identity=f"group-{secrets.token_hex(6)}")
            if present is not None and present.group.rules:
                known = present.group.rules_by_subject
                rules = {about: known.get(about, ()) for about in SUBJECTS}
                written = msgspec.structs.replace(written, rules=rules)
        await self._put(written)

    async def answer(self, about: Subject, lines: tuple[str, ...]) -> None:
        """Store the rules about one thing, blank ones left out.

        Raises `RuleWordsWrong` or `RulesTooMany`; then nothing has changed.
        """
        filled = tuple(" ".join(line.split()) for line in lines if line.strip())
        if not all(is_rule(line) for line in filled):
            raise RuleWordsWrong
        rules = {**self._written.rules, about: filled}
        if sum(map(len, rules.values())) > MOST:
            raise RulesTooMany
        await self._put(msgspec.structs.replace(self._written, rules=rules))

    def card(self, today: date, present: GroupCard | None) -> GroupCard:
        """Return the group's card with these rules, agreed today.

        All else is as on its `present` card, if there is one; a last day that is over is no more.
        """
        if present is None:
            group = msgspec.structs.replace(self.group, agreed=today)
            return GroupCard(format=FORMAT, made=today, group=group)
        group = msgspec.structs.replace(present.group, agreement=self.group.agreement, agreed=today)
        is_over = present.expires is not None and present.expires < today
        expires = None if is_over else present.expires
        return msgspec.structs.replace(present, made=today, group=group, expires=expires)

    async def _put(self, written: _Written) -> None:
        self._written = written
        if self._store is not None:
            await self._store.put(NAME, written)


def is_rule(line: str) -> bool:
    """Say whether a line may stand on a card as a rule, or is blank."""
    try:
        check_words(line, LINE_LENGTH)
    except CardText:
        return not line.strip()
    return True
