"""The first-run speed check: quiet, once, and out of the way as soon as somebody listens."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from accessibility.captions.captioning import Captioning
from accessibility.captions.packs.languages import LANGUAGE
from accessibility.captions.packs.library import PackLibrary
from accessibility.captions.speed_check import check_quietly
from accessibility.captions.text.stream import CaptionStream
from desktop.storage.settings import Settings
from tests.support.packs import lay_out
from tests.support.quiet import QuietClient

FAST = (sys.executable, "-c", 'print(\'{"live": 0.1, "lines": 0.1}\')')
ENDLESS = (sys.executable, "-c", "import threading; threading.Event().wait()")
QUICK, TIDY = "vosk-model-small-en-us-0.15", "faster-whisper-small.en"


async def a_desk(
    tmp_path: Path, command: tuple[str, ...], *names: str
) -> tuple[PackLibrary, Captioning, list[str]]:
    """Lay out packs, and captions that use them; and return what the worker is asked for."""
    for name in names:
        mark = "am/final.mdl" if name == QUICK else "model.bin"
        lay_out(tmp_path / "own" / name, mark=mark)
    choices = Settings(tmp_path / "settings.json")
    choices[LANGUAGE] = "en"
    packs = PackLibrary(tmp_path / "own", {}, choices, speed_command=command)
    await packs.refresh()
    packs.packs = tuple(pack for pack in packs.packs if pack.name in names)
    wishes: list[str] = []
    captioning = Captioning(lambda tell: QuietClient(tell, wishes), CaptionStream())
    captioning.use(*packs.choice)
    return packs, captioning, wishes


async def test_a_fast_computer_uses_both_from_then_on(tmp_path: Path) -> None:
    packs, captioning, wishes = await a_desk(tmp_path, FAST, QUICK, TIDY)
    await check_quietly(packs, captioning, settling=0)
    assert wishes == [f"warm {QUICK}", f"warm {QUICK} + {TIDY}"]
    await check_quietly(packs, captioning, settling=0)
    assert len(wishes) == 2


async def test_with_one_pack_there_is_nothing_to_find_out(tmp_path: Path) -> None:
    packs, captioning, wishes = await a_desk(tmp_path, FAST, QUICK)
    await check_quietly(packs, captioning, settling=0)
    assert not packs.speeds
    assert wishes == [f"warm {QUICK}"]


async def test_nobody_who_listens_is_disturbed(tmp_path: Path) -> None:
    packs, captioning, wishes = await a_desk(tmp_path, ENDLESS, QUICK, TIDY)
    checking = asyncio.create_task(check_quietly(packs, captioning, settling=0))
    await asyncio.sleep(0)
    captioning.start()
    async with asyncio.timeout(5):
        await checking
    assert not packs.speeds
    assert wishes == [f"warm {QUICK}", "listen group"]
