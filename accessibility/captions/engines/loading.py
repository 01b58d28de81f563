"""Registry of the speech engines; loads a pack with the engine that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from accessibility.captions.engines import combined, vosk, whisper
from accessibility.captions.engines.pack_catalogue import verify
from accessibility.captions.engines.recogniser import LineReader, PackNotLoaded, SpeechModel


@dataclass(frozen=True)
class Engine:
    """An engine: `mark` is the file by which a folder is known as one of its packs.

    One that writes tidy lines, with capitals and full stops, has `load_reader`: it can
    tidy the lines of one that only writes quick words (`combined.py`).
    """

    id: str
    mark: str
    load: Callable[[Path], SpeechModel]
    load_reader: Callable[[Path], LineReader] | None = None


ENGINES = (
    Engine("vosk", "am/final.mdl", vosk.load),
    Engine("whisper", "model.bin", whisper.load, whisper.load),
)
"""Best first: where a language has packs of two engines, the first is taken."""


def engine_of(folder: Path) -> Engine | None:
    """Return the engine whose pack lies in `folder`, if it is one."""
    return next((engine for engine in ENGINES if (folder / engine.mark).is_file()), None)


def is_tidy(engine: str) -> bool:
    """Say whether an engine writes tidy lines, rather than quick words."""
    return any(each.load_reader is not None for each in ENGINES if each.id == engine)


def load(path: Path, engine: str | None = None, tidy: Path | None = None) -> SpeechModel:
    """Load the pack at `path`; raises `PackNotLoaded` if it is no pack, or not of `engine`.

    With `tidy`, a second pack, its engine tidies the lines of the first. A pack that an
    installed Python package brought must be the one we know: `PackChanged`.
    """
    found = _engine(path)
    if engine is not None and engine != found.id:
        raise PackNotLoaded
    if tidy is None:
        return found.load(path)
    reader = _engine(tidy).load_reader
    if reader is None or found.load_reader is not None:
        raise PackNotLoaded
    return combined.load(lambda: found.load(path), lambda: reader(tidy))


def _engine(path: Path) -> Engine:
    found = engine_of(path)
    if found is None:
        raise PackNotLoaded
    verify(path)
    return found
