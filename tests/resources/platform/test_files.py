"""A file is replaced whole or not at all; what cannot be understood is moved, never overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources.platform.files import (
    NotAFile,
    can_write,
    is_private,
    locked,
    patiently,
    put_aside,
    read_whole,
    regular_only,
    set_aside,
    sweep_unfinished,
    write_whole,
)


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
            os.kill(writer.pid, signal.SIGKILL)
        body = path.read_bytes()
        assert len(body) == 50_000
        assert len(set(body)) == 1


def test_killed_at_each_step_it_is_old_or_new_and_never_in_part(path: Path) -> None:
    script = (
        "import sys; from functools import partial; from pathlib import Path\n"
        "from resources.platform.files import write_whole\n"
        "from tests.support.dying import die_within\n"
        "a, b = (partial(write_whole, Path(sys.argv[1]), one * 50_000) for one in (b'a', b'b'))\n"
        "a(); die_within(b, a, float(sys.argv[2]))\n"
    )
    left = set()
    for tenth in range(11):
        command = [sys.executable, "-c", script, str(path), str(tenth / 10)]
        assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
        left.add(path.read_bytes())
    assert left == {b"a" * 50_000, b"b" * 50_000}


def test_setting_aside_never_replaces_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    moved = []
    for body in (b"1", b"2"):
        path.write_bytes(body)
        moved.append(set_aside(path))
    assert [one.read_bytes() for one in moved if one] == [b"1", b"2"]
    assert set_aside(path) is None


class InUse(PermissionError):
    """What Windows says of a file that another program has open."""

    winerror = 32


def test_a_file_in_use_is_tried_again() -> None:
    answers: list[Exception | None] = [InUse(), InUse(), None]

    def work() -> str:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return "done"

    assert patiently(work) == "done"


def test_a_file_that_may_not_be_read_is_tried_once() -> None:
    tries = []

    def work() -> None:
        tries.append(1)
        raise PermissionError

    with pytest.raises(PermissionError):
        patiently(work)
    assert len(tries) == 1


def test_what_was_set_aside_is_found_again(path: Path) -> None:
    moved = []
    for body in (b"1", b"2"):
        path.write_bytes(body)
        moved.append(set_aside(path))
    assert put_aside(path) == moved


def test_the_old_file_makes_way_once_the_new_one_is_on_the_disk(path: Path) -> None:
    write_whole(path, b"old")
    before = path.with_name("before")

    def make_way() -> None:
        path.rename(before)

    write_whole(path, b"new", make_way)
    assert (path.read_bytes(), before.read_bytes()) == (b"new", b"old")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
@pytest.mark.parametrize(
    ("make", "error"), [(os.mkfifo, NotAFile), (Path.mkdir, IsADirectoryError)]
)
def test_d8_only_a_file_is_opened_and_nothing_is_waited_for(
    path: Path, make: Callable[[Path], None], error: type[OSError]
) -> None:
    make(path)
    with pytest.raises(error), open(path, "rb", opener=regular_only):
        pass
    path.rename(path.with_name("away"))
    path.write_bytes(b"body")
    with open(path, "rb", opener=regular_only) as file:
        assert file.read() == b"body"


def test_only_one_holds_a_lock(path: Path) -> None:
    with locked(path, 1), pytest.raises(TimeoutError), locked(path, 0):
        pass
    with locked(path, 0):
        pass


def test_a_folder_of_ones_own_is_closed_to_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert is_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o077 == 0
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    assert not is_private(link)


def test_d10_a_place_that_takes_no_file_is_known(path: Path) -> None:
    assert can_write(path.parent / "not" / "there" / "yet")
    path.touch()
    assert not can_write(path / "below a file")


KILLED_AT_THE_RENAME = """
import os, signal, sys
from pathlib import Path
from resources.platform.files import write_whole

def watch(event: str, _: object) -> None:
    if event == "os.rename":
        os.kill(os.getpid(), getattr(signal, sys.argv[2]))

sys.addaudithook(watch)
write_whole(Path(sys.argv[1]), b"private")
"""


def unfinished(path: Path) -> list[Path]:
    return list(path.parent.glob(".*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_d7_what_a_killed_writer_left_goes_with_the_next_write(path: Path) -> None:
    write_whole(path, b"old")
    for _ in range(3):
        subprocess.run(
            [sys.executable, "-c", KILLED_AT_THE_RENAME, str(path), "SIGKILL"], check=False
        )
        assert len(unfinished(path)) == 1
        assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP")
def test_d7_what_is_being_written_is_not_swept(path: Path) -> None:
    words = [sys.executable, "-c", KILLED_AT_THE_RENAME, str(path), "SIGSTOP"]
    with subprocess.Popen(words) as writer:
        os.waitpid(writer.pid, os.WUNTRACED)
        sweep_unfinished(path.parent)
        assert len(unfinished(path)) == 1
        writer.send_signal(signal.SIGCONT)
        assert writer.wait(30) == 0
    assert path.read_bytes() == b"private"
    assert unfinished(path) == []


def test_d7_sweeping_takes_nothing_but_what_is_unfinished(path: Path) -> None:
    mine = [path, path.with_name("a.part"), path.with_name(".part"), path.with_name(".a.txt")]
    for each in mine:
        each.touch()
    path.with_name(".a.json.b.part").touch()
    path.with_name(".folder.b.part").mkdir()
    sweep_unfinished(path.parent)
    sweep_unfinished(path / "no folder")
    left = {each.name for each in path.parent.iterdir()}
    assert left == {each.name for each in mine} | {".folder.b.part"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
def test_what_is_no_file_or_has_no_end_is_not_read(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(NotAFile):
        read_whole(path)
    path.unlink()
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(NotAFile):
        read_whole(path)
