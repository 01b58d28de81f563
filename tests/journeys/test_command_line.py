"""Another program, or a helper in a terminal, uses Parlour: the real program, from outside."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.captions.text.word_errors import share_right
from desktop.version import VERSION
from tests.desktop.ical.written import calendar, event
from tests.support.command_line import bare_environment, command, type_in
from tests.support.group_cards import card_bytes
from tests.support.keyring_service import KeyringService, run_keyring_service
from tests.support.packs import lay_out
from tests.support.source import ROOT
from tests.support.speech import english_pack
from tests.support.until import wait_until

TEA = event(
    ";TZID=Europe/London:20260804T140000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
    "URL:https://zoom.us/j/123456789?pwd=hushhush",
)
NOW = ("--now", "2026-08-04T13:35", "--zone", "Europe/London")

HEARS_CTRL_C = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Starts a program that Ctrl-C reaches, also where these tests run behind a shell's back."""

SOUND_CHECK = "Hello, if you can hear this voice, your sound works."

WITHOUT_QT = """
import sys
from desktop.commands import run_command
status = run_command(sys.argv[1:])
found = {"PySide6", "shiboken6", "qasync", "vosk", "numpy", "icalendar", "faster_whisper"}
print(sorted(found & sys.modules.keys()), file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Return a calendar file, in a folder whose name is not plain."""
    folder = tmp_path / "Träume ☕"
    folder.mkdir()
    (folder / "tea.ics").write_bytes(calendar(TEA))
    return folder / "tea.ics"


def test_it_says_which_parlour_it_is(tmp_path: Path) -> None:
    answer = type_in(tmp_path, "--version")
    assert (answer.status, answer.out, answer.err) == (0, f"Parlour {VERSION}\n", "")


def test_sessions_and_links_need_no_screen(tmp_path: Path, tea: Path) -> None:
    answer = type_in(tmp_path, "sessions", "--calendar", tea, *NOW, "--json")
    assert answer.status == 0
    assert answer.data[0]["join"] == {"verdict": "allow", "service": "Zoom", "host": "zoom.us"}
    assert type_in(tmp_path, "check-link", "https://zoom.us/j/123456789").status == 0
    assert type_in(tmp_path, "check-link", "--", "-https://zoom.us/j/1").status == 1


@pytest.mark.parametrize(
    "more",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_whatever_the_locale_says_it_speaks_utf_8(
    tmp_path: Path, tea: Path, more: dict[str, str]
) -> None:
    tea.write_bytes(calendar(TEA.replace("SUMMARY:Tea", "SUMMARY:Tee ☕ 차")))
    answer = type_in(tmp_path, "sessions", "--calendar", tea, *NOW, "--json", **more)
    assert (answer.status, answer.data[0]["title"]) == (0, "Tee ☕ 차")
    assert "Tee ☕ 차" in answer.out


@pytest.mark.parametrize(
    "way",
    [
        ("sessions", "--calendar", "-", *NOW, "--json"),
        ("check-link", "https://zoom.us/j/123456789", "--json"),
        ("card", "check", "tea.parlour", "--json"),
        ("packs", "list", "--json"),
    ],
    ids=lambda way: way[0],
)
def test_nothing_slow_is_read(tmp_path: Path, tea: Path, way: tuple[str, ...]) -> None:
    (tmp_path / "tea.parlour").write_bytes(card_bytes(expires=...))
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *way],
        input=str(tea).encode(),
        env=bare_environment(tmp_path, PYTHONPATH=str(ROOT)),
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode().splitlines()[-1] == "[]"


