"""How fast an engine is here: measured in a child, and remembered for this computer."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs.engine_choice import EngineSpeed
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.packs.speed import SpeedBook, SpeedStopped, measure_speed, this_machine
from resources.platform.blocking import start_in_thread
from tests.support.speech import english_pack, korean_pack
from tests.support.until import wait_until

ANSWERS = (sys.executable, "-c", 'print(\'{"live": 0.3, "lines": 0.1}\')')
NEVER_ENDS = "import sys, threading; open(sys.argv[1], 'w').close(); threading.Event().wait()"
PACK = LanguagePack("en", "vosk", "quick", Path("quick"), "own", 1)


@pytest.mark.parametrize("pack", [korean_pack, english_pack])
def test_each_real_engine_is_measured(pack: object) -> None:
    assert callable(pack)
    speed = measure_speed(pack(), threading.Event())
    assert 0 < speed.lines < 5
    assert 0 < speed.live < 5


def test_it_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stop, begun = threading.Event(), tmp_path / "begun"
    command = (sys.executable, "-c", NEVER_ENDS, str(begun))

    def stop_it() -> None:
        wait_until(begun.exists, what="a child that measures")
        stop.set()

    told = start_in_thread(stop_it)
    with pytest.raises(SpeedStopped):
        measure_speed(Path("pack"), stop, command)
    told.result()


@pytest.mark.parametrize(
    "command",
    [
        ("/nowhere/no such program",),
        (sys.executable, "-c", "raise SystemExit(1)"),
        (sys.executable, "-c", r"import sys; sys.stdout.buffer.write(b'{\"\xff\":1}')"),
    ],
)
def test_what_does_not_load_is_a_problem(command: tuple[str, ...]) -> None:
    with pytest.raises(PackNotLoaded):
        measure_speed(Path("pack"), threading.Event(), command)


def test_the_child_says_no_to_what_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackNotLoaded):
        measure_speed(tmp_path, threading.Event())


def test_what_was_measured_is_remembered_for_this_computer_only(tmp_path: Path) -> None:
    path = tmp_path / "own" / "speeds.json"
    here, elsewhere = SpeedBook(path), SpeedBook(path, "another computer")
    assert here.speeds() == {}
    here.note(PACK, EngineSpeed(0.3, 0.1))
    elsewhere.note(PACK, EngineSpeed(1.3, 1.1))
    assert SpeedBook(path).speeds() == {"quick": EngineSpeed(0.3, 0.1)}
    assert this_machine() == this_machine() != ""


def test_a_damaged_or_unwritable_note_is_no_note(tmp_path: Path) -> None:
    path = tmp_path / "speeds.json"
    for damage in (b"{", b'{"\xff":{}}'):
        path.write_bytes(damage)
        assert SpeedBook(path).speeds() == {}
    nowhere = SpeedBook(path / "below a file")
    nowhere.note(PACK, EngineSpeed(0.3, 0.1))
    assert nowhere.speeds() == {}
