"""One app at a time, with real processes that are really killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.system.single_instance import (
    LARGEST,
    BadRequest,
    SingleInstance,
    StartRequest,
    request_from,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets and signals")


class Start:
    """One start of the program."""

    def __init__(
        self, private: Path, runtime: Path | None, *words: str, wait: bool = False
    ) -> None:
        environ = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        environ["XDG_RUNTIME_DIR"] = str(runtime) if runtime else ""
        if wait:
            environ["WAIT"] = "1"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.running_instance", str(private), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
        )

    def says(self) -> str:
        """Return the next line it prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        """Let one that was told to wait go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Let it end by itself."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(20)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


class Home:
    """Starts that share one home."""

    def __init__(self, folder: Path) -> None:
        self.private = folder / "private"
        self.runtime: Path | None = folder / "run"
        (folder / "run").mkdir(mode=0o700, parents=True)
        self.starts: list[Start] = []

    def start(self, *words: str, wait: bool = False) -> Start:
        self.starts.append(Start(self.private, self.runtime, *words, wait=wait))
        return self.starts[-1]

    def instance(self) -> SingleInstance:
        return SingleInstance(self.private, {"XDG_RUNTIME_DIR": str(self.runtime or "")})

    def sockets(self) -> list[Path]:
        folder = self.runtime / "parlour" if self.runtime else self.private
        return list(folder.glob("*.socket"))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path, as homes have: a socket's path may have some 100 letters."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@pytest.fixture
def home(folder: Path) -> Iterator[Home]:
    home = Home(folder)
    yield home
    for start in home.starts:
        start.kill()


def test_a_second_start_shows_the_first_and_ends(home: Home) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    second = home.start()
    assert second.says() == "handed_over"
    assert second.process.wait(20) == 0
    assert first.says() == "show"


def test_a_file_and_a_link_are_handed_over_to_the_letter(home: Home, tmp_path: Path) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    card = tmp_path / "Tuesday Tea ☕.parlour"
    link = "parlour:card#https://example.org/a%20b?x=1&y=2"
    assert home.start(str(card)).says() == "handed_over"
    assert first.says() == f"file {card}"
    assert home.start("saved.ics").says() == "handed_over"
    assert first.says() == f"file {Path.cwd() / 'saved.ics'}"
    assert home.start(link).says() == "handed_over"
    assert first.says() == f"link {link}"


def test_the_door_is_for_this_person_only(home: Home) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    (found,) = home.sockets()
    assert found.parent.stat().st_mode & 0o777 == 0o700


def test_after_a_kill_the_next_start_is_the_first(home: Home) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    first.kill()
    assert len(home.sockets()) == 1
    second = home.start()
    assert (second.says(), second.says()) == ("first", "listening")
    assert home.start().says() == "handed_over"
    assert second.says() == "show"


def test_a_clean_end_leaves_no_socket(home: Home) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    assert first.end() == 0
    assert home.sockets() == []


def test_one_that_hangs_does_not_stop_the_next(home: Home) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    first.process.send_signal(signal.SIGSTOP)
    second = home.start()
    assert (second.says(), second.says()) == ("alone", "not listening")
    first.process.send_signal(signal.SIGCONT)
    assert first.says() == "show"
    assert home.start().says() == "handed_over"


def test_a_start_waits_for_one_that_is_still_starting(home: Home) -> None:
    first = home.start(wait=True)
    assert first.says() == "first"
    second = home.start()
    first.go_on()
    assert first.says() == "listening"
    assert second.says() == "handed_over"
    assert first.says() == "show"


def test_of_many_starts_at_once_one_is_first(home: Home) -> None:
    starts = [home.start() for _ in range(4)]
    said = sorted(start.says() for start in starts)
    assert said == ["first", "handed_over", "handed_over", "handed_over"]


def test_another_home_is_another_parlour(home: Home, tmp_path: Path) -> None:
    assert home.start().says() == "first"
    other = Start(tmp_path / "other", home.runtime)
    home.starts.append(other)
    assert other.says() == "first"


def test_without_a_session_folder_the_private_one_is_used(home: Home) -> None:
    home.runtime = None
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    assert home.start().says() == "handed_over"
    assert len(home.sockets()) == 1
    first.end()


def test_a_place_that_cannot_be_used_means_to_start_alone(folder: Path) -> None:
    blocked = folder / "run"
    blocked.mkdir()
    (blocked / "parlour").write_bytes(b"a file where the folder should be")
    instance = SingleInstance(folder / "private", {"XDG_RUNTIME_DIR": str(blocked)})
    assert instance.enter(StartRequest()) == "alone"
    instance.close()


def test_a_folder_put_there_by_a_link_is_not_trusted(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "parlour").symlink_to(folder / "elsewhere")
    instance = SingleInstance(folder / "private", {"XDG_RUNTIME_DIR": str(folder)})
    assert instance.enter(StartRequest()) == "alone"
    assert list((folder / "elsewhere").iterdir()) == []


def test_d2_who_owns_the_folder_is_seen_before_anything_is_asked(folder: Path) -> None:
    """A stranger's Parlour that listens in a folder of theirs is told nothing."""
    theirs = Home(folder / "theirs")
    stranger = theirs.start()
    assert (stranger.says(), stranger.says()) == ("first", "listening")
    (folder / "ours").mkdir()
    assert theirs.runtime is not None
    (folder / "ours" / "parlour").symlink_to(theirs.runtime / "parlour")
    instance = SingleInstance(theirs.private, {"XDG_RUNTIME_DIR": str(folder / "ours")})
    assert instance.enter(StartRequest("file", str(folder / "tea.ics"))) == "alone"
    stranger.end()
    assert stranger.says() == ""
    stranger.kill()


