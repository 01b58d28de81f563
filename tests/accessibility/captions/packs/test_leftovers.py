"""What was killed leaves nothing for good, and what lives is never disturbed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accessibility.captions.engines.pack_catalogue import known_packs
from accessibility.captions.packs.install import tidy
from accessibility.captions.packs.leftovers import at_work, new_folder, sweep
from accessibility.captions.packs.obtain import PackUnderWay, get
from tests.support.packs import lay_out

PACK = known_packs()[0]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "packs"
    folder.mkdir()
    return folder


def left_in(packs: Path) -> list[str]:
    return sorted(entry.name for entry in packs.iterdir())


@contextmanager
def another(packs: Path, work: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process that is in the middle of `work`, and kill it in the end."""
    script = f"""
import sys
from pathlib import Path
from accessibility.captions.packs.leftovers import at_work, new_folder
with {work}:
    print("at work", flush=True)
    sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(packs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        yield process
        process.kill()


INSTALL = "new_folder(Path(sys.argv[1]))"


def test_d7_a_folder_is_swept_when_its_writer_was_killed_and_not_before(packs: Path) -> None:
    with another(packs, INSTALL) as process:
        sweep(packs)
        assert len(left_in(packs)) == 2
        process.kill()
        process.wait()
        sweep(packs)
        assert left_in(packs) == []


def test_d7_in_the_end_neither_folder_nor_lock_is_left(packs: Path) -> None:
    with new_folder(packs) as new:
        lay_out(new / "pack")
        sweep(packs)
        assert (new / "pack").exists()
    assert left_in(packs) == []


DOWNLOAD = f"at_work(Path(sys.argv[1]), {PACK.name!r})"


def test_d7_two_that_fetch_one_pack_do_not_write_into_each_other(packs: Path) -> None:
    with another(packs, DOWNLOAD), pytest.raises(PackUnderWay):
        get(PACK, packs)
    with at_work(packs, PACK.name):
        pass
    assert left_in(packs) == []


def unfinished_download(packs: Path, *, days_ago: float) -> list[str]:
    """Put there what a stopped download leaves."""
    for end in (".zip", ".mark"):
        path = packs / f".{PACK.name}{end}"
        path.touch()
        then = path.stat().st_mtime - days_ago * 24 * 3600
        os.utime(path, (then, then))
    return left_in(packs)


def test_d7_a_download_waits_a_month_to_be_taken_up_again(packs: Path) -> None:
    left = unfinished_download(packs, days_ago=29)
    sweep(packs)
    assert left_in(packs) == left
    unfinished_download(packs, days_ago=31)
    with another(packs, DOWNLOAD):
        sweep(packs)
        assert set(left) < set(left_in(packs))
    sweep(packs)
    assert left_in(packs) == []


def test_d7_a_download_goes_once_its_pack_is_there(packs: Path) -> None:
    unfinished_download(packs, days_ago=0)
    lay_out(packs / PACK.name)
    lay_out(packs / "mine")
    (packs / ".mine.txt").touch()
    tidy(packs)
    assert left_in(packs) == [".mine.txt", "mine", PACK.name]


def test_d7_what_could_not_be_deleted_at_once_is_deleted_later(packs: Path) -> None:
    lay_out(packs / ".gone-1-old-pack")
    (packs / ".speeds.json.x7.part").touch()
    sweep(packs)
    assert left_in(packs) == []
    shutil.rmtree(packs)
    sweep(packs)


@pytest.mark.parametrize("kills", [2, 3])
def test_d7_killed_while_unpacking_leaves_nothing_for_the_next_start(
    packs: Path, kills: int
) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from accessibility.captions.packs.install import install
from tests.support.packs import accept

left = [int(sys.argv[3])]

def watch(event: str, _: object) -> None:
    if event == "os.mkdir":
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
install(Path(sys.argv[1]), Path(sys.argv[2]), trial=accept)
"""
    given = lay_out(packs.parent / PACK.name)
    words = [sys.executable, "-c", script, str(given), str(packs), str(kills)]
    done = subprocess.run(words, check=False)
    assert done.returncode == -signal.SIGKILL
    assert left_in(packs)
    tidy(packs)
    assert left_in(packs) == []
