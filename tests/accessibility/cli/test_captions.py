"""`parlour caption`, with the tiny engine: text for people, data for programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from accessibility.audio.sound_file import RecordingNotOpened, RecordingNotRead
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.cli.captions import CaptionWish, answer_caption, finished
from accessibility.cli.packs import InstalledPacks, NoPackFor
from tests.support.listening_terminal import ListeningTerminal
from tests.support.packs import NAME, lay_out
from tests.support.tones import silence, tone, write_wav

WORKER = (sys.executable, "-m", "tests.support.loud_words")


@pytest.fixture
def installed(tmp_path: Path) -> InstalledPacks:
    """Return a computer with a French pack."""
    lay_out(tmp_path / "packs" / NAME)
    return InstalledPacks(tmp_path / "packs", {}, (), "fr")


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Return a recording of two lines."""
    return write_wav(tmp_path / "a.wav", tone(2.2) + silence(0.5) + tone(1.2) + silence(0.3))


async def test_text_is_one_line_for_each_final(installed: InstalledPacks, recording: Path) -> None:
    terminal = ListeningTerminal()
    await answer_caption(CaptionWish(file=recording), installed, terminal, WORKER)
    assert [len(line.split()) for line in terminal.lines] == [2, 1]
    assert terminal.notes == []


async def test_data_is_one_object_for_each_event(
    installed: InstalledPacks, recording: Path
) -> None:
    terminal = ListeningTerminal()
    await answer_caption(CaptionWish(file=recording, json=True), installed, terminal, WORKER)
    rows = [json.loads(line) for line in terminal.lines]
    assert {row["type"] for row in rows} <= {"partial", "final", "missed", "state"}
    for row in rows:
        assert row.keys() >= {"type", "source", "text", "start", "end", "words", "lag_ms"}
        assert row["source"] == "group"
    last = [row for row in rows if row["type"] == "final"][-1]
    assert last["words"][0].keys() == {"word", "start", "end", "confidence"}
    assert (rows[-1]["type"], rows[-1]["text"]) == ("state", "stopped")


async def test_in_real_time_it_says_when_it_begins(
    installed: InstalledPacks, recording: Path
) -> None:
    terminal = ListeningTerminal()
    wish = CaptionWish(file=recording, json=True, realtime=True)
    await answer_caption(wish, installed, terminal, WORKER)
    rows = [json.loads(line) for line in terminal.lines]
    texts = [row["text"] for row in rows if row["type"] == "state"]
    assert texts.count("listening") == 1
    begun = next(n for n, row in enumerate(rows) if row["text"] == "listening")
    assert all(row["type"] == "state" for row in rows[:begun])


async def test_what_is_wrong_is_a_problem(
    installed: InstalledPacks, tmp_path: Path, recording: Path
) -> None:
    letter = tmp_path / "letter.wav"
    letter.write_text("hello")
    for wish, problem in (
        (CaptionWish(file=tmp_path / "gone.wav"), RecordingNotOpened),
        (CaptionWish(file=letter), RecordingNotRead),
        (CaptionWish(file=recording, pack=tmp_path), PackNotLoaded),
        (CaptionWish(file=recording, language="tlh"), NoPackFor),
    ):
        with pytest.raises(problem):
            await answer_caption(wish, installed, ListeningTerminal(), WORKER)


async def test_a_pack_that_aborts_is_a_sentence(tmp_path: Path, recording: Path) -> None:
    pack = lay_out(tmp_path / "abort")
    installed = InstalledPacks(tmp_path / "packs", {}, (), "fr")
    with pytest.raises(PackNotLoaded):
        wish = CaptionWish(file=recording, pack=pack)
        await answer_caption(wish, installed, ListeningTerminal(), WORKER)


async def test_the_rehearsal_gets_finished_lines(tmp_path: Path, recording: Path) -> None:
    lay_out(tmp_path / "packs" / "vosk-model-small-en-us-0.15")
    installed = InstalledPacks(tmp_path / "packs", {}, (), "fr")
    lines = [len(line.words) async for line in finished(recording, installed, WORKER)]
    assert lines == [2, 1]
