"""Starting with the computer: written for real on Linux, as pure content for the others."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.system.autostart import (
    AutostartFailed,
    AutostartFile,
    AutostartRegistry,
    autostart_entry,
    find_autostart,
    launch_agent,
    run_line,
    start_command,
)
from desktop.system.start_options import MINIMISED
from tests.support.needs import program

ODD = ('/home/a b/$HOME/100%/par"lour', "-m", "back\\slash", "", MINIMISED)


def entry(path: Path) -> dict[str, str]:
    """Read a desktop entry."""
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    return dict(line.split("=", 1) for line in lines[1:])


def test_it_is_really_written_and_removed(tmp_path: Path) -> None:
    start = find_autostart({"XDG_CONFIG_HOME": str(tmp_path)}, "Reminds you", platform="linux")
    file = tmp_path / "autostart" / "parlour.desktop"
    assert not start.is_on()
    start.turn(on=False)
    for _ in range(2):
        start.turn(on=True)
        assert start.is_on()
    assert entry(file)["Exec"] == f"{sys.executable} -P -m desktop --minimised"
    assert entry(file)["TryExec"] == sys.executable
    start.turn(on=False)
    assert not start.is_on()
    assert not list(file.parent.iterdir())


def test_without_a_place_of_its_own_it_is_in_the_usual_one(tmp_path: Path) -> None:
    find_autostart({"HOME": str(tmp_path)}, "", platform="linux").turn(on=True)
    assert (tmp_path / ".config" / "autostart" / "parlour.desktop").is_file()


def test_a_mac_gets_a_launch_agent(tmp_path: Path) -> None:
    start = find_autostart({"HOME": str(tmp_path)}, "", platform="darwin")
    start.turn(on=True)
    (file,) = (tmp_path / "Library" / "LaunchAgents").iterdir()
    told = plistlib.loads(file.read_bytes())
    assert told["ProgramArguments"] == list(start_command())
    assert told["RunAtLoad"] is True and told["Label"] == file.stem
    assert "KeepAlive" not in told  # closing it closes it
    assert start.is_on()


@pytest.mark.parametrize("off", ["Hidden=true", "Hidden = True", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_itself_turned_off_is_off(off: str, tmp_path: Path) -> None:
    file = tmp_path / "parlour.desktop"
    file.write_text(f"[Desktop Entry]\n{off}\n", "utf-8")
    start = AutostartFile(file, b"[Desktop Entry]\n")
    assert not start.is_on()
    start.turn(on=True)
    assert start.is_on()


def test_a_place_that_cannot_be_written_is_a_problem_in_words(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file", "utf-8")
    start = AutostartFile(tmp_path / "autostart" / "parlour.desktop", b"")
    with pytest.raises(AutostartFailed):
        start.turn(on=True)
    with pytest.raises(AutostartFailed):
        start.turn(on=False)
    assert not start.is_on()


def test_a_frozen_build_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_command() == (sys.executable, MINIMISED)


def test_the_line_starts_what_it_says(tmp_path: Path) -> None:
    """Read by GLib, as GNOME, Cinnamon and Xfce read it."""
    target = tmp_path / 'odd $HOME `x` "quoted" back\\slash'
    target.mkdir()
    printer = target / "print arguments"
    printer.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.out"\n', "utf-8")
    printer.chmod(0o700)
    file = tmp_path / "odd.desktop"
    file.write_bytes(autostart_entry((str(printer), "-m", "a b", "50%", MINIMISED), "Odd"))
    subprocess.run([program("gio", "libglib2.0-bin"), "launch", str(file)], check=True, timeout=20)
    out = printer.with_name("print arguments.out")
    from tests.support.until import wait_until

    wait_until(lambda: out.exists() and bool(out.read_text()), what="its output")
    assert out.read_text("utf-8").splitlines() == ["-m", "a b", "50%", MINIMISED]


def test_the_entry_keeps_to_the_specification(tmp_path: Path) -> None:
    validate = shutil.which("desktop-file-validate")
    if validate is None:
        program("desktop-file-validate", "desktop-file-utils")
    file = tmp_path / "odd.desktop"
    for command in (start_command(), ODD):
        file.write_bytes(autostart_entry(command, "Reminds you\nof 1 thing \\ more"))
        checked = subprocess.run(
            [str(validate), str(file)], capture_output=True, text=True, check=False
        )
        assert (checked.returncode, checked.stdout) == (0, "")


def test_windows_takes_the_line_apart_again() -> None:
    assert run_line((r"C:\Program Files\Parlour\parlour.exe", MINIMISED)) == (
        r'"C:\Program Files\Parlour\parlour.exe" --minimised'
    )
    start = find_autostart({}, "", platform="win32")
    assert isinstance(start, AutostartRegistry)


def test_a_mac_keeps_odd_arguments_as_they_are() -> None:
    assert plistlib.loads(launch_agent(ODD))["ProgramArguments"] == list(ODD)
