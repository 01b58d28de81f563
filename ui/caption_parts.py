"""Makes the parts that captions are made of: once, when somebody first needs them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from accessibility.captions.captioning import CAPTIONS_ON, Captioning
from accessibility.captions.client.client import CaptionClient
from accessibility.captions.packs.library import PackLibrary
from accessibility.captions.text.stream import CaptionStream
from desktop.system.child_process import child_command

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.storage.settings import Settings
    from ui.services import Services


def make_captioning(settings: Settings) -> Captioning:
    """Make the captions; their worker starts when a pack is used."""
    worker = child_command("accessibility.captions.worker.main")
    captioning = Captioning(lambda tell: CaptionClient(tell, command=worker), CaptionStream())
    captioning.is_turned_on = settings[CAPTIONS_ON]
    captioning.adopt(settings)
    return captioning


def make_packs(services: Services, own: Path) -> PackLibrary:
    """Make the view of the language packs; captions follow every change of them."""
    children = map(child_command, PackLibrary.CHILDREN)
    calendars = PackLibrary(own, os.environ, services.settings, *children)
    calendars.watch(lambda: take_up(calendars, services.captioning))
    return calendars


def take_up(calendars: PackLibrary, captioning: Captioning) -> None:
    """Caption with the best packs that are here now; without any nothing is listened to."""
    if calendars.best is None:
        captioning.pause()
    captioning.use(*calendars.choice)
