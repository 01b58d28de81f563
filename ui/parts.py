"""What the screens are given: everything they may ask or tell, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accessibility.aloud.reader import Reader
from accessibility.announcer import Announcer
from accessibility.audio.sound_check import SoundCheck
from accessibility.captions.captioning import Captioning
from accessibility.captions.pack_shelf import PackShelf
from accessibility.rehearsing import Rehearsing
from desktop.agenda import Agenda
from desktop.background import Background
from desktop.clock import Clock
from desktop.joining.doorway import Doorway
from desktop.navigation import Navigator
from desktop.settings import Settings
from desktop.shelf import Shelf
from resources.words import Words


@dataclass(frozen=True)
class Parts:
    """Built once in `desktop.main`, handed to every screen.

    `say` tells a screen reader something, politely.
    """

    words: Words
    settings: Settings
    navigator: Navigator
    clock: Clock
    background: Background
    agenda: Agenda
    shelf: Shelf
    doorway: Doorway
    captioning: Captioning
    packs: PackShelf
    rehearsing: Rehearsing
    sound: SoundCheck
    aloud: Reader
    announcer: Announcer
    say: Callable[[str], None]
