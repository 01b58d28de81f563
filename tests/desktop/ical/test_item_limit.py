"""An event that takes too long ends the process, which left a note of it."""

from __future__ import annotations

import subprocess
import sys
from tempfile import TemporaryFile

import pytest

from desktop.ical.item_limit import ITEM_S, ItemLimit, ItemNote

SPIN = """
import sys
from desktop.ical.item_limit import ItemLimit
limit = ItemLimit(2)
limit.begin(3)
limit.begin(4)
{last}
for number in range(10**10): pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such timer")
def test_the_process_ends_and_its_note_says_over_what() -> None:
    with TemporaryFile() as note:
        child = subprocess.Popen((sys.executable, "-c", SPIN.format(last="")), stderr=note)
        assert child.wait(60) != 0
        note.seek(0)
        busy_with = ItemNote.of(note.read())
    assert busy_with is not None
    assert busy_with.number == 4
    assert 0 <= busy_with.used_s < 60


def test_what_ends_in_time_is_left_alone() -> None:
    script = SPIN.format(last="limit.end()").replace("10**10", "10**7 * 3")
    child = subprocess.run((sys.executable, "-c", script), stderr=subprocess.DEVNULL, check=False)
    assert child.returncode == 0


def test_a_note_that_cannot_be_written_is_no_crash() -> None:
    limit = ItemLimit(-1)
    limit.begin(1)
    limit.end()
    assert ITEM_S > 0


@pytest.mark.parametrize("written", [b"", b"x", b"Traceback (most recent call last)"])
def test_what_is_no_note_is_none(written: bytes) -> None:
    assert ItemNote.of(written) is None
