"""A Parlour that reads an hour of captions in seconds, then waits to be looked at, then closes."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from accessibility.captions.captioning import Captioning
from accessibility.captions.client.client import CaptionClient
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.text.stream import CaptionStream
from desktop.main import compose
from desktop.storage.settings import Settings
from desktop.system.log import Log, catch_the_uncaught
from desktop.system.paths import find_paths
from resources.words import Words
from tests.support.hour_worker import LINES, sentence
from ui.app import apply_look, leave, make_application, run_app
from ui.navigation import Place
from ui.services import Services
from ui.widgets.captions.block import CaptionBlock
from ui.window import Window

PACK = LanguagePack("en", "vosk", "a pack", Path("a pack"), "own", 1)
WORKER = (sys.executable, "-m", "tests.support.hour_worker")


async def read_an_hour(services: Services, window: Window) -> int:
    """Read, mark and star; say so; wait for a line on standard input; let go of everything."""
    captioning = services.captioning
    last, heard = sentence(LINES - 1), asyncio.Event()

    def look() -> None:
        if captioning.blocks and captioning.blocks[-1].settled == last:
            heard.set()

    captioning.watch(look)
    captioning.use(PACK)
    captioning.start()
    await heard.wait()
    captioning.mark(captioning.blocks[-2].id)
    captioning.star(captioning.blocks[-3].id)
    await asyncio.sleep(0.3)
    shown = [block.words for block in window.findChildren(CaptionBlock)]
    told = {"lines": len(captioning.blocks), "shows_last": last in shown}
    sys.stdout.write(json.dumps(told | {"worker": captioning.worker}) + "\n")
    sys.stdout.flush()
    looked_at = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), looked_at.set)
    await looked_at.wait()
    asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
    captioning.forget()
    await captioning.close()
    window.take_down()
    return 0


def main() -> None:
    """Open the captions screen, and read."""
    paths = find_paths(os.environ)
    record = Log(paths.log)
    record.open()
    catch_the_uncaught()
    app = make_application("Parlour")
    settings = Settings(paths.settings)
    apply_look(app, settings)
    services = compose(paths, settings, Words())
    services.captioning = Captioning(
        lambda tell: CaptionClient(tell, command=WORKER), CaptionStream()
    )
    services.navigator.go(Place.CAPTIONS)
    window = Window(services)
    window.show()
    status = run_app(app, lambda: read_an_hour(services, window))
    record.close()
    leave(status)


if __name__ == "__main__":
    main()
