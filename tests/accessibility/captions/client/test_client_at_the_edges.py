"""The worker beside a window's event loop, and after the window's process is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from accessibility.captions.client.client import CaptionClient
from tests.support.listener import Listener
from tests.support.sound import SoundServer
from tests.support.until import wait_until

COMMAND = (sys.executable, "-m", "tests.support.loud_words")

PARENT = """
import asyncio, sys
from pathlib import Path
from accessibility.captions.client.client import CaptionClient

async def main():
    told = asyncio.Event()
    client = CaptionClient(lambda event: told.set(), command=sys.argv[1:])
    client.warm(Path("pack"))
    client.listen("group")
    await told.wait()
    print(client.pid, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def is_there(pid: int) -> bool:
    """Say whether a process runs (a zombie does not)."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_it_works_on_the_windows_own_event_loop(qapp: QApplication) -> None:
    async def talk() -> None:
        listener = Listener()
        client = CaptionClient(listener.tell, command=COMMAND)
        client.warm(Path("pack"))
        await listener.until_state("ready")
        so_far = len(listener.told)
        os.kill(client.pid or 0, signal.SIGKILL)
        await listener.until_state("ready", after=so_far)
        await client.close()
        assert client.pid is None

    with QEventLoop(qapp) as loop:
        loop.run_until_complete(talk())


def test_when_the_window_is_killed_the_worker_goes_and_lets_go_of_the_sound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with SoundServer() as sound:
        sound.use(monkeypatch)
        parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, *COMMAND], stdout=subprocess.PIPE, text=True
        )
        with parent:
            worker = int(parent.stdout.readline()) if parent.stdout else 0
            wait_until(
                lambda: "Captions" in sound.pactl("list", "source-outputs"),
                what="the worker to listen",
            )
            parent.kill()
        wait_until(lambda: not is_there(worker), what="the worker to end")
        wait_until(
            lambda: not sound.pactl("list", "short", "source-outputs"),
            what="the sound to be let go of",
        )


def test_a_worker_that_is_frozen_goes_with_the_window_too() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *COMMAND], stdout=subprocess.PIPE, text=True
    )
    with parent:
        worker = int(parent.stdout.readline()) if parent.stdout else 0
        os.kill(worker, signal.SIGSTOP)
        parent.kill()
    wait_until(lambda: not is_there(worker), what="the worker to end")


def test_importing_the_client_brings_no_sound_or_speech_library() -> None:
    code = (
        "import sys, accessibility.captions.client.client, accessibility.captions.text.stream;"
        "print(*{'vosk', 'numpy', 'pulsectl', 'soundcard', 'faster_whisper'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b""
