"""The first-run speed check of the caption engines: once, in the background, while idle."""

from __future__ import annotations

import asyncio
from threading import Event

from accessibility.captions.captioning import Captioning
from accessibility.captions.packs.library import PackLibrary

SETTLING_S = 10.0
"""Seconds after the start in which the computer is left alone."""


async def check_quietly(
    packs: PackLibrary, captioning: Captioning, *, settling: float = SETTLING_S
) -> None:
    """Find out once whether this computer keeps up with two engines, and use both if it does.

    Only where there are two packs that could work together. It ends as soon as somebody
    listens, and is done another time. Cancelling it ends it at once.
    """
    await asyncio.sleep(settling)
    if packs.pair is None or not packs.unmeasured or captioning.is_on:
        return
    stop = Event()
    let_go = captioning.watch(lambda: stop.set() if captioning.is_on else None)
    try:
        await packs.measure(stop)
    finally:
        let_go()
    if not captioning.is_on:
        captioning.use(*packs.choice)
