"""How long from what the worker says until it is painted, beside a bare label fed by a pipe.

Measured at the end of the paint event itself, on a private X server: pipe, decoding,
stable text, layout and paint are all in it. EN 301 549 (7.1.2) asks for 100 ms.
"""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.support.desk import Desk
from tests.support.measuring import Measured
from tests.support.scripted_words import now

DRAFTS = 60
OLD_BLOCKS = 2000
ENOUGH = 50
SETTLING = 5
"""The first drafts are not counted: fonts are read and the window finds its size."""

Delays = list[float]


def bench() -> list[Measured]:
    """Return the median and the 95th of 100, first with a new page, then with a long, huge one."""
    results = []
    with Desk() as desk:
        for name, old, pixels in (("painting", 0, 32), ("painting, long and huge", OLD_BLOCKS, 96)):
            command = [sys.executable, "-m", "tests.support.bench_painting", str(old), str(pixels)]
            told = subprocess.run(command, env=desk.env, capture_output=True, check=True)
            ours, bare = json.loads(told.stdout)
            for part, place in (("median", 50), ("95 of 100", 95)):
                results.append(_measured(f"{name}, {part}", ours, bare, place))
    return results


def _measured(name: str, ours: Delays, bare: Delays, place: int) -> Measured:
    own, baseline = (statistics.quantiles(each, n=100)[place - 1] for each in (ours, bare))
    return Measured(name, round(own / baseline, 3), round(own, 2), round(baseline, 2), "ms")


def main() -> int:
    """Measure in this process: print the delays of ours and of the bare label as JSON."""
    from ui.app import make_application, run_app

    old, pixels = int(sys.argv[1]), int(sys.argv[2])
    app = make_application("bench")
    measured: list[Delays] = []

    async def both() -> int:
        measured.append(await _delays(CaptionEye, partial(_show_captions, app, old, pixels)))
        measured.append(await _delays(LabelEye, _show_label))
        return 0

    run_app(app, both)
    sys.stdout.write(json.dumps(measured))
    return 0


class Eye(QObject):
    """Sees paint events: how long ago what is now painted was said, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.delays: Delays = []
        self._seen = ""
        self.is_done = asyncio.Event()

    def words_of(self, watched: QObject) -> str:
        """Return what a widget shows."""
        raise AssertionError("each eye looks at its own kind of widget")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let it be painted, then look at the clock."""
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        said = re.search(r"\d{6,}$", self.words_of(watched))
        if said is None or said[0] == self._seen:
            return False
        self._seen = said[0]
        watched.event(event)
        self.delays.append((now() - int(said[0])) / 1000)
        if len(self.delays) >= ENOUGH:
            self.is_done.set()
        return True


class CaptionEye(Eye):
    """Sees blocks of captions."""

    def words_of(self, watched: QObject) -> str:
        """Return the words of a block."""
        from ui.widgets.captions.block import CaptionBlock

        return watched.words if isinstance(watched, CaptionBlock) else ""


class LabelEye(Eye):
    """Sees bare labels."""

    def words_of(self, watched: QObject) -> str:
        """Return the words of a label."""
        return watched.text() if isinstance(watched, QLabel) else ""


async def _delays(
    kind: Callable[[], Eye], show: Callable[[asyncio.Event], Coroutine[Any, Any, None]]
) -> Delays:
    app = QApplication.instance()
    assert app is not None
    eye = kind()
    app.installEventFilter(eye)
    try:
        await show(eye.is_done)
    finally:
        app.removeEventFilter(eye)
    return eye.delays[SETTLING:]


async def _show_captions(app: QApplication, old: int, pixels: int, done: asyncio.Event) -> None:
    from accessibility.captions.captioning import Captioning
    from accessibility.captions.client.client import CaptionClient
    from accessibility.captions.packs.language_packs import LanguagePack
    from accessibility.captions.text.stream import CaptionStream
    from accessibility.look.captions import CaptionStyle
    from resources.words import Words
    from tests.support.dressed import dressed, show
    from ui.widgets.captions.view import CaptionView

    dressed(app)
    command = (sys.executable, "-m", "tests.support.scripted_words", str(old), str(DRAFTS))
    captioning = Captioning(lambda tell: CaptionClient(tell, command=command), CaptionStream())
    view = CaptionView(Words())
    view.set_style(CaptionStyle(pixels=pixels))
    show(view, 1000, 700)
    captioning.watch(lambda: view.show_blocks(captioning.blocks))
    captioning.use(LanguagePack("en", "vosk", "script", Path("script"), "own", 1))
    captioning.start()
    try:
        await asyncio.wait_for(done.wait(), 60)
    finally:
        await captioning.close()
        view.deleteLater()


async def _show_label(done: asyncio.Event) -> None:
    label = QLabel()
    label.resize(1000, 700)
    label.show()
    command = (sys.executable, "-m", "tests.support.scripted_words", "0", str(DRAFTS), "--bare")
    child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert child.stdout is not None
    while line := await child.stdout.readline():
        label.setText(line.decode().strip())
        if done.is_set():
            break
    await child.wait()


if __name__ == "__main__":
    raise SystemExit(main())
