"""Behind the lock no file is written, made, moved or removed, and no other program is reached."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from resources.platform import landlock
from tests.support.process_rights import FILE_LOCKED, LANDLOCK_VERSION
from tests.support.source import ROOT

TRY_ALL = """
import errno, json, os, signal, socket, subprocess, sys
from pathlib import Path
from resources.platform.landlock import give_up_files

here, address, programs = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "programs"
opened_before = (here / "open").open("w")
locked = give_up_files(writes=[here / "kept", here / "absent"], starts_programs=programs)
other = here / "other"

def is_refused(what):
    try:
        what()
    except PermissionError:
        return True
    return False

def connect():
    socket.socket(socket.AF_UNIX).connect("\\0" + address)

refused = {
    "write": is_refused(lambda: other.open("a")),
    "cut": is_refused(lambda: os.truncate(other, 0)),
    "make": is_refused(lambda: (here / "new").open("w")),
    "make a file that may be written": is_refused(lambda: (here / "absent").open("w")),
    "folder": is_refused(lambda: (here / "folder").mkdir()),
    "remove": is_refused(other.unlink),
    "move": is_refused(lambda: other.rename(here / "moved")),
    "link": is_refused(lambda: os.link(other, here / "linked")),
    "point": is_refused(lambda: (here / "pointer").symlink_to(other)),
    "pipe": is_refused(lambda: os.mkfifo(here / "pipe")),
    "remove what may be written": is_refused((here / "kept").unlink),
    "memory of others": is_refused(lambda: open(f"/proc/{os.getppid()}/mem", "rb")),
    "programs": is_refused(lambda: subprocess.run(["true"], check=True)),
    "signals": is_refused(lambda: os.kill(os.getppid(), 0)),
    "sockets without a path": is_refused(connect),
}
(here / "kept").write_text("written")
opened_before.write("written")
opened_before.flush()
open(os.devnull, "w").write("x")
ours = subprocess.Popen(["sleep", "60"]) if programs else None
if ours:
    ours.kill()
    ours.wait()
print(json.dumps([locked, other.read_text(), refused]))
"""


@FILE_LOCKED
@pytest.mark.parametrize("programs", ["programs", "no programs"])
def test_no_file_is_changed_and_no_other_program_reached(tmp_path: Path, programs: str) -> None:
    for name in ("kept", "other"):
        (tmp_path / name).write_text("before")
    address = f"parlour-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0{address}")
        server.listen()
        done = subprocess.run(
            [sys.executable, "-c", TRY_ALL, str(tmp_path), address, programs],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    locked, read, refused = json.loads(done.stdout)
    assert (locked, read) == (True, "before")
    assert refused.pop("programs") == (programs == "no programs")
    if LANDLOCK_VERSION < 6:
        del refused["signals"], refused["sockets without a path"]
    if LANDLOCK_VERSION < 3:
        del refused["cut"]
    assert [what for what, so in refused.items() if not so] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "open", "other"]
    assert {(tmp_path / name).read_text() for name in ("kept", "open")} == {"written"}


@pytest.mark.parametrize("version", range(1, 8))
def test_an_older_kernel_is_asked_only_what_it_knows(version: int) -> None:
    """It refuses a whole set of rules for one right that it does not know."""
    known = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16, 6: 16, 7: 16}
    assert landlock.changes_known(version) < 1 << known[version]
    assert landlock.changes_known(version) > 1 << (known[version] - 2)


def test_where_nothing_can_be_enforced_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not landlock.give_up_files()
