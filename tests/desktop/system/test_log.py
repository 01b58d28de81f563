"""Everything is logged in a run with known secrets, and the log is searched for them."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

import pytest

from desktop.credentials.secret import Secret
from desktop.system.log import LARGEST_BYTES, Log, SafeFormatter, places, take_crash
from resources.declared import Problem

SECRETS = ("hunter2", "Tuesday Tea", "s3cret", "sam@example.org", "zoom.us", "Parkinsons")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "parlour.log"


def line(message: str, *values: object, name: str = "desktop.joining") -> str:
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, values, None)
    return SafeFormatter().format(record)


class Colour(Enum):
    RED = "hunter2"


def test_a_line_has_time_level_module_and_words() -> None:
    assert line("settings not saved").endswith("Z WARNING desktop.joining: settings not saved")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, "3"),
        (1.5, "1.5"),
        (True, "True"),
        (None, "None"),
        (Colour.RED, "RED"),
        (OSError, "OSError"),
        (ValueError("hunter2"), "ValueError"),
        (Problem(name="hunter2"), "Problem"),
        (Secret("hunter2"), "(text)"),
        ("hunter2", "(text)"),
        ("Parkinsons", "(text)"),
        ("https://zoom.us/j/1?pwd=s3cret", "(text)"),
        (Path("/home/sam/Tuesday Tea.parlour"), "(text)"),
        (["hunter2"], "(text)"),
        (b"hunter2", "(text)"),
    ],
)
def test_of_values_only_what_cannot_be_a_secret(value: object, shown: str) -> None:
    assert line("found %s here", value).endswith(f": found {shown} here")
    assert line("found %(it)r here", {"it": value}).count("hunter2") == 0


@pytest.mark.parametrize(
    "message",
    [
        "opening https://me:hunter2@zoom.us/j/1?pwd=s3cret#hunter2 now",
        "webcal://zoom.us/s3cret.ics",
        "zoommtg://zoom.us/join?pwd=s3cret",
        "mailto:sam@example.org",
        "ring sam@example.org",
        "parlour:s3cret",
        "see https://zoom.us/%s",
    ],
)
def test_links_and_addresses_in_the_words_are_scrubbed(message: str) -> None:
    for text in (line(message), line(message, "hunter2")):
        assert not any(secret in text for secret in SECRETS)


def test_a_line_that_does_not_fit_its_values_is_still_written() -> None:
    assert line("%d of %d", "hunter2").endswith("%d of %d")


def test_a_line_stays_one_short_line() -> None:
    text = line("a\nb " + "x" * 10_000)
    assert "\n" not in text
    assert len(text) < 600


def test_other_libraries_are_named_and_not_quoted() -> None:
    text = line("GET /s3cret?pwd=%s", "hunter2", name="urllib3.connectionpool")
    assert text.endswith("WARNING urllib3.connectionpool: (said something)")


def failing() -> BaseException:
    """Return an error with a cause, both with secrets in their messages."""
    hunter2 = "hunter2"
    try:
        try:
            raise KeyError(f"pwd={hunter2}")
        except KeyError as inner:
            inner.add_note("s3cret")
            raise OSError(f"https://zoom.us/?pwd={hunter2}") from inner
    except OSError as error:
        return error


def test_an_error_is_its_types_and_places() -> None:
    text = "\n".join(places(failing()))
    assert "builtins.OSError" in text
    assert "builtins.KeyError" in text
    assert "test_log.py:" in text
    assert not any(secret in text for secret in SECRETS)


def test_errors_that_cause_each_other_end() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert len(places(one)) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_d10_a_full_disk_does_not_keep_it_from_being_closed(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to("/dev/full")
    kept = Log(path)
    kept.open()
    logging.getLogger("desktop.joining").warning("a line that cannot be written")
    kept.close()


def test_the_file_holds_it_and_no_secret(path: Path) -> None:
    kept = Log(path)
    kept.open()
    try:
        ours = logging.getLogger("desktop.joining")
        ours.warning("opened %s for %s", "https://zoom.us/j/1?pwd=s3cret", "Tuesday Tea")
        try:
            raise failing()
        except OSError:
            ours.exception("it failed")
        logging.getLogger("requests").warning("hunter2")
        ours.debug("hunter2 in a debug line")
    finally:
        kept.close()
    text = path.read_text()
    assert "desktop.joining: opened (text) for (text)" in text
    assert "OSError" in text
    assert not any(secret in text for secret in SECRETS)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_it_stays_small(path: Path) -> None:
    kept = Log(path)
    kept.open()
    try:
        for number in range(12_000):
            logging.getLogger("desktop.joining").info("line %d of many, %s", number, "x" * 90)
    finally:
        kept.close()
    sizes = [one.stat().st_size for one in path.parent.glob("parlour.log*")]
    assert len(sizes) == 2
    assert max(sizes) <= LARGEST_BYTES
    assert "line 11999 of many" in path.read_text()


def test_a_place_that_cannot_be_written_costs_the_log_only(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_bytes(b"a file where the folder should be")
    kept = Log(tmp_path / "log" / "parlour.log")
    kept.open()
    logging.getLogger("desktop.joining").warning("hunter2")
    kept.close()
    assert kept.last_crash is None
    assert "hunter2" not in "".join(capfd.readouterr())


def test_a_full_disk_prints_nothing(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path.parent.mkdir()
    path.mkdir()  # a folder where the file should be: every write fails
    kept = Log(path)
    kept.open()
    logging.getLogger("desktop.joining").warning("opened %s", "hunter2")
    kept.close()
    assert capfd.readouterr() == ("", "")


CRASH = """
import sys
from pathlib import Path
from desktop.system.log import Log
kept = Log(Path(sys.argv[1]))
kept.open()
def in_the_engine():
    import faulthandler
    faulthandler._sigabrt()
in_the_engine()
"""


def test_a_crash_is_found_at_the_next_start_and_once(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(path)], capture_output=True, check=False, timeout=60
    )
    assert done.returncode < 0
    again = Log(path)
    again.open()
    again.close()
    crash = again.last_crash
    assert crash is not None
    assert crash.what == "Aborted"
    assert "in_the_engine" in crash.where
    assert (datetime.now(UTC) - crash.when).total_seconds() < 60
    once_more = Log(path)
    once_more.open()
    once_more.close()
    assert once_more.last_crash is None


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (b"", None),
        (b"  \n", None),
        (b"\xff\x00garbage", ("unknown", "unknown")),
        (b"x" * 1_000_000, ("unknown", "unknown")),
    ],
)
def test_whatever_lies_there_start_up_goes_on(
    tmp_path: Path, left: bytes, told: tuple[str, str] | None
) -> None:
    path = tmp_path / "crash.txt"
    path.write_bytes(left)
    crash = take_crash(path)
    assert (crash and (crash.what, crash.where)) == told
    assert take_crash(path) is None
    assert take_crash(tmp_path) is None


UNCAUGHT = """
import sys, threading
from pathlib import Path
from desktop.system.log import Log, catch_the_uncaught
kept = Log(Path(sys.argv[1]))
kept.open()
catch_the_uncaught()
class Odd:
    def __del__(self):
        raise KeyError("hunter2 going away")
Odd()
def work():
    raise OSError("hunter2 in a thread")
thread = threading.Thread(target=work)
thread.start()
thread.join()
raise ValueError("hunter2 at the end")
"""


def test_errors_nobody_caught_are_written_without_their_message(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNCAUGHT, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    for text in (done.stderr, path.read_text()):
        for kind in ("KeyError", "OSError", "ValueError"):
            assert f"builtins.{kind}" in text
        assert "hunter2" not in text
