"""What is said stays here: no packet leaves, and no program leaves anything in the home.

Some libraries behave where they see that they are tested (`CI`): here they see nothing of it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from accessibility.captions.text.word_errors import share_right
from tests.journeys.test_read_captions import start_captions, wav
from tests.support.apart import apart, apart_and_counted, sent, sent_by
from tests.support.calendar_apart import HOST, CalendarApart, calendar_apart
from tests.support.command_line import Answer, bare_environment, command
from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.person import Person
from tests.support.process_rights import leaves_no_dump
from tests.support.sound import SoundServer
from tests.support.source import ROOT
from tests.support.speech import english_pack, real_english
from tests.support.until import wait_until

RECORDING = ROOT / "resources/practice/sound-check.en.wav"
TRACES = ("microsoft", "onnxruntime", "huggingface", "telemetry")
"""Of names of files that a library would leave."""

KEPT = re.compile(
    r"log/(parlour\.log|crash\.txt)|private/(calendars|copies/\w+)\.sealed(\.before|\.copy)?"
)
"""What the README says is kept of a calendar, and the log."""

OF_A_DESK = {
    *("bus.conf", "cache", "config", "data", "english.wav", "logs", "parlour-home", "run", "tmp")
}
"""What stands in the home of a desk: made by it, or its programs' own folders."""

TEA = Row("tea", "Tuesday Tea", timedelta(minutes=40), f"URL:{ZOOM}")
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


def test_what_reaches_another_is_seen(tmp_path: Path) -> None:
    """Without this the day below would prove nothing."""
    code = "import socket; socket.socket(2, 2).sendto(b'x', ('{}', 53))"
    with calendar_apart(tmp_path, b"") as calendar_host:
        assert calendar_host.others == set()
        for address, kind in (
            ("127.0.0.1", ":53"),
            (HOST, f"{HOST}:53"),
            ("192.0.2.1", "NoRoutes"),
        ):
            said = (*calendar_host.before, sys.executable, "-c", code.format(address))
            subprocess.run(said, capture_output=True, check=False)
            wait_until(partial(is_seen, calendar_host, kind), what="a packet that was seen")


def is_seen(calendar_host: CalendarApart, kind: str) -> bool:
    """Say whether a packet was seen that went to another; `kind` is how its line ends."""
    return any(one.endswith(kind) for one in calendar_host.others)


def test_a_whole_day_reaches_the_calendars_host_and_nobody_else(
    desk: Desk, person: Person, sound: SoundServer, tmp_path: Path
) -> None:
    """Start, a calendar by its address, captions, packs looked at, close; and start again."""
    desk.plug_keyring()
    desk.secrets |= {HOST, "group.ics", TEA.title}
    spoken, _ = real_english(seconds=1)
    with calendar_apart(tmp_path, calendar(datetime.now(UTC), [TEA])) as calendar_host:
        desk.env["SSL_CERT_FILE"] = str(tmp_path / "server.pem")
        person.before = calendar_host.before
        person.open_parlour()
        assert person.app
        person.pastes(calendar_host.address)
        person.presses("See my next session")
        person.waits_for("Happening")
        start_captions(person)
        sound.play(wav(desk.root / "english.wav", spoken)).wait(60)
        wait_until(lambda: bool(person.captions()), seconds=60, what="words of what was said")
        for button in ("Home", "Captions", "Caption languages", "Get another language"):
            person.presses(button)
        person.comes_to("Get another language")
        person.presses("Korean")
        person.comes_to("Korean")
        assert person.close_parlour() == 0
        person.open_parlour()
        person.waits_for(TEA.title)
        assert person.close_parlour() == 0
        assert calendar_host.others == set()
    ours = [path.relative_to(desk.home).as_posix() for path in desk.home.rglob("*.*")]
    assert [name for name in ours if not KEPT.fullmatch(name)] == []
    assert {path.name for path in desk.root.iterdir()} <= OF_A_DESK
    assert left_by_libraries(desk) == []


def left_by_libraries(desk: Desk) -> list[str]:
    """Return what stands at a desk that only a library would leave."""
    names = [path.relative_to(desk.root).as_posix().lower() for path in desk.root.rglob("*")]
    return [name for name in names if any(trace in name for trace in TRACES)]


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
    assert left_by_libraries(desk) == []