@pytest.mark.parametrize(
    "sent",
    [
        b"join https://zoom.us/j/1\n",
        b"show now\n",
        b"file card.parlour\n",
        b"file /tmp/x.exe\n",
        b"file --flag.parlour\n",
        b"link https://zoom.us/j/1\n",
        b"link parlour:a b\n",
        b"\n",
        b"\xff\xfe\n",
        b"link parlour:" + b"x" * 5000 + b"\n",
        b"x" * 100_000,
        b"show",
    ],
)
def test_what_is_not_one_of_ours_is_dropped(home: Home, sent: bytes) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    (address,) = home.sockets()
    with socket.socket(socket.AF_UNIX) as speaker:
        speaker.settimeout(10)
        speaker.connect(str(address))
        try:
            speaker.sendall(sent)
            speaker.shutdown(socket.SHUT_WR)
            assert speaker.recv(10) == b""
        except OSError:
            pass  # it hung up while we were still talking
    assert home.start().says() == "handed_over"
    assert first.says() == "show"


def test_a_silent_caller_does_not_keep_others_out(home: Home) -> None:
    first = home.start()
    assert (first.says(), first.says()) == ("first", "listening")
    (address,) = home.sockets()
    with socket.socket(socket.AF_UNIX) as speaker:
        speaker.connect(str(address))
        assert home.start().says() == "handed_over"


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        ([], StartRequest()),
        (["/a/b.parlour"], StartRequest("file", "/a/b.parlour")),
        (["b.ICS"], StartRequest("file", "/here/b.ICS")),
        (["parlour:x"], StartRequest("link", "parlour:x")),
    ],
)
def test_what_may_be_given(words: list[str], request_: StartRequest) -> None:
    assert request_from(words, folder=Path("/here")) == request_
    assert StartRequest.decode(request_.encoded) == request_


@pytest.mark.parametrize(
    "words",
    [
        ["a.parlour", "b.parlour"],
        ["--help"],
        ["a.exe"],
        ["a\nb.parlour"],
        ["https://zoom.us/j/1"],
        ["parlour:"],
        ["parlour:a b"],
        ["parlour:ä"],
        ["parlour:" + "x" * LARGEST],
        ["Parlour:x"],
        ["x" * LARGEST + ".parlour"],
    ],
)
def test_what_may_not_be_given(words: list[str]) -> None:
    with pytest.raises(BadRequest):
        request_from(words, folder=Path("/here"))


def test_a_name_that_is_no_unicode_goes_through() -> None:
    request = StartRequest("file", os.fsdecode(b"/tmp/\xff.parlour"))
    assert StartRequest.decode(request.encoded) == request
