"""What is said stays here: no packet leaves, and no program leaves anything in the home.

Some libraries behave where they see that they are tested (`CI`): here they see nothing of it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from accessibility.captions.text.word_errors import share_right
from tests.journeys.test_read_captions import start_captions, wav
from tests.support.apart import apart, apart_and_counted, sent, sent_by
from tests.support.command_line import Answer, bare_environment, command
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.process_rights import leaves_no_dump
from tests.support.sound import SoundServer
from tests.support.source import ROOT
from tests.support.speech import english_pack, real_english
from tests.support.until import wait_until

RECORDING = ROOT / "resources/practice/sound-check.en.wav"
TRACES = ("microsoft", "onnxruntime", "huggingface", "telemetry")
"""Of names of files that a library would leave."""

SOUND_CHECK = "Hello, if you can hear this voice, your sound works."


def run_apart(folder: Path, words: list[str]) -> tuple[Answer, dict[str, int]]:
    """Run a program in a network of its own and a new home; return its answer and what it sent."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environ = bare_environment(folder / "parlour", HOME=str(home)) | {"PYTHONPATH": str(ROOT)}
    for name in ("PARLOUR_HOME", "CI"):
        environ.pop(name, None)
    done = subprocess.run(
        [*apart_and_counted(folder / "counted"), *words],
        env=environ,
        cwd=folder,
        capture_output=True,
        timeout=170,
        check=False,
    )
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    return answer, sent((folder / "counted").read_text("utf-8"))


def test_what_is_tried_is_counted(tmp_path: Path) -> None:
    """Without this the rest would prove nothing."""
    code = "import socket; socket.socket(2, 2).sendto(b'x', ('{}', 9))"
    for address in ("127.0.0.1", "192.0.2.1"):
        assert run_apart(tmp_path, [sys.executable, "-c", code.format(address)])[1]


def test_a_recording_becomes_words_and_nothing_else(tmp_path: Path) -> None:
    pack = english_pack()
    answer, counted = run_apart(tmp_path, command("caption", RECORDING, "--pack", pack))
    assert (answer.status, answer.err) == (0, "")
    assert share_right(SOUND_CHECK, answer.out) == 1
    assert counted == {}
    assert list((tmp_path / "home").rglob("*")) == []


def test_a_pack_is_tried_and_nothing_else(tmp_path: Path) -> None:
    english_pack()
    answer, counted = run_apart(tmp_path, command("packs", "check", "en"))
    assert (answer.status, answer.err) == (0, "")
    assert counted == {}
    assert list((tmp_path / "home").rglob("*")) == []


def test_a_day_with_captions_reaches_nobody(desk: Desk, person: Person, sound: SoundServer) -> None:
    spoken, said = real_english(seconds=1)
    person.before = apart()
    person.open_parlour()
    assert person.app
    assert leaves_no_dump(person.app.pid)
    assert Path(f"/proc/{person.app.pid}/cwd").resolve() == Path(desk.env["HOME"]).resolve()
    start_captions(person)
    sound.play(wav(desk.root / "english.wav", spoken)).wait(60)
    wait_until(lambda: share_right(said, " ".join(person.captions())) > 0.5, what="captions")
    assert sent_by(person.app.pid) == {}
    assert person.close_parlour() == 0
    names = [path.relative_to(desk.root).as_posix().lower() for path in desk.root.rglob("*")]
    assert [name for name in names if any(trace in name for trace in TRACES)] == []
