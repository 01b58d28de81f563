"""A pack in a folder with letters of any language."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from accessibility.captions.engines import vosk
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.events import BYTES_A_SECOND
from accessibility.captions.packs.check import check
from tests.support.speech import korean_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a real pack in a folder with a Korean name."""
    way = tmp_path / "한국어 팩"
    way.symlink_to(korean_pack())
    return way


def test_it_works_where_it_lies(folder: Path) -> None:
    check(folder)


def test_on_windows_it_is_loaded_from_inside(folder: Path) -> None:
    before = Path.cwd()
    with vosk.ascii_way(folder, "win32") as way:
        assert way.isascii() and Path(way).samefile(korean_pack())
        recogniser = vosk.VoskModel(Path(way)).recogniser()
    assert Path.cwd() == before
    assert recogniser.feed(bytes(BYTES_A_SECOND)) == []


@pytest.mark.parametrize(("name", "platform"), [("한국어", "linux"), ("pack", "win32")])
def test_else_the_way_is_as_it_is(tmp_path: Path, name: str, platform: str) -> None:
    with vosk.ascii_way(tmp_path / name, platform) as way:
        assert way == str(tmp_path / name)


def test_a_graph_cut_short_is_found_while_loading(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(korean_pack(), pack, copy_function=os.symlink)
    graph = next(pack.rglob("HCLr.fst"))
    whole = graph.read_bytes()
    graph.unlink()
    graph.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PackNotLoaded):
        vosk.load(pack)
