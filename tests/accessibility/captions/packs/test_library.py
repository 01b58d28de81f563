"""The language packs as the screens see them."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

import pytest

from accessibility.captions.engines.pack_catalogue import known_packs
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs.download import DownloadStopped
from accessibility.captions.packs.languages import COMPUTER, LANGUAGE
from accessibility.captions.packs.library import PackLibrary
from desktop.storage.settings import Settings
from tests.support.packs import NAME, lay_out, zipped_pack

WORKS = (sys.executable, "-c", "")
FAILS = (sys.executable, "-c", "raise SystemExit(1)")
FAST = (sys.executable, "-c", 'print(\'{"live": 0.1, "lines": 0.1}\')')


def library(
    tmp_path: Path,
    language: str = "fr",
    command: tuple[str, ...] = WORKS,
    speed_command: tuple[str, ...] = FAST,
) -> PackLibrary:
    environ = {"PARLOUR_PACKS": str(tmp_path / "stick"), "LANG": "eo.UTF-8"}
    choices = Settings(tmp_path / "settings.json")
    choices[LANGUAGE] = language
    return PackLibrary(
        tmp_path / "own", environ, choices, command=command, speed_command=speed_command
    )


async def test_a_file_that_somebody_gave_is_the_best_pack_at_once(tmp_path: Path) -> None:
    packs = library(tmp_path)
    given = tmp_path / "given.zip"
    given.write_bytes(zipped_pack())
    pack = await packs.install(given)
    assert packs.best == pack
    await packs.check(pack)
    await packs.remove(pack)
    assert packs.best is None


async def test_a_pack_that_does_not_load_is_not_installed(tmp_path: Path) -> None:
    packs = library(tmp_path, command=FAILS)
    with pytest.raises(PackNotLoaded):
        await packs.install(lay_out(tmp_path / NAME))
    await packs.refresh()
    assert NAME not in {pack.name for pack in packs.packs}


async def test_the_computers_own_language_decides_if_nobody_chose(tmp_path: Path) -> None:
    lay_out(tmp_path / "stick/vosk-model-small-eo-0.42")
    lay_out(tmp_path / "stick/vosk-model-small-fr-0.22")
    packs = library(tmp_path, COMPUTER)
    await packs.refresh()
    assert packs.best is not None
    assert packs.best.language == packs.language == "eo"


async def test_what_is_here_is_not_offered(tmp_path: Path) -> None:
    packs = library(tmp_path)
    small, *others = packs.offers("en")
    lay_out(tmp_path / "stick" / small.name)
    await packs.refresh()
    assert packs.offers("en") == tuple(others)
    assert packs.offers("xx") == ()


async def test_fetching_stops_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    pack = next(each for each in known_packs() if each.url)
    stop = Event()
    stop.set()
    with pytest.raises(DownloadStopped):
        await library(tmp_path).get(pack, lambda done, total: None, stop)


async def of_both_kinds(tmp_path: Path, speed_command: tuple[str, ...] = FAST) -> PackLibrary:
    """Return a library with English packs of both kinds."""
    lay_out(tmp_path / "stick/vosk-model-small-en-us-0.15")
    lay_out(tmp_path / "stick/faster-whisper-small.en", mark="model.bin")
    packs = library(tmp_path, "en", speed_command=speed_command)
    await packs.refresh()
    return packs


async def test_two_kinds_of_pack_work_together_once_the_computer_was_found_fast(
    tmp_path: Path,
) -> None:
    packs = await of_both_kinds(tmp_path)
    assert packs.pair is not None
    assert packs.choice.tidy is None
    assert packs.suggested is None
    assert len(packs.unmeasured) == 2
    await packs.measure(Event())
    assert packs.suggested == "both"
    assert not packs.unmeasured
    assert packs.choice.tidy is not None
    again = await of_both_kinds(tmp_path)
    assert again.suggested == "both"


async def test_measuring_stops_when_it_is_told_to_and_a_broken_pack_is_left_out(
    tmp_path: Path,
) -> None:
    packs = await of_both_kinds(tmp_path, FAILS)
    await packs.measure(Event())
    stop = Event()
    stop.set()
    await packs.measure(stop, again=True)
    assert packs.suggested is None
    assert packs.best == packs.choice.main


async def test_one_kind_of_pack_is_no_pair_and_can_be_measured(tmp_path: Path) -> None:
    lay_out(tmp_path / "stick/vosk-model-small-fr-0.22")
    packs = library(tmp_path)
    await packs.refresh()
    assert packs.pair is None
    await packs.measure(Event())
    assert packs.speeds["vosk-model-small-fr-0.22"].live == 0.1
    assert packs.suggested is None
