"""A file is replaced whole or not at all; what cannot be understood is moved, never overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resources.platform.files import set_aside, write_whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name a file in a folder of its own."""
    return tmp_path / "settings.json"


def test_a_full_disk_leaves_the_old_file(path: Path) -> None:
    write_whole(path, b"old")
    script = (
        "import resource, sys; from pathlib import Path;"
        "from resources.platform.files import write_whole;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "write_whole(Path(sys.argv[1]), b'x' * 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, check=False
    )
    assert b"OSError" in done.stderr
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_killed_while_writing_it_is_old_or_new_and_never_in_part(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from resources.platform.files import write_whole\n"
        "for number in range(10**9):\n"
        "    write_whole(Path(sys.argv[1]), str(number % 10).encode() * 50_000)\n"
        "    print(number, flush=True)\n"
    )
    for wait in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            for _ in range(3 + wait):
                writer.stdout.readline()
            time.sleep(0.001 * wait)
            os.kill(writer.pid, signal.SIGKILL)
        body = path.read_bytes()
        assert len(body) == 50_000
        assert len(set(body)) == 1


def test_setting_aside_never_replaces_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    moved = []
    for body in (b"1", b"2"):
        path.write_bytes(body)
        moved.append(set_aside(path))
    assert [one.read_bytes() for one in moved if one] == [b"1", b"2"]
    assert set_aside(path) is None
