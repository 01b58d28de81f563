"""Two Parlours never listen to one microphone."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility.audio.microphone_lock import LockedSource, MicrophoneTaken
from accessibility.audio.source import NoMicrophone


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
