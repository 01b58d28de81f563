"""The rehearsal in the terminal: every step is said, and only good words are a success."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop.cli.practice import PracticeWords, answer_practice, picture_path
from desktop.cli.terminal import Terminal
from resources.words import Words

NOW = datetime(2026, 8, 4, 14, 0, 20, tzinfo=ZoneInfo("Europe/London"))


class Rehearsed:
    """A rehearsal; `share` is how much comes out right."""

    def __init__(self, share: float) -> None:
        self.share = share
        self.drawn: list[Path] = []

    def answer(self, out: io.StringIO, home: Path) -> int:
        """Practise in a terminal that writes to `out`."""
        return answer_practice(
            Terminal(Words(), out, None),
            read=self._read,
            share_right=lambda said, heard: self.share if heard == "Hello. Welcome." else 0,
            draw=self.drawn.append,
            now=NOW,
            home=home,
        )

    async def _read(self, recording: Path) -> AsyncIterator[str]:
        assert recording.suffix == ".wav"
        for text in ("Hello.", "Welcome."):
            yield text


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Return what is written; the present folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    return io.StringIO()


def test_every_step_is_said(tmp_path: Path, out: io.StringIO) -> None:
    rehearsed = Rehearsed(0.954)
    assert rehearsed.answer(out, tmp_path) == 0
    picture = tmp_path / "build/shots/practice.png"
    assert out.getvalue().splitlines() == [
        "There is no screen here, so Parlour practises in this terminal.",
        "Found: Practice session, today at 2:00pm, now.",
        "Its link is safe to open: practice.parlour.example",
        "Captions of the recording:",
        "  Hello.",
        "  Welcome.",
        "95 of 100 words were right.",
        f"A picture of the session screen: {picture}",
    ]
    assert rehearsed.drawn == [picture]


def test_wrong_words_are_a_no(tmp_path: Path, out: io.StringIO) -> None:
    rehearsed = Rehearsed(0.949)
    with pytest.raises(PracticeWords):
        rehearsed.answer(out, tmp_path)
    assert "94 of 100 words were right." in out.getvalue()
    assert rehearsed.drawn


def test_the_picture_goes_where_it_can(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    home = tmp_path / "home"
    assert picture_path(tmp_path / "file", home) == home / "shots/practice.png"
    assert picture_path(tmp_path / "build", home) == tmp_path / "build/shots/practice.png"
