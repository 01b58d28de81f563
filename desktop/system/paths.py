"""Chooses the folders for settings, private data, packs and the log on each system."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from resources.declared import Problem
from resources.platform.files import named_place, sweep_unfinished

APP = "Parlour"
COPIES = "copies"
"""The folder, in the private one, of the last good copies of calendars."""


class HomeUnknown(Problem):
    """`PARLOUR_HOME` begins with the name of a person whom this computer does not know."""

    key = "home_unknown"


@dataclass(frozen=True)
class Paths:
    """The four places Parlour may write to. None of them is made before it is needed."""

    settings: Path
    private: Path
    packs: Path
    log: Path

    def sweep(self) -> None:
        """Delete what a run that was killed while it wrote has left; blocks, never raises."""
        for folder in (self.settings.parent, self.private, self.private / COPIES):
            sweep_unfinished(folder)


def find_paths(environ: Mapping[str, str]) -> Paths:
    """Choose the places: under `PARLOUR_HOME` if set, else where this system keeps such files.

    Raises `HomeUnknown`.
    """
    home = environ.get("PARLOUR_HOME")
    if home:
        try:
            root = Path(home).expanduser().absolute()
        except RuntimeError:
            raise HomeUnknown from None
        return Paths(
            settings=root / "settings.json",
            private=root / "private",
            packs=root / "packs",
            log=root / "log" / "parlour.log",
        )
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    return Paths(
        settings=dirs.user_config_path / "settings.json",
        private=dirs.user_data_path / "private",
        packs=dirs.user_data_path / "packs",
        log=dirs.user_log_path / "parlour.log",
    )


def stand_in_the_home(environ: MutableMapping[str, str]) -> None:
    """Stand in the home, not beside an opened file: some systems find programs where we stand.

    Packs may be named in `environ` from where we stood: they are named in full.
    """
    named = environ.get("PARLOUR_PACKS", "").split(os.pathsep)
    with contextlib.suppress(OSError, RuntimeError):  # where there is no home, we stay
        if any(named):
            places = (named_place(one).absolute() for one in named if one)
            environ["PARLOUR_PACKS"] = os.pathsep.join(map(str, places))
        os.chdir(Path.home())
