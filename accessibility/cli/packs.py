"""`parlour packs`: list, check, install or remove language packs; and which one a command uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from accessibility.captions.engines.loading import engine_of, is_tidy
from accessibility.captions.engines.pack_catalogue import KnownPack, known_packs
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs import check, install, obtain
from accessibility.captions.packs.engine_choice import choose_packs
from accessibility.captions.packs.language_packs import (
    LanguagePack,
    best,
    find_packs,
    find_places,
    read_pack,
)
from accessibility.cli.printing import Output
from resources.declared import Problem
from resources.platform.files import named_place

MEGABYTE = 1_000_000
STEPS = 10
"""How often progress is said on the way."""

BOTH = "both"
"""Instead of an engine: a quick one and a tidy one together."""

_CODE = re.compile(r"[a-z]{2,3}")


class NoPackFor(Problem):
    """No installed pack fits what was asked for."""

    key = "no_pack_for"


class NoPackAtAll(Problem):
    """There is no language pack on this computer."""

    key = "no_pack_at_all"


class NoPair(Problem):
    """There are not two packs of one language, one quick and one tidy."""

    key = "no_pair"


class NoPackToGet(Problem):
    """There is no pack of that language to fetch, nor a file of that name."""

    key = "no_pack_to_get"


@dataclass(frozen=True)
class InstalledPacks:
    """The packs on this computer: `own` is Parlour's folder, `trial` starts the child that
    tries a pack, `language` is the one the person chose. Every call may block."""

    own: Path
    environ: Mapping[str, str]
    trial: Sequence[str]
    language: str

    def packs(self) -> list[LanguagePack]:
        """Find the packs that are here."""
        install.tidy(self.own)
        return find_packs(find_places(self.own, self.environ))

    def try_out(self, folder: Path) -> None:
        """Load a pack for trial. Raises `PackNotLoaded`."""
        check.check(folder, self.trial)

    def works(self, pack: LanguagePack) -> bool:
        """Say whether a pack loads."""
        try:
            self.try_out(pack.path)
        except PackNotLoaded:
            return False
        return True

    def best(self, language: str | None = None, engine: str | None = None) -> LanguagePack | None:
        """Return the pack to use: of the language asked for; or else of the one that the person
        chose, or any."""
        packs = self.packs()
        wanted = (language,) if language else (self.language, *(each.language for each in packs))
        fitting = (best(packs, each, engine) for each in wanted)
        return next((pack for pack in fitting if pack), None)


class ChosenPacks(NamedTuple):
    """The folder of the pack to use, and of a second one that tidies its lines."""

    pack: Path
    tidy: Path | None = None


def choose(
    installed: InstalledPacks, *, folder: Path | None, language: str | None, engine: str | None
) -> ChosenPacks:
    """Return the packs to use. `PackNotLoaded`, `NoPackFor`, `NoPackAtAll` or `NoPair`."""
    if engine == BOTH:
        return _pair(installed, folder, language)
    if folder is not None:
        return ChosenPacks(_checked(folder, engine))
    found = installed.best(language, engine)
    if found is None:
        raise _none(language)
    return ChosenPacks(found.path)


def _pair(installed: InstalledPacks, folder: Path | None, language: str | None) -> ChosenPacks:
    """Return two packs of a language; the quick one is in `folder`, if that is given."""
    packs = installed.packs()
    if folder is not None:
        given = read_pack(_checked(folder, None), "added")
        packs = [*([given] if given else []), *(each for each in packs if is_tidy(each.engine))]
        language = given.language if given else language
    wanted = (language,) if language else (installed.language, *(each.language for each in packs))
    for each in wanted:
        pair = choose_packs(packs, each, BOTH, {})
        if pair.main and pair.tidy:
            return ChosenPacks(pair.main.path, pair.tidy.path)
    raise NoPair


def _none(language: str | None) -> Problem:
    if language and _CODE.fullmatch(language):
        return NoPackFor(language=language)
    return NoPackAtAll()


def _checked(folder: Path, engine: str | None) -> Path:
    found = engine_of(folder)
    if found is None or engine not in (None, found.id):
        raise PackNotLoaded
    return folder


def answer_packs(
    installed: InstalledPacks, what: str, which: str | None, output: Output, *, as_data: bool
) -> int:
    """Do what was asked and return the exit status. Raises the `Problem` that prevented it."""
    if what == "check":
        return _check(installed, which, output, as_data=as_data)
    if what == "install":
        return _install(installed, which or "", output, as_data=as_data)
    if what == "remove":
        return _remove(installed, which or "", output, as_data=as_data)
    return _list(installed, output, as_data=as_data)


def _list(installed: InstalledPacks, output: Output, *, as_data: bool) -> int:
    packs = installed.packs()
    if as_data:
        output.show([_row(pack) for pack in packs])
        return 0
    for pack in packs:
        output.say(_line(pack, output))
    if not packs:
        output.say(output.words("command.packs.none"))
    return 0


def _check(
    installed: InstalledPacks, language: str | None, output: Output, *, as_data: bool
) -> int:
    """Load each pack, or those of a language, for trial; 1 if one does not work."""
    chosen = _of(installed.packs(), language)
    works = [installed.works(pack) for pack in chosen]
    if as_data:
        output.show([{**_row(pack), "works": it} for pack, it in zip(chosen, works, strict=True)])
    else:
        for pack, it in zip(chosen, works, strict=True):
            key = "command.packs.works" if it else "command.packs.broken"
            output.say(output.words(key, name=pack.name))
    return 0 if all(works) else 1


def _install(installed: InstalledPacks, which: str, output: Output, *, as_data: bool) -> int:
    """Install a file or folder that is there, else fetch the pack of a language."""
    given = named_place(which)
    if given.exists():
        pack = install.install(given, installed.own, trial=installed.try_out)
    else:
        pack = _get(installed, _known(which), output)
    if as_data:
        output.show(_row(pack))
    else:
        output.say(output.words("command.packs.added", name=pack.name))
    return 0


def _remove(installed: InstalledPacks, language: str, output: Output, *, as_data: bool) -> int:
    """Remove the packs of a language that Parlour installed. Raises `PackNotOurs` for others."""
    chosen = _of(installed.packs(), language)
    removed = [pack for pack in chosen if pack.origin == "own"] or chosen
    for pack in removed:
        install.remove(pack)
    if as_data:
        output.show([_row(pack) for pack in removed])
    else:
        for pack in removed:
            output.say(output.words("command.packs.removed", name=pack.name))
    return 0


def _get(installed: InstalledPacks, pack: KnownPack, output: Output) -> LanguagePack:
    size = round(pack.bytes / MEGABYTE)
    output.note(output.words("command.packs.getting", name=pack.name, size=size))
    said = 0

    def progress(done: int, total: int) -> None:
        nonlocal said
        if done * STEPS // total > said:
            said = done * STEPS // total
            so_far = round(done / MEGABYTE)
            output.note(output.words("command.packs.so_far", done=so_far, size=size))

    return obtain.get(
        pack, installed.own, obtain.ObtainOptions(progress=progress, trial=installed.try_out)
    )


def _known(language: str) -> KnownPack:
    """Return the best pack of a language that can be got. Raises `NoPackToGet`."""
    for pack in known_packs():
        if pack.url and pack.language == language:
            return pack
    raise NoPackToGet


def _of(packs: Iterable[LanguagePack], language: str | None) -> list[LanguagePack]:
    """Return the packs of a language, or all. Raises `NoPackFor` or `NoPackAtAll`."""
    chosen = [pack for pack in packs if language in (None, pack.language)]
    if not chosen:
        raise _none(language)
    return chosen


def _row(pack: LanguagePack) -> dict[str, Any]:
    return {
        "language": pack.language,
        "engine": pack.engine,
        "name": pack.name,
        "path": str(pack.path),
        "origin": pack.origin,
        "bytes": pack.size,
    }


def _line(pack: LanguagePack, output: Output) -> str:
    name = f"setting.captions.language.{pack.language}"
    language = output.words(name) if output.words.has(name) else pack.language
    size = output.words("command.packs.size", size=round(pack.size / MEGABYTE))
    return " · ".join((language, pack.name, pack.engine, size))
