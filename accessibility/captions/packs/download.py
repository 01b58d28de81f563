"""Downloads one file over https: resumed where the connection broke, size and sum checked."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Generator
from concurrent.futures import Future, wait
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from threading import Event
from typing import TYPE_CHECKING

from accessibility.captions.engines.pack_catalogue import sha256_of
from resources.declared import Problem
from resources.platform.blocking import start_in_thread
from resources.platform.https import https_session, transport_errors

if TYPE_CHECKING:
    import requests

CONNECTING_S, READING_S = 10.0, 20.0
"""Seconds to wait for a connection, and for the next bytes."""

TRIES = 5
"""Attempts in a row that may bring nothing new before it is given up."""

BLOCK_BYTES = 16 * 1024
"""Bytes taken at a time, at most; fewer where fewer have come."""

WAITING_BLOCKS = 16
"""Blocks that may wait to be written."""

STOP_POLL_S = 0.1
"""Seconds between two looks whether it is to be stopped, while nothing comes."""


class PackNotReached(Problem):
    """No connection, or it broke again and again. What has come is kept."""

    key = "pack_not_reached"


class PackNotGiven(Problem):
    """The makers' site answers, but it does not give the file."""

    key = "pack_not_given"


class PackDamaged(Problem):
    """What came is not the file its makers gave out. It was thrown away."""

    key = "pack_damaged"


class DownloadStopped(Exception):
    """The person pressed Stop. What has come is kept for the next time."""


@dataclass(frozen=True)
class DownloadTarget:
    """One file: where from, how many bytes, and its sum (empty where none is published)."""

    url: str
    bytes: int
    sha256: str
    part: PartialFile


@dataclass(frozen=True)
class DownloadOptions:
    """How to fetch: `progress` is told the bytes of this file that are here.

    `patience` is the pause, in seconds, after an attempt that brought nothing.
    """

    progress: Callable[[int], None]
    stop: Event
    context: ssl.SSLContext | None
    patience: float


class PartialFile:
    """The bytes that have come so far, and by what the server knows them again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mark = path.with_suffix(".mark")

    @property
    def size(self) -> int:
        """How many bytes are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def mark(self) -> str:
        """The server's ETag or date of the file; without one nothing can be resumed."""
        return self._mark.read_text("utf-8", "replace") if self._mark.exists() else ""

    def begin(self, mark: str) -> None:
        """Start with nothing; `mark` is remembered for the next time."""
        self.path.write_bytes(b"")
        self._mark.write_text(mark, "utf-8")

    def complete(self) -> None:
        """Everything is here: nothing is to be resumed any more."""
        self._mark.unlink(missing_ok=True)

    def forget(self) -> None:
        """Throw away what is here."""
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)


def fetch(wanted: DownloadTarget, way: DownloadOptions) -> None:
    """Bring a file to its full size, going on as long as attempts bring something.

    Raises `DownloadStopped`, `PackNotReached`, `PackNotGiven`, `PackDamaged` or OSError.
    """
    part, in_vain = wanted.part, 0
    with https_session(way.context) as session:
        while part.size != wanted.bytes:
            before = part.size
            try:
                _attempt(session, wanted, way)
            except _misled():
                raise PackNotGiven from None
            except _broken():
                pass  # a line that breaks is what resuming is for
            in_vain = 0 if part.size > before else in_vain + 1
            if in_vain == TRIES:
                raise PackNotReached
            if in_vain and way.stop.wait(way.patience):
                raise DownloadStopped
    if wanted.sha256 and sha256_of(part.path) != wanted.sha256:
        raise PackDamaged


def _attempt(session: requests.Session, wanted: DownloadTarget, way: DownloadOptions) -> None:
    part = wanted.part
    if part.size > wanted.bytes or not part.mark:
        part.forget()
    asking = start_in_thread(
        lambda: session.get(
            wanted.url,
            headers={"Accept-Encoding": "identity", **_from_where(part)},
            stream=True,
            timeout=(CONNECTING_S, READING_S),
        )
    )
    answer = _unless_stopped(asking, way.stop)
    try:
        _begin(answer, wanted)
    except Problem:
        answer.close()
        raise
    with part.path.open("ab") as file, closing(_pieces(answer, way.stop)) as pieces:
        for piece in pieces:
            file.write(piece)
            if file.tell() > wanted.bytes:
                raise PackDamaged
            way.progress(file.tell())


def _unless_stopped(asking: Future[requests.Response], stop: Event) -> requests.Response:
    """Return the answer that another thread waits for; raises `DownloadStopped` at once."""
    while not stop.is_set():
        if wait([asking], timeout=STOP_POLL_S).done:
            return asking.result()
    asking.add_done_callback(_close_late)
    raise DownloadStopped


def _close_late(asked: Future[requests.Response]) -> None:
    if asked.exception() is None:
        asked.result().close()


def _pieces(answer: requests.Response, stop: Event) -> Generator[bytes, None, None]:
    """Yield bytes as they come; raises `DownloadStopped` at once also while none do.

    They are read in another thread, which ends when it is no longer listened to: within
    `READING_S`, for a silent line can only be waited for.
    """
    came, unwanted = Queue[bytes](WAITING_BLOCKS), Event()
    reading = start_in_thread(partial(_read, answer, came, unwanted))
    try:
        while not stop.is_set():
            try:
                piece = came.get(timeout=STOP_POLL_S)
            except Empty:
                continue
            if not piece:
                reading.result()
                return
            yield piece
        raise DownloadStopped
    finally:
        unwanted.set()
        with suppress(Empty):
            while True:
                came.get_nowait()


def _read(answer: requests.Response, came: Queue[bytes], unwanted: Event) -> None:
    """Put everything that comes into a queue, and nothing (`b""`) at its end."""
    try:
        with answer:
            while not unwanted.is_set():
                if not (piece := answer.raw.read1(BLOCK_BYTES, decode_content=True)):
                    break
                came.put(piece)
    finally:
        came.put(b"")


def _from_where(part: PartialFile) -> dict[str, str]:
    return {"Range": f"bytes={part.size}-", "If-Range": part.mark} if part.size else {}


def _begin(answer: requests.Response, wanted: DownloadTarget) -> None:
    """Understand the answer: it goes on where we are, or starts again. Raises `Problem`."""
    part = wanted.part
    if answer.status_code == 206:
        expected = f"bytes {part.size}-{wanted.bytes - 1}/{wanted.bytes}"
        if answer.headers.get("Content-Range") != expected:
            raise PackDamaged
        return
    if answer.status_code == 416:  # we have more than there is: another file
        part.forget()
    if answer.status_code != 200:
        raise PackNotGiven
    if answer.headers.get("Content-Length", str(wanted.bytes)) != str(wanted.bytes):
        raise PackDamaged
    part.begin(_mark(answer))


def _mark(answer: requests.Response) -> str:
    """Return what `If-Range` may be given: a strong ETag, or the date (RFC 9110, 13.1.5)."""
    etag = answer.headers.get("ETag", "")
    return etag if etag.startswith('"') else answer.headers.get("Last-Modified", "")


def _misled() -> tuple[type[Exception], ...]:
    """Name what is raised when the address is none, or leads away from https, or in a circle."""
    from requests import exceptions

    return (exceptions.InvalidSchema, exceptions.TooManyRedirects, ValueError)


def _broken() -> tuple[type[Exception], ...]:
    """Name what the line may raise; what else is an `OSError` is the disk's."""
    return tuple(kind for kind in transport_errors() if kind is not OSError)
