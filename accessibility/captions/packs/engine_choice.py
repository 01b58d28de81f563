"""Chooses the speech engine: the person's choice, else what this computer keeps up with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from accessibility.captions.engines.loading import ENGINES, is_tidy
from accessibility.captions.packs.language_packs import LanguagePack, best
from resources.declared import Setting

ENGINE = Setting("captions.engine", "auto", ("auto", "quick", "tidy", "both"))
"""`quick`: words at once. `tidy`: whole lines, with full stops. `both`: the first, then the second.
Where a language has a pack of one kind only, that one is taken."""

EngineMode = Literal["quick", "tidy", "both"]


class EngineSpeed(msgspec.Struct, frozen=True):
    """How many seconds an engine takes for one second of speech: `live` with drafts, `lines`
    without."""

    live: float
    lines: float


KEEPS_UP = 0.8
"""An engine that takes longer falls behind as soon as anything else is done."""

AT_ONCE, LINE = 0.5, 0.2
"""What both may take together: words stay quick with a meeting beside them, and a line of 8
seconds is tidied in 1.6."""


class PackPair(NamedTuple):
    """The pack to caption with, and a second one that tidies its lines."""

    main: LanguagePack | None = None
    tidy: LanguagePack | None = None


def choose_packs(
    packs: Iterable[LanguagePack], language: str, choice: str, speeds: Mapping[str, EngineSpeed]
) -> PackPair:
    """Return the packs of a language to use, for a choice of `ENGINE`; `speeds` by pack name."""
    here = tuple(packs)
    quick, tidy = (_best_of_kind(here, language, tidy=kind) for kind in (False, True))
    if quick is None or tidy is None:
        return PackPair(quick or tidy)
    manner = suggest(speeds.get(quick.name), speeds.get(tidy.name)) if choice == "auto" else choice
    if manner == "tidy":
        return PackPair(tidy)
    return PackPair(quick, tidy if manner == "both" else None)


def suggest(quick: EngineSpeed | None, tidy: EngineSpeed | None) -> EngineMode:
    """Decide from measured speeds how captions are written where there are packs of both kinds.

    What has not been measured is not relied on: then words come at once.
    """
    if quick is None or tidy is None:
        return "quick"
    if quick.live <= AT_ONCE and tidy.lines <= LINE:
        return "both"
    return "tidy" if quick.live > KEEPS_UP >= tidy.live else "quick"


def keeps_up(speed: EngineSpeed) -> bool:
    """Say whether an engine by itself writes as fast as people speak."""
    return speed.live <= KEEPS_UP


def _best_of_kind(
    packs: tuple[LanguagePack, ...], language: str, *, tidy: bool
) -> LanguagePack | None:
    kind = [engine.id for engine in ENGINES if is_tidy(engine.id) is tidy]
    return best([pack for pack in packs if pack.engine in kind], language)
