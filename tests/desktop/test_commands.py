"""The command line as a whole: what is there, wrong usage, where there is no screen."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from desktop.commands import CHILDREN, COMMANDS, has_screen
from desktop.version import VERSION
from resources.platform import child_process
from tests.support.command_line import Typed


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command here."""
    return Typed(capsys)


def test_the_version(typed: Typed) -> None:
    assert typed("--version").out == f"Parlour {VERSION}\n"


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_help_names_every_command(typed: Typed, asked: str) -> None:
    answer = typed(asked)
    assert answer.status == 0
    for name in COMMANDS:
        assert f"parlour {name} " in answer.out
    assert max(map(len, answer.out.splitlines())) <= 110


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "practice"])
def test_every_command_explains_itself(typed: Typed, name: str) -> None:
    answer = typed(name, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: parlour {name} ")


@pytest.mark.parametrize(
    "way",
    [
        ("sesions",),
        ("--verbose",),
        ("letter.txt",),
        ("sessions",),
        ("sessions", "--calender", "x.ics"),
        ("sessions", "hushhush"),
        ("sessions", "--calendar", "x.ics", "--days", "soon"),
        ("sessions", "--calendar", "x.ics", "--zone", "Atlantis"),
        ("sessions", "--calendar", "x.ics", "--now", "tea time"),
        ("check-link", "--allow-host"),
        ("card", "check"),
        ("caption",),
        ("caption", "a.wav", "--source", "group"),
        ("caption", "a.wav", "--seconds", "3"),
        ("caption", "--source", "me", "--realtime"),
        ("caption", "--source", "me", "--seconds", "soon"),
        ("caption", "a.wav", "--pack", "x", "--language", "en"),
        ("packs",),
        ("packs", "list", "en"),
        ("packs", "install"),
        ("packs", "remove"),
        ("doctor", "hushhush"),
    ],
)
def test_wrong_usage_is_said_in_words(typed: Typed, way: tuple[str, ...]) -> None:
    answer = typed(*way)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err
    assert "hushhush" not in answer.err


@pytest.mark.parametrize(
    ("environ", "platform", "is_there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_screen(environ: dict[str, str], platform: str, is_there: bool) -> None:
    assert has_screen(environ, platform) is is_there


def test_a_frozen_build_can_be_every_child() -> None:
    """Each module that `child_command` may be given is there, and runs without a `python`."""
    names = {
        value
        for name, value in vars(child_process).items()
        if name.isupper() and isinstance(value, str) and name != "CHILD"
    }
    assert set(CHILDREN) == names
    assert all(find_spec(name) for name in names)


@pytest.mark.parametrize("asked", ["doctor", "practice"])
def test_a_home_of_a_person_unknown_here_is_said(
    typed: Typed, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLOUR_HOME", "~nobody-of-that-name")
    answer = typed(asked)
    assert (answer.status, answer.out) == (1, "")
    assert "PARLOUR_HOME" in answer.err
    assert "Traceback" not in answer.err
