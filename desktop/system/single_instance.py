"""One Parlour at a time: a second start shows the first one's window, or hands it a file.

The order matters (see whose folder it is, connect, then the lock, only then remove a dead
socket), or a stranger is told of the file, or a live socket is deleted. Only a request to
show, one file or one `parlour:` link goes through, and only as something to look at.
Whatever goes wrong, Parlour simply starts.

A Unix socket in a folder that only this person can enter; on Windows a named pipe.
The Windows half could not be run where this was written.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, TypeAlias, get_args

from desktop.system.start_options import CARD_SUFFIX
from resources.platform.files import is_private, try_lock

LARGEST = 2048
"""Bytes of a whole request."""

PATIENCE = 2.0
"""Seconds to wait for a running Parlour to answer."""

STARTING = 8.0
"""Seconds to wait for one that is just starting and does not listen yet."""

LONGEST_SOCKET = 100
"""Bytes; the system allows 104 to 108 for a socket's path."""

Kind = Literal["show", "file", "link"]
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}

Entry = Literal["first", "handed_over", "alone"]

if TYPE_CHECKING:
    import asyncio

Answer: TypeAlias = "Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]"

ENDINGS = (CARD_SUFFIX, ".ics")
_LINK = re.compile(r"parlour:[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{1,1900}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DONE = b"shown\n"


class BadRequest(ValueError):
    """An argument that is neither one card or calendar file, nor one `parlour:` link."""


@dataclass(frozen=True)
class StartRequest:
    """What a start asks for: show the window, or preview one file or link. It does nothing else."""

    kind: Kind = "show"
    value: str = ""

    def __post_init__(self) -> None:
        if not _is_good(self.kind, self.value) or len(self.encoded) > LARGEST:
            raise BadRequest

    @property
    def encoded(self) -> bytes:
        """Return the request as it is sent: one line."""
        return f"{self.kind} {self.value}".strip().encode("utf-8", "surrogateescape") + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> StartRequest:
        """Read a request that was sent. Raises `BadRequest`."""
        text = line.removesuffix(b"\n").decode("utf-8", "surrogateescape")
        kind, _, value = text.partition(" ")
        if kind not in KINDS:
            raise BadRequest
        return cls(KINDS[kind], value)


def request_from(arguments: Sequence[str], *, folder: Path) -> StartRequest:
    """Read what was given to `parlour` besides its own words: nothing, one file or one link.

    A file's path is completed with `folder`. Raises `BadRequest`.
    """
    if not arguments:
        return StartRequest()
    if len(arguments) > 1:
        raise BadRequest
    if arguments[0].lower().startswith("parlour:"):
        return StartRequest("link", arguments[0])
    return StartRequest("file", str(folder / arguments[0]))


class SingleInstance:
    """Where a second start finds the first one. `private` is the folder that makes them "the same".

    `enter` at once; `listen` when the event loop runs; `close` at the end.
    """

    def __init__(self, private: Path, environ: Mapping[str, str]) -> None:
        self._key = hashlib.blake2b(str(private.absolute()).encode(), digest_size=8).hexdigest()
        self._folder = _folder_for(private, environ)
        self._lock: IO[bytes] | None = None
        self._stop: Callable[[], None] | None = None

    def enter(
        self, request: StartRequest, *, patience: float = PATIENCE, starting: float = STARTING
    ) -> Entry:
        """Hand `request` to a running Parlour ("handed_over": there is nothing left to do).

        Else become the "first" one. "alone" means to start without a socket: the
        other one does not answer, or there is no place for a lock. Blocks for
        `patience` seconds, or `starting` while another one is just starting.
        """
        if not self._has_folder():
            return "alone"
        end = time.monotonic() + starting
        while True:
            try:
                return "handed_over" if _ask(self._address, request.encoded, patience) else "alone"
            except OSError:
                claimed = self._claim()
            if claimed is not None:
                return claimed
            if time.monotonic() > end:
                return "alone"
            time.sleep(0.05)

    def _has_folder(self) -> bool:
        """Say whether there is a folder in which nobody but this person could have put a socket."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return is_private(self._folder)
        except OSError:
            return False

    def _claim(self) -> Entry | None:
        """Take the lock; None if another one has it."""
        try:
            lock = (self._folder / f"{self._key}.lock").open("ab")
        except OSError:
            return "alone"
        if not try_lock(lock):
            lock.close()
            return None
        self._lock = lock
        return "first"

    async def listen(self, take: Callable[[StartRequest], None]) -> bool:
        """Answer later starts, each with one call of `take`; False if that is not possible."""
        import asyncio

        if self._lock is None:
            return False

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                line = await asyncio.wait_for(reader.readuntil(b"\n"), PATIENCE)
                take(StartRequest.decode(line))
                writer.write(_DONE)
                await asyncio.wait_for(writer.drain(), PATIENCE)
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
                return  # not one of ours, too long, or gone: nothing is taken
            finally:
                writer.close()

        try:
            self._stop = await _serve(self._address, answer)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Stop answering and let the next start be the first."""
        if self._stop is not None:
            self._stop()
            self._stop = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def _address(self) -> str:
        if sys.platform == "win32":
            return rf"\\.\pipe\parlour-{self._key}"
        return str(self._folder / f"{self._key}.socket")


def _is_good(kind: str, value: str) -> bool:
    if kind == "show":
        return value == ""
    if kind == "link":
        return bool(_LINK.fullmatch(value))
    is_file = Path(value).is_absolute() and value.lower().endswith(ENDINGS)
    return is_file and not _CONTROL.search(value)


def _folder_for(private: Path, environ: Mapping[str, str]) -> Path:
    """Choose the folder of socket and lock: the session's own, else ours, else a short one."""
    runtime = Path(environ.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute() and runtime.is_dir() and _has_room(runtime / "parlour"):
        return runtime / "parlour"
    if _has_room(private):
        return private
    import getpass
    import tempfile

    return Path(tempfile.gettempdir()) / f"parlour-{getpass.getuser()}"


def _has_room(folder: Path) -> bool:
    """Say whether the path of a socket in `folder` is short enough for the system."""
    return len(os.fsencode(folder)) + 30 <= LONGEST_SOCKET


if sys.platform == "win32":
    from resources.platform.blocking import DeadlineMissed, within

    def _ask(address: str, line: bytes, patience: float) -> bool:
        pipe = os.open(address, os.O_RDWR | os.O_BINARY)

        def ask() -> bool:
            os.write(pipe, line)
            return os.read(pipe, len(_DONE)) == _DONE

        try:
            return within(patience, ask)
        except (DeadlineMissed, OSError):
            return False

    async def _serve(address: str, answer: Answer) -> Callable[[], None]:
        import asyncio

        loop = asyncio.get_running_loop()
        if not isinstance(loop, asyncio.ProactorEventLoop):
            raise OSError

        def protocol() -> asyncio.StreamReaderProtocol:
            reader = asyncio.StreamReader(limit=LARGEST, loop=loop)
            return asyncio.StreamReaderProtocol(reader, answer, loop=loop)

        (server,) = await loop.start_serving_pipe(protocol, address)
        return server.close

else:

    def _ask(address: str, line: bytes, patience: float) -> bool:
        with socket.socket(socket.AF_UNIX) as speaker:
            speaker.settimeout(patience)
            speaker.connect(address)
            try:
                speaker.sendall(line)
                return speaker.recv(len(_DONE)) == _DONE
            except OSError:
                return False  # it is there and does not answer; asking again would not help

    async def _serve(address: str, answer: Answer) -> Callable[[], None]:
        socket_file = Path(address)

        def clear() -> None:
            # Only while we hold the lock: whatever is there is ours, or dead.
            socket_file.unlink(missing_ok=True)

        clear()
        import asyncio

        server = await asyncio.start_unix_server(answer, address, limit=LARGEST)

        def stop() -> None:
            server.close()
            clear()

        return stop
