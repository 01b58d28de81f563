"""Finds the language packs on this computer by their files; no engine is imported for it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from accessibility.captions.engines.loading import ENGINES, engine_of
from accessibility.captions.engines.pack_catalogue import brought_by, has_right_sizes
from resources.platform.files import named_place

Origin = Literal["own", "added", "vosk", "bundled", "python"]
"""Parlour's own folder · `PARLOUR_PACKS` · Vosk's own places · the installer · a Python package."""

UNKNOWN = "und"
"""The language of a pack whose name does not say it (ISO 639's own code for that)."""

VOSK_NAME = re.compile(r"vosk[-_]model[-_](?:small[-_])?([a-z]{2,3})(?:[-_.]|$)")
WHISPER_ENGLISH = re.compile(r"\b(?:tiny|base|small|medium)\.en\b")
OF_VOSK = {"cn": "zh", "kz": "kk", "vn": "vi", "ua": "uk", "gr": "el"}
"""Vosk names some packs after a country; these are the languages."""

HIDDEN = "."
"""How the names of unfinished packs begin."""


@dataclass(frozen=True)
class LanguagePack:
    """One installed pack. `language` is a code of ISO 639, `size` is in bytes."""

    language: str
    engine: str
    name: str
    path: Path
    origin: Origin
    size: int


@dataclass(frozen=True)
class PackPlaces:
    """Where packs are looked for, the most trusted first."""

    own: Path
    added: tuple[Path, ...] = ()
    vosk: tuple[Path, ...] = ()
    bundled: tuple[Path, ...] = ()
    python: tuple[Path, ...] = ()


def find_places(
    own: Path,
    environ: Mapping[str, str],
    *,
    home: Path | None = None,
    python: Sequence[str] | None = None,
) -> PackPlaces:
    """Collect the places. `own` is Parlour's folder; `python` stands for `sys.path`."""
    home = home or Path.home()
    bundle = getattr(sys, "_MEIPASS", None)
    return PackPlaces(
        own=own,
        added=_folders(environ.get("PARLOUR_PACKS", "").split(os.pathsep)),
        vosk=(
            *_folders([environ.get("VOSK_MODEL_PATH", "")]),
            Path("/usr/share/vosk"),
            home / "AppData/Local/vosk",
            home / ".cache/vosk",
        ),
        bundled=(Path(bundle, "packs"),) if bundle else (),
        python=_folders(sys.path if python is None else python),
    )


def find_packs(places: PackPlaces) -> list[LanguagePack]:
    """Return every pack, the better first where two are of one language and engine."""
    found: dict[Path, LanguagePack] = {}
    for origin, folder in _candidates(places):
        pack = read_pack(folder, origin)
        if pack is not None:
            found.setdefault(folder.resolve(), pack)
    return list(found.values())


def best(
    packs: Iterable[LanguagePack], language: str, engine: str | None = None
) -> LanguagePack | None:
    """Return the pack to use for a language: Vosk's where there is one, then the first found."""
    order = [each.id for each in ENGINES]
    fitting = [
        pack for pack in packs if pack.language == language and engine in (None, pack.engine)
    ]
    return min(fitting, key=lambda pack: order.index(pack.engine), default=None)


def read_pack(folder: Path, origin: Origin) -> LanguagePack | None:
    """Return the pack that lies in `folder`, or None."""
    try:
        engine = engine_of(folder)
        if engine is None:
            return None
        name = folder.parent.name if folder.name == "model" else folder.name
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    except OSError:
        return None
    known = brought_by(name) if origin == "python" else None
    if known and not has_right_sizes(folder, known):
        return None
    language = known.language if known else language_of(name)
    return LanguagePack(language, engine.id, name, folder, origin, size)


def language_of(name: str) -> str:
    """Read the language off the name of a pack, as their makers name them; else `UNKNOWN`."""
    if WHISPER_ENGLISH.search(name):
        return "en"
    match = VOSK_NAME.match(name)
    return OF_VOSK.get(match[1], match[1]) if match else UNKNOWN


def _candidates(places: PackPlaces) -> Iterator[tuple[Origin, Path]]:
    for folder in sorted(_inside(places.own), key=_age, reverse=True):
        yield "own", folder
    shared: tuple[tuple[Origin, tuple[Path, ...]], ...] = (
        ("added", places.added),
        ("vosk", places.vosk),
        ("bundled", places.bundled),
    )
    for origin, several in shared:
        for place in several:
            for folder in (place, *_inside(place)):
                yield origin, folder
                yield origin, folder / "model"
    for place in places.python:
        for folder in _inside(place, _brings_a_pack):
            yield "python", folder / "model"
            yield "python", folder


def _brings_a_pack(package: str) -> bool:
    return package.startswith("vosk_model_") or brought_by(package) is not None


def _inside(place: Path, wanted: Callable[[str], bool] = lambda _: True) -> list[Path]:
    """Return the wanted folders in a place, by name; none if it cannot be read."""
    try:
        names = sorted(entry.name for entry in os.scandir(place) if entry.is_dir())
    except OSError:
        return []
    return [place / name for name in names if not name.startswith(HIDDEN) and wanted(name)]


def _age(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0


def _folders(names: Iterable[str]) -> tuple[Path, ...]:
    return tuple(named_place(name) for name in names if name)
