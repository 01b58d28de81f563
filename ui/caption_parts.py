"""Makes the parts that captions are made of: once, when somebody first needs them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from accessibility.captions.captioning import CAPTIONS_ON, Captioning
from accessibility.captions.client.client import CaptionClient
from accessibility.captions.packs.library import PackShelf
from accessibility.captions.text.stream import Stream
from desktop.system.child_process import child_command

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.storage.settings import Settings
    from ui.services import Parts


def make_captioning(settings: Settings) -> Captioning:
    """Make the captions; their worker starts when a pack is used."""
    worker = child_command("accessibility.captions.worker.main")
    captioning = Captioning(lambda tell: CaptionClient(tell, command=worker), Stream())
    captioning.is_turned_on = settings[CAPTIONS_ON]
    captioning.adopt(settings)
    return captioning


def make_packs(parts: Parts, own: Path) -> PackShelf:
    """Make the view of the language packs; captions follow every change of them."""
    children = map(child_command, PackShelf.CHILDREN)
    shelf = PackShelf(own, os.environ, parts.settings, *children)
    shelf.watch(lambda: take_up(shelf, parts.captioning))
    return shelf


def take_up(shelf: PackShelf, captioning: Captioning) -> None:
    """Caption with the best packs that are here now; without any nothing is listened to."""
    if shelf.best is None:
        captioning.pause()
    captioning.use(*shelf.choice)
