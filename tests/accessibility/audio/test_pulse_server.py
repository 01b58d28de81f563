"""Whether our sound still comes from the device that was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility.audio.pulse_server import NOWHERE, is_sound_remote, stream_verdict


def test_a_stream_that_stays_is_read_on() -> None:
    assert stream_verdict(chosen=3, now_on=3, present=[]) == "same"


def test_a_stream_that_outlived_its_device_was_moved() -> None:
    assert stream_verdict(chosen=3, now_on=0, present=[0, 1]) == "moved"


def test_a_stream_taken_off_a_device_that_is_still_there_was_displaced() -> None:
    assert stream_verdict(chosen=3, now_on=0, present=[0, 3]) == "displaced"


def test_a_stream_that_is_no_more_is_gone() -> None:
    assert stream_verdict(chosen=0, now_on=None, present=[0]) == "gone"


def test_a_stream_that_is_on_no_device_yet_is_not_taken_for_moved() -> None:
    """As PipeWire's server answers for 5 to 16 ms after our stream came, and while it changes."""
    assert NOWHERE == 4294967295
    assert stream_verdict(chosen=3, now_on=NOWHERE, present=[0, 3]) == "unlinked"
    assert stream_verdict(chosen=3, now_on=NOWHERE, present=[0]) == "unlinked"


@pytest.mark.parametrize(
    ("server", "is_remote"),
    [
        ("", False),
        ("unix:/run/user/1000/pulse/native", False),
        ("{0123abcd}unix:/run/pulse/native", False),
        ("/run/pulse.socket", False),
        ("tcp:192.168.1.5:4713", True),
        ("{0123abcd}tcp6:[::1]", True),
        ("kitchen", True),
        ("unix:/run/pulse/native kitchen.local", True),
    ],
)
def test_whether_sound_comes_over_the_network(server: str, is_remote: bool, tmp_path: Path) -> None:
    here = {"HOME": str(tmp_path)}
    assert is_sound_remote(here | {"PULSE_SERVER": server}) is is_remote
    (tmp_path / ".config/pulse").mkdir(parents=True)
    chosen = tmp_path / ".config/pulse/client.conf"
    chosen.write_text(f"; my own\n# x\nautospawn = no\ndefault-server = {server}\n", "utf-8")
    assert is_sound_remote(here) is is_remote
    assert not is_sound_remote(here | {"PULSE_SERVER": "unix:/run/pulse"})
