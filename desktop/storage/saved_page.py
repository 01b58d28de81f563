"""Saves a page to print later, or a card to give away, as a file beside those that are there."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from resources.declared import Problem
from resources.platform.files import write_whole

NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*]')
"""What Windows allows in the name of no file."""


class PageNotSaved(Problem):
    """The page could not be written: the disk is full, or the person may not write there."""

    key = "page_not_saved"


def save_page(folder: Path, name: str, body: bytes, *, ending: str = ".pdf") -> Path:
    """Write a file into a folder, and return where it is; another of that name stays. May block.

    Raises `PageNotSaved`.
    """
    name = NOT_IN_A_NAME.sub("", name)
    names = (f"{name} {number}{ending}" if number > 1 else f"{name}{ending}" for number in count(1))
    try:
        path = next(path for each in names if not (path := folder / each).exists())
        write_whole(path, body)
    except OSError:
        raise PageNotSaved from None
    return path
