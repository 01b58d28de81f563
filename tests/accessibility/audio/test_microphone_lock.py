"""Two Parlours never listen to one microphone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from accessibility.audio.microphone_lock import LockedSource, MicrophoneTaken, lock_files
from accessibility.audio.source import NoMicrophone

HOLDER = """
import sys, threading
from accessibility.audio.microphone_lock import LockedSource
from tests.accessibility.audio.test_microphone_lock import Silence
source = LockedSource(Silence, {"XDG_RUNTIME_DIR": sys.argv[1]})
print("held", flush=True)
threading.Event().wait()
"""


class Silence:
    """A source that hears nothing."""

    name, device, waits = "Webcam", "webcam", False
    is_open = True

    def read(self) -> bytes | None:
        """Hear nothing."""
        return b""

    def close(self) -> None:
        """Let go."""
        self.is_open = False


def none() -> Silence:
    """Find no microphone."""
    raise NoMicrophone


def test_the_second_has_to_wait_for_the_first(tmp_path: Path) -> None:
    environ, source = {"XDG_RUNTIME_DIR": str(tmp_path)}, Silence()
    first = LockedSource(lambda: source, environ)
    assert (first.name, first.device, first.waits, first.read()) == ("Webcam", "webcam", False, b"")
    with pytest.raises(MicrophoneTaken):
        LockedSource(Silence, environ)
    first.close()
    assert not source.is_open
    LockedSource(Silence, environ).close()


def test_where_there_is_no_microphone_nothing_is_held(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    with pytest.raises(NoMicrophone):
        LockedSource(none, environ)
    LockedSource(Silence, environ).close()


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    LockedSource(Silence, environ).close()
    (lock,) = tmp_path.iterdir()
    lock.unlink()
    lock.symlink_to(tmp_path / "elsewhere")
    LockedSource(Silence, environ).close()
    assert not (tmp_path / "elsewhere").exists()


def test_where_no_lock_can_be_listening_goes_on_without(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    LockedSource(Silence, environ).close()
    (lock,) = tmp_path.iterdir()
    lock.unlink()
    lock.mkdir()
    source = LockedSource(Silence, environ)
    assert source.read() == b""
    source.close()


def test_a_parlour_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(MicrophoneTaken):
            LockedSource(Silence, environ)
        holder.kill()
        holder.wait()
    LockedSource(Silence, environ).close()


def test_it_is_held_by_a_process_that_may_make_no_file(tmp_path: Path) -> None:
    """The file is made before the right to make files is given up."""
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    first = f"""
from pathlib import Path
from accessibility.audio.microphone_lock import lock_files
from resources.platform.landlock import give_up_files
give_up_files(writes=lock_files({environ!r}))
"""
    code = [sys.executable, "-c", first + HOLDER, str(tmp_path)]
    with subprocess.Popen(code, stdout=PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(MicrophoneTaken):
            LockedSource(Silence, environ)
        holder.kill()


def test_a_folder_that_may_not_be_written_has_no_file_to_lock(tmp_path: Path) -> None:
    assert lock_files({"XDG_RUNTIME_DIR": str(tmp_path)}) == list(tmp_path.iterdir())
    (lock,) = tmp_path.iterdir()
    lock.unlink()
    lock.symlink_to(tmp_path / "elsewhere")
    assert lock_files({"XDG_RUNTIME_DIR": str(tmp_path)}) == []
    assert not (tmp_path / "elsewhere").exists()
