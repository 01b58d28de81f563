"""The rehearsal in the terminal: every step is said, and only good words are a success."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop.cli.practice import PracticeWords, Rehearsed, answer_practice, picture_path
from desktop.cli.terminal import Terminal
from resources.words import Words

NOW = datetime(2026, 8, 4, 14, 0, 20, tzinfo=ZoneInfo("Europe/London"))


@dataclass(frozen=True)
class Said:
    """A finished line."""

    text: str


class Theatre:
    """The parts of a rehearsal; `share` is how much comes out right."""

    def __init__(self, share: float) -> None:
        self.drawn: list[tuple[Path, list[str]]] = []
        self.parts = Rehearsed(self._read, lambda said, heard: share, self._draw)

    async def _read(self, recording: Path) -> AsyncIterator[Said]:
        assert recording.suffix == ".wav"
        for text in ("Hello.", "Welcome."):
            yield Said(text)

    def _draw(self, path: Path, lines: Sequence[Said]) -> None:
        self.drawn.append((path, [line.text for line in lines]))


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Return what is written; the present folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    return io.StringIO()


def test_every_step_is_said(tmp_path: Path, out: io.StringIO) -> None:
    theatre = Theatre(0.954)
    terminal = Terminal(Words(), out, None)
    assert answer_practice(terminal, theatre.parts, now=NOW, home=tmp_path) == 0
    picture = tmp_path / "build/shots/practice.png"
    assert out.getvalue().splitlines() == [
        "There is no screen here, so Parlour practises in this terminal.",
        "Found: Practice session, today at 2:00pm, now.",
        "Its link is safe to open: practice.parlour.example",
        "Captions of the recording:",
        "  Hello.",
        "  Welcome.",
        "95 of 100 words came out right.",
        f"A picture of the session screen: {picture}",
    ]
    assert theatre.drawn == [(picture, ["Hello.", "Welcome."])]


def test_wrong_words_are_a_no(tmp_path: Path, out: io.StringIO) -> None:
    theatre = Theatre(0.949)
    with pytest.raises(PracticeWords):
        answer_practice(Terminal(Words(), out, None), theatre.parts, now=NOW, home=tmp_path)
    assert "94 of 100 words came out right." in out.getvalue()
    assert theatre.drawn


def test_the_picture_goes_where_it_can(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    home = tmp_path / "home"
    assert picture_path(tmp_path / "file", home) == home / "shots/practice.png"
    assert picture_path(tmp_path / "build", home) == tmp_path / "build/shots/practice.png"
