"""`parlour card`: check a group card, show what it does, set its group up, write one."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.cli.arguments import card
from desktop.cli.terminal import Terminal
from desktop.credentials.keyring_vault import VaultChoice, choose_vault
from desktop.groups import cards
from desktop.groups.cards import LARGEST_BYTES, GroupCard
from desktop.groups.preview import preview
from desktop.groups.saved_groups import SavedGroups
from desktop.links.policy import may_open
from desktop.storage.sealed_file import SealedFile
from desktop.system.clock import SystemClock
from desktop.system.paths import find_paths
from resources.declared import Problem
from resources.platform.files import write_whole
from resources.words import Words

GROUPS = "groups.sealed"
"""The file in which the groups on this computer are stored."""


class CardNotKept(Problem):
    """There is no safe place on this computer, so a group set up now would be gone at once."""

    key = "card_not_kept"


class CardThere(Problem):
    """A file of that name is there already; it is not written over."""

    key = "card_there"


class CardUnwritten(Problem):
    """The file cannot be written."""

    key = "card_unwritten"


@dataclass(frozen=True)
class Done:
    """What was done with a card: its group's name, and the lines that say it."""

    group: str
    lines: tuple[str, ...]


def answer_card(given: Sequence[str], terminal: Terminal) -> int:
    """Do one thing with a card. Raises the `Problem` that kept it from being done."""
    asked = card(terminal.words).parse_args(given)
    work = {"check": _check, "preview": _preview, "apply": _apply, "write": _write}
    try:
        done = work[asked.what](asked, terminal.words)
    except Problem as problem:
        if asked.json:
            said = terminal.words.explain(problem)
            row = {"good": False, "problem": problem.key, "words": said.happened}
            terminal.show(row | {"next": said.next})
        raise
    if asked.json:
        terminal.show({"good": True, "group": done.group, "lines": list(done.lines)})
    else:
        for line in done.lines:
            terminal.say(line)
    return 0


def _check(asked: Namespace, words: Words) -> Done:
    read = _read(asked)
    return Done(read.group.name, (words("command.card.good", name=read.group.name),))


def _preview(asked: Namespace, words: Words) -> Done:
    """Say what the card would do, against the card of the same group that is in use."""
    read, private = _read(asked), find_paths(os.environ).private
    before = None
    if any(private.glob(f"{GROUPS}*")):  # else the keyring need not be asked
        groups = open_groups(private, choose_vault())
        groups.refuse_older(read, now=SystemClock().now())
        before = groups.card(read.group.id)
    return Done(read.group.name, tuple(preview(read, words, before)))


def _apply(asked: Namespace, words: Words) -> Done:
    """Set the group up; the lines say what is new against the card that was there."""
    read = _read(asked)
    groups = open_groups(find_paths(os.environ).private, choose_vault())
    lines = preview(read, words, groups.card(read.group.id))
    groups.apply(read, now=SystemClock().now())
    name = read.group.name
    return Done(name, (*lines, words("command.card.applied", name=name)))


def _write(asked: Namespace, words: Words) -> Done:
    body = sys.stdin.buffer.read(LARGEST_BYTES + 1) if sys.stdin else b""
    name = write_card(asked.file, body).group.name
    return Done(name, (words("command.card.written", name=name),))


def _read(asked: Namespace) -> GroupCard:
    """Read the card as somebody who wants to add it today. Raises what `open_card` raises."""
    today = SystemClock().now().date()
    return cards.open_card(cards.read_file(asked.file), today=today, may_open=may_open)


def open_groups(private: Path, choice: VaultChoice) -> SavedGroups:
    """Return the groups on this computer. Raises `CardNotKept`, and what `load` raises."""
    if not choice.vault.is_kept:
        raise CardNotKept
    groups = SavedGroups(SealedFile(private / GROUPS, choice.vault))
    groups.load()
    return groups


def write_card(path: Path, body: bytes) -> GroupCard:
    """Check a card given as JSON, and write it as a file. Raises a `Problem`; then nothing is."""
    card = cards.parse_card(body)
    if path.exists():
        raise CardThere
    try:
        write_whole(path, cards.write(card))
    except OSError:
        raise CardUnwritten from None
    return card
