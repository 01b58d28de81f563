"""The event loop: it ends in order, whatever a thread is still doing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import asyncio, sys, threading
from ui.app import leave, make_application, run_app

app = make_application("Parlour")
begun = threading.Event()

def read():
    begun.set()
    return sys.stdin.readline()

async def life():
    reading = asyncio.ensure_future(asyncio.to_thread(read))
    await asyncio.to_thread(begun.wait)
    print("begun", flush=True)
    reading.cancel()
    return 3

leave(run_app(app, life))
"""


def test_it_waits_for_a_thread_that_is_busy() -> None:
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        _, complaints = program.communicate("read\n", timeout=20)
    assert (program.returncode, complaints) == (3, "")