def test_closed_streams_do_no_harm(tmp_path: Path, tea: Path) -> None:
    words = " ".join(f"'{word}'" for word in command("sessions", "--calendar", tea, *NOW))
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f"{words} {closed}"],
            env=bare_environment(tmp_path),
            cwd=ROOT,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == b""


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path, tea: Path) -> None:
    program = subprocess.Popen(
        command("sessions", "--calendar", tea, *NOW, "--days", "3000"),
        env=bare_environment(tmp_path),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with program:
        assert program.stdout
        assert program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 141


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    """It waits for standard input when the person has had enough."""
    program = subprocess.Popen(
        [sys.executable, "-c", HEARS_CTRL_C, *command("sessions", "--calendar", "-", *NOW)],
        env=bare_environment(tmp_path, PYTHONFAULTHANDLER=""),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with program:
        assert program.stdin
        assert program.stderr
        wait_until(lambda: is_reading(program.pid), what="a program that reads")
        os.killpg(program.pid, signal.SIGINT)
        assert program.wait(20) == 130
        assert program.stderr.read() == b""


def is_reading(pid: int) -> bool:
    """Say whether a program does nothing but read its standard input."""
    where = Path(f"/proc/{pid}/wchan")
    return where.exists() and "pipe" in where.read_text()


def test_without_a_screen_it_says_what_can_be_done(tmp_path: Path) -> None:
    for way in ((), ("tea.parlour",), ("--until-painted",)):
        answer = type_in(tmp_path, *way)
        assert (answer.status, answer.out) == (1, "")
        assert "parlour practice" in answer.err


def test_the_doctor_looks_at_this_computer(tmp_path: Path) -> None:
    answer = type_in(tmp_path, "doctor", "--json")
    rows = {row["check"]: row for row in answer.data}
    assert rows.keys() >= {"program", "screen", "keyring", "loudspeaker", "microphone", "captions"}
    for row in rows.values():
        assert row.keys() == {"check", "health", "words", "next"}
    assert rows["protection"]["health"] == "good"
    broken = [row for row in rows.values() if row["health"] == "broken"]
    assert answer.status == (1 if broken else 0)
    assert answer.data[: len(broken)] == broken


def test_a_recording_is_written_down(tmp_path: Path) -> None:
    pack = english_pack()
    recording = ROOT / "resources/practice/sound-check.en.wav"
    answer = type_in(tmp_path, "caption", recording, "--pack", pack)
    assert (answer.status, answer.err) == (0, "")
    assert share_right(SOUND_CHECK, answer.out) == 1
    answer = type_in(tmp_path, "caption", recording, "--language", "en", "--json")
    said = " ".join(row["text"] for row in answer.rows if row["type"] == "final")
    assert share_right(SOUND_CHECK, said) == 1
    assert not [row for row in answer.rows if row["type"] == "partial"]
    assert {row["lag_ms"] for row in answer.rows if row["type"] == "final"} == {0}


@pytest.mark.listens
def test_in_real_time_lines_come_as_they_are_said(tmp_path: Path) -> None:
    """How late a line is can be said only of sound that has come at its own time."""
    pack = english_pack()
    recording = ROOT / "resources/practice/sound-check.en.wav"
    program = subprocess.Popen(
        command("caption", recording, "--pack", pack, "--realtime", "--json"),
        env=bare_environment(tmp_path),
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with program:
        assert program.stdout
        rows = [json.loads(line) for line in program.stdout]
    assert program.returncode == 0
    late = [row["lag_ms"] for row in rows if row["type"] == "final"]
    assert late
    assert all(one > 0 for one in late)


@pytest.mark.parametrize("way", [("--language", "tlh"), ("--pack", ".")])
def test_without_a_pack_it_says_so(tmp_path: Path, way: tuple[str, str]) -> None:
    recording = ROOT / "resources/practice/sound-check.en.wav"
    answer = type_in(tmp_path, "caption", recording, *way)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err


def test_a_damaged_pack_is_a_sentence(tmp_path: Path) -> None:
    """What Kaldi makes of it is the end of the process, not an error it reports."""
    pack = lay_out(tmp_path / "vosk-model-small-fr-9.9", content=b"\0not a model" * 99)
    answer = type_in(
        tmp_path, "caption", ROOT / "resources/practice/sound-check.en.wav", "--pack", pack
    )
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    answer = type_in(tmp_path, "packs", "check", "fr", PARLOUR_PACKS=str(tmp_path))
    assert answer.status == 1


@pytest.mark.listens
def test_practising_without_a_screen(tmp_path: Path) -> None:
    english_pack()
    done = subprocess.run(
        command("practice"),
        env=bare_environment(tmp_path / "home", PYTHONPATH=str(ROOT)),
        cwd=tmp_path,
        capture_output=True,
        timeout=170,
        check=False,
    )
    said = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr.decode()
    assert said[1].startswith("Found: Practice session, today at ")
    assert said[2] == "Its link is safe to open: practice.parlour.example"
    assert sum(line.startswith("  ") for line in said) >= 10
    assert (tmp_path / "build/shots/practice.png").read_bytes().startswith(b"\x89PNG")


def test_a_fault_of_our_own_tells_no_secret(tmp_path: Path) -> None:
    code = "import desktop.commands as c; c.run_command = lambda _: {}['hushhush'];"
    code += "from desktop.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=bare_environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert b"KeyError" in done.stderr
    assert b"hushhush" not in done.stderr


def test_a_secret_typed_wrongly_is_not_repeated(tmp_path: Path) -> None:
    link = "https://example.org/hushhush"
    for way in (("sessions", link), ("sessions", "--calender", link), (link,), ("packs", link)):
        answer = type_in(tmp_path, *way)
        assert answer.status == 2
        assert "hushhush" not in answer.out + answer.err


def test_a_child_is_run_by_the_program_itself(tmp_path: Path, tea: Path) -> None:
    window = {"start": "2026-08-04T12:00:00Z", "end": "2026-08-05T12:00:00Z"}
    limits = {"seconds": 20.0, "memory": 2**30, "output": 2**20}
    asked = {"window": window, "zone": "Europe/London", "limits": limits, "seconds": 20.0}
    task = json.dumps(asked)
    told = f"{task}\n{tea.read_text()}"
    answer = type_in(tmp_path, "_child", "desktop.ical.expansion", stdin=told)
    assert answer.status == 0
    assert answer.rows[0]["title"] == "Tea"
    assert type_in(tmp_path, "_child", "os").status == 2
    assert type_in(tmp_path, "_child").status == 2


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringService]:
    """Start a real keyring of our own."""
    yield from run_keyring_service(tmp_path, monkeypatch)


def test_a_group_is_set_up_from_its_card(tmp_path: Path, keyring: KeyringService) -> None:
    card = tmp_path / "tea.parlour"
    card.write_bytes(card_bytes(expires=...))
    first = type_in(tmp_path, "card", "apply", card, **keyring.environ)
    assert (first.status, first.err) == (0, "")
    assert first.out.endswith("Tuesday Tea Group is set up on this computer.\n")
    card.write_bytes(card_bytes(expires=..., group__hosts=["new.example.org"], weekly=[]))
    again = type_in(tmp_path, "card", "apply", card, "--json", **keyring.environ)
    assert "You already have Tuesday Tea Group. This card changes it." in again.data["lines"]
    assert any("new.example.org" in line for line in again.data["lines"])
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*.sealed"))
    assert kept
    assert b"Tuesday" not in kept


def test_without_a_keyring_no_group_is_set_up(tmp_path: Path) -> None:
    card = tmp_path / "tea.parlour"
    card.write_bytes(card_bytes(expires=...))
    answer = type_in(tmp_path, "card", "apply", card, DBUS_SESSION_BUS_ADDRESS="unix:path=/gone")
    assert (answer.status, answer.out) == (1, "")
    assert "no safe place" in answer.err


@pytest.mark.parametrize("name", ["msgspec", "numpy", "resources", "wave"])
def test_code_beside_an_opened_file_is_not_run(tmp_path: Path, tea: Path, name: str) -> None:
    """It stands where the person downloads to, and is opened from there."""
    pack = english_pack()
    folder = tea.parent
    ran = tmp_path / "it-ran"
    (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'w').close()", "utf-8")
    shutil.copy(ROOT / "resources/practice/sound-check.en.wav", folder / "hello.wav")
    for way in (
        ("sessions", "--calendar", "tea.ics", *NOW),
        ("caption", "hello.wav", "--pack", pack),
        ("doctor",),
    ):
        words = [sys.executable, "-P", "-m", "desktop", *map(str, way)]
        environ = bare_environment(tmp_path, PYTHONPATH=str(ROOT))
        done = subprocess.run(
            words, env=environ, cwd=folder, capture_output=True, timeout=60, check=False
        )
        assert done.stdout, done.stderr.decode()
        assert not ran.exists(), way
