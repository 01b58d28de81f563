"""A process that dies by a fault leaves nothing of its memory on the disk."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from tests.support.process_rights import ON_LINUX
from tests.support.source import ROOT

HIDE = """
import ctypes, os, sys
sys.path.insert(0, sys.argv[1])
from resources.platform.memory_dumps import hide_memory, no_core_dumps
from tests.support.process_rights import leaves_no_dump
libc = ctypes.CDLL(None)
print(leaves_no_dump(os.getpid()), libc.prctl(3, 0, 0, 0, 0))
no_core_dumps()
print(leaves_no_dump(os.getpid()), libc.prctl(3, 0, 0, 0, 0))
hide_memory()
print(leaves_no_dump(os.getpid()), libc.prctl(3, 0, 0, 0, 0), flush=True)
os.kill(os.getpid(), int(sys.argv[2]))
"""


@ON_LINUX
def test_a_fault_writes_no_memory_down(tmp_path: Path) -> None:
    for number in (signal.SIGSEGV, signal.SIGABRT):
        words = [sys.executable, "-c", HIDE, str(ROOT), str(int(number))]
        dumping = ["sh", "-c", 'ulimit -c unlimited; exec "$@"', "sh", *words]
        done = subprocess.run(
            dumping, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == -number, done.stderr
        assert done.stdout.splitlines() == ["False 1", "True 1", "True 0"]
    assert list(tmp_path.iterdir()) == []
