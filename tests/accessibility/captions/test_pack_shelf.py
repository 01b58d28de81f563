"""The language packs as the screens see them."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

import pytest

from accessibility.captions.getting import Stopped
from accessibility.captions.languages import COMPUTER, LANGUAGE
from accessibility.captions.models import known_packs
from accessibility.captions.pack_shelf import PackShelf
from accessibility.captions.recogniser import PackNotLoaded
from resources.declared import Setting
from tests.support.packs import NAME, lay_out, zipped_pack

WORKS = (sys.executable, "-c", "")
FAILS = (sys.executable, "-c", "raise SystemExit(1)")


class Chosen:
    """One choice of language."""

    def __init__(self, language: str = COMPUTER) -> None:
        self.language = language

    def __getitem__(self, setting: Setting[str]) -> str:
        assert setting is LANGUAGE
        return self.language


def shelf(tmp_path: Path, language: str = "fr", command: tuple[str, ...] = WORKS) -> PackShelf:
    environ = {"PARLOUR_PACKS": str(tmp_path / "stick"), "LANG": "eo.UTF-8"}
    return PackShelf(tmp_path / "own", environ, Chosen(language), command=command)


async def test_a_file_that_somebody_gave_is_the_best_pack_at_once(tmp_path: Path) -> None:
    packs = shelf(tmp_path)
    given = tmp_path / "given.zip"
    given.write_bytes(zipped_pack())
    pack = await packs.install(given)
    assert packs.best == pack
    await packs.check(pack)
    await packs.remove(pack)
    assert packs.best is None


async def test_a_pack_that_does_not_load_is_not_installed(tmp_path: Path) -> None:
    packs = shelf(tmp_path, command=FAILS)
    with pytest.raises(PackNotLoaded):
        await packs.install(lay_out(tmp_path / NAME))
    await packs.look()
    assert NAME not in {pack.name for pack in packs.packs}


async def test_the_computers_own_language_decides_if_nobody_chose(tmp_path: Path) -> None:
    lay_out(tmp_path / "stick/vosk-model-small-eo-0.42")
    lay_out(tmp_path / "stick/vosk-model-small-fr-0.22")
    packs = shelf(tmp_path, COMPUTER)
    await packs.look()
    assert packs.best is not None
    assert packs.best.language == packs.language == "eo"


async def test_what_is_here_is_not_offered(tmp_path: Path) -> None:
    packs = shelf(tmp_path)
    small, large = packs.offers("en")
    lay_out(tmp_path / "stick" / small.name)
    await packs.look()
    assert packs.offers("en") == (large,)
    assert packs.offers("xx") == ()


async def test_fetching_stops_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    pack = next(each for each in known_packs() if each.url)
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        await shelf(tmp_path).get(pack, lambda done, total: None, stop)
