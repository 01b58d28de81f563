"""Starts child processes: this one place decides their command, folder, environment and streams.

A child never has the folder of an opened file as its own, nor first on its path: a
`msgspec.py` that lies there must not run. It is told of the environment what it needs,
and no more: no proxy, no password that somebody keeps there. A browser is no child in
this sense; it gets all that the person's programs get (`desktop.browsers.launcher`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from resources.platform.landlock import give_up_files
from resources.platform.memory_dumps import hide_memory, no_core_dumps
from resources.platform.network_filter import give_up_network

if TYPE_CHECKING:
    import subprocess
    from asyncio.subprocess import Process

CHILD = "_child"
"""The hidden first word of `parlour _child MODULE`."""

# The modules that run as children of their own: each has a `main`, which begins with
# `begin_child`, and which `desktop.commands.CHILDREN` calls in a frozen build.

CALENDAR_EXPANSION = "desktop.ical.expansion"
CAPTION_WORKER = "accessibility.captions.worker.main"
DEVICES = "accessibility.audio.devices"
PACK_CHECK = "accessibility.captions.packs.check"
PACK_SPEED = "accessibility.captions.packs.speed"
PLAYER = "accessibility.audio.playing"
PROTECTION = "resources.platform.protection"
WEBDAV_XML = "desktop.feeds.webdav_xml"

Stream = Literal["stdin", "stdout", "stderr"]

LINE_LIMIT_BYTES = 64 * 1024
"""The longest line that is read of a child, unless it is given another limit."""

KEPT = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR"),
        *("OMP_NUM_THREADS", "ESPEAK_DATA_PATH", "__CF_USER_TEXT_ENCODING"),
        # Windows: nothing starts without some of them, and a program finds its folders by others.
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
        *("USERNAME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES"),
        *("PSMODULEPATH", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"),
    }
)
KEPT_BEGINNINGS = ("LC_", "XDG_", "PULSE_", "PIPEWIRE_", "ALSA_", "SPEECHD_", "PARLOUR_", "PYTHON")
"""What a child is told of the environment: language, folders, the way to the sound, Python."""

SILENT = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime: else it reports the computer to its makers
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
"""What keeps the speech libraries from talking to their makers."""


def child_command(module: str) -> tuple[str, ...]:
    """Return the command that runs `module`: by Python, or by ourselves in a frozen build."""
    if _is_frozen():
        return (sys.executable, CHILD, module)
    return (sys.executable, "-P", "-m", module)


def start_child(
    command: Sequence[str], *pipes: Stream, errors: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start a child. The streams named are pipes to us, the others lead nowhere. Raises OSError.

    With `errors` its standard error is that file.
    """
    import subprocess

    at = dict.fromkeys(pipes, subprocess.PIPE)
    return subprocess.Popen(
        list(command),
        stdin=at.get("stdin", subprocess.DEVNULL),
        stdout=at.get("stdout", subprocess.DEVNULL),
        stderr=errors or at.get("stderr", subprocess.DEVNULL),
        cwd=own_folder(),
        env=child_environment(os.environ),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


async def start_child_async(
    command: Sequence[str], *pipes: Stream, limit: int = LINE_LIMIT_BYTES
) -> Process:
    """Start a child as `start_child` does, for asyncio; `limit`: bytes of the longest line."""
    import asyncio
    import subprocess

    at = dict.fromkeys(pipes, subprocess.PIPE)
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=at.get("stdin", subprocess.DEVNULL),
        stdout=at.get("stdout", subprocess.DEVNULL),
        stderr=at.get("stderr", subprocess.DEVNULL),
        limit=limit,
        cwd=own_folder(),
        env=child_environment(os.environ),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def begin_child(
    *,
    sound: Callable[[], None] | None = None,
    needs_network: bool = False,
    writes: Iterable[Path] = (),
) -> None:
    """Give up what a child has no need of: the first thing that each of them does.

    For `sound` it keeps the sockets of this computer, and may start the sound server's tools;
    the library that this loads makes a file while it is found. Else no file changes but `writes`.
    """
    no_core_dumps()
    hide_memory()
    if not needs_network:
        give_up_network(keeps_unix=sound is not None)
    if sound:
        sound()
    give_up_files(writes=writes, starts_programs=sound is not None, needs_network=needs_network)


def own_folder() -> Path:
    """Return the folder that our packages lie in."""
    return Path(__file__).parents[2]


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what a child is told of `environ`."""
    kept = {name: value for name, value in environ.items() if _is_kept(name.upper())}
    kept |= SILENT
    folders = [place for place in _split(kept.pop("PYTHONPATH", "")) if Path(place).is_absolute()]
    if _is_checkout(own_folder()):
        folders.append(str(own_folder()))
    if folders:
        kept["PYTHONPATH"] = os.pathsep.join(folders)
    return kept


def _is_kept(name: str) -> bool:
    if name == "LD_LIBRARY_PATH":
        return not _is_frozen()  # a frozen program has set it for itself, and its child does again
    return name in KEPT or name.startswith(KEPT_BEGINNINGS)


def _is_checkout(folder: Path) -> bool:
    """Say whether Python finds our packages only because it was started in their folder."""
    return not _is_frozen() and folder.name not in ("site-packages", "dist-packages")


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _split(places: str) -> list[str]:
    return places.split(os.pathsep) if places else []
