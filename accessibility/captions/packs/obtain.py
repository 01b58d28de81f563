"""Downloads a language pack and installs it: resumed, checked, tried, never half installed."""

from __future__ import annotations

import shutil
import ssl
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from accessibility.captions.engines.pack_catalogue import KnownPack
from accessibility.captions.packs.check import check
from accessibility.captions.packs.download import (
    DownloadOptions,
    DownloadStopped,
    DownloadTarget,
    PackNotGiven,
    PackNotReached,
    PartialFile,
    fetch,
)
from accessibility.captions.packs.install import NoRoomForPack, install, make_room
from accessibility.captions.packs.language_packs import HIDDEN, LanguagePack
from accessibility.captions.packs.leftovers import at_work
from resources.declared import Problem

UNPACKED = 3
"""Room needed on the disk: what is fetched and what is in it, as a multiple of the former."""

Progress = Callable[[int, int], None]
"""Told the bytes that are here, and how many there will be."""


class PackUnderWay(Problem):
    """Another Parlour of this person is fetching the very same pack."""

    key = "pack_under_way"


@dataclass(frozen=True)
class ObtainOptions:
    """How to fetch: who is told of the progress, what stops it, and what the tests replace.

    `patience` is the pause, in seconds, after an attempt that brought nothing.
    """

    progress: Progress = lambda done, total: None
    stop: Event = field(default_factory=Event)
    url: str = ""
    context: ssl.SSLContext | None = None
    trial: Callable[[Path], None] = check
    patience: float = 2.0


def get(pack: KnownPack, packs: Path, wish: ObtainOptions | None = None) -> LanguagePack:
    """Fetch a pack and install it under `packs`; blocks, for a thread of its own.

    Vosk's packs are one zip file, Whisper's some files in a folder. Raises `DownloadStopped`,
    `PackNotReached`, `PackNotGiven`, `PackDamaged`, `PackUnderWay`, and what `install` raises.
    """
    make_room(packs, pack.bytes * UNPACKED)
    with ExitStack() as until_done:
        try:
            until_done.enter_context(at_work(packs, pack.name))
        except TimeoutError:
            raise PackUnderWay from None
        except OSError:
            raise NoRoomForPack from None
        return _get(pack, packs, wish or ObtainOptions())


def _get(pack: KnownPack, packs: Path, wish: ObtainOptions) -> LanguagePack:
    place = packs / (HIDDEN + pack.name + ("" if pack.files else ".zip"))
    wanted = _wanted(pack, place, wish.url or pack.url)
    try:
        _fetch_each(wanted, pack.bytes, wish)
        installed = install(place, packs, trial=wish.trial, name=pack.name)
    except OSError:
        raise NoRoomForPack from None
    except (DownloadStopped, PackNotReached, PackNotGiven, NoRoomForPack):
        raise
    except Problem:
        _forget(wanted, place)
        raise
    _forget(wanted, place)
    return installed


def _wanted(pack: KnownPack, place: Path, url: str) -> Sequence[DownloadTarget]:
    """Name the files to fetch: the zip, or (`url` ends with a slash then) each one below it."""
    if not pack.files:
        return [DownloadTarget(url, pack.bytes, pack.sha256, PartialFile(place))]
    place.mkdir(exist_ok=True)
    return [
        DownloadTarget(url + name, it.bytes, it.sha256, PartialFile(place / name))
        for name, it in pack.files.items()
    ]


def _fetch_each(wanted: Sequence[DownloadTarget], total: int, wish: ObtainOptions) -> None:
    """Fetch one file after another; the progress is that of all together."""
    before = 0
    for one in wanted:

        def tell(here: int, before: int = before) -> None:
            wish.progress(before + here, total)

        fetch(one, DownloadOptions(tell, wish.stop, wish.context, wish.patience))
        before += one.bytes
    for one in wanted:
        one.part.complete()


def _forget(wanted: Sequence[DownloadTarget], place: Path) -> None:
    for one in wanted:
        one.part.forget()
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
