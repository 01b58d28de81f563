"""The speech engines, as data. A third one is one file beside `vosk.py` and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from accessibility.captions import vosk, whisper
from accessibility.captions.models import verify
from accessibility.captions.recogniser import PackNotLoaded, SpeechModel


@dataclass(frozen=True)
class Engine:
    """An engine: `mark` is the file by which a folder is known as one of its packs."""

    id: str
    mark: str
    load: Callable[[Path], SpeechModel]


ENGINES = (
    Engine("vosk", "am/final.mdl", vosk.load),
    Engine("whisper", "model.bin", whisper.load),
)
"""Best first: where a language has packs of two engines, the first is taken."""


def engine_of(folder: Path) -> Engine | None:
    """Return the engine whose pack lies in `folder`, if it is one."""
    return next((engine for engine in ENGINES if (folder / engine.mark).is_file()), None)


def load(path: Path, engine: str | None = None) -> SpeechModel:
    """Load the pack at `path`; raises `PackNotLoaded` if it is no pack, or not of `engine`.

    A pack that an installed Python package brought must be the one we know: `PackChanged`.
    """
    found = engine_of(path)
    if found is None or (engine is not None and engine != found.id):
        raise PackNotLoaded
    verify(path)
    return found.load(path)
