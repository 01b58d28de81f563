"""Writes captions to a file the person chose, and deletes it again.

Nothing but this writes words that were said. They never reach a log or a message.
"""

from __future__ import annotations

from pathlib import Path

from resources.declared import Problem
from resources.platform.files import DISK_FULL, NOT_PERMITTED, write_whole


class NoRoom(Problem):
    """The disk is full."""

    key = "words_no_room"


class MayNotSave(Problem):
    """The person may not write there."""

    key = "words_may_not"


class NotSaved(Problem):
    """The file could not be written for another reason: a stick was pulled out, say."""

    key = "words_not_saved"


class NotDeleted(Problem):
    """The file could not be deleted again."""

    key = "words_not_deleted"


def save_captions(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all. May block.

    Raises `NoRoom`, `MayNotSave` or `NotSaved`; a file that was there is then as it was.
    """
    try:
        write_whole(path, text.encode())
    except OSError as error:
        if error.errno in DISK_FULL:
            raise NoRoom from None
        raise (MayNotSave if error.errno in NOT_PERMITTED else NotSaved) from None


def delete_captions(path: Path) -> None:
    """Delete the file again; one that is gone already is fine. Raises `NotDeleted`."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        raise NotDeleted from None
