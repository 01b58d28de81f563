"""A pack from its makers: a real https server that drops the line, resumes, lies and leads away."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Thread
from typing import Any

import msgspec
import pytest

from accessibility.captions.engines.pack_catalogue import FileSum, KnownPack
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs.download import (
    DownloadStopped,
    PackDamaged,
    PackNotGiven,
    PackNotReached,
)
from accessibility.captions.packs.obtain import ObtainOptions, get
from resources.declared import Problem
from tests.support.packs import MODEL, NAME, accept, zipped_pack
from tests.support.servers import certificate, reply, served

BODY = zipped_pack()
PACK = KnownPack(
    language="fr",
    name=NAME,
    engine="vosk",
    bytes=len(BODY),
    licence="MIT",
    sha256=hashlib.sha256(BODY).hexdigest(),
)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Maker:
    """A website that gives the file, a piece of at most `piece` bytes each time it is asked."""

    def __init__(self, body: bytes = BODY, *, piece: int = 10**9, mark: str = '"one"') -> None:
        self.body, self.piece, self.mark = body, piece, mark
        self.asked: list[str] = []

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        wanted = request.headers.get("Range", "")
        self.asked.append(wanted)
        start = 0
        if wanted and request.headers.get("If-Range") == self.mark:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            request.send_response(206)
            end = len(self.body)
            request.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
        else:
            request.send_response(200)
        if self.mark:
            request.send_header("ETag", self.mark)
        request.send_header("Content-Length", str(len(self.body) - start))
        request.end_headers()
        request.wfile.write(self.body[start : start + self.piece])


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("certificate"))


Fetch = Callable[..., Path]


@pytest.fixture
def fetch(tmp_path: Path, trust: tuple[ssl.SSLContext, ssl.SSLContext]) -> Fetch:
    """Fetch a pack from a website into `packs`; answers where it lies."""
    server, client = trust

    def do(answer: Answer, pack: KnownPack = PACK, **wishes: Any) -> Path:
        with served(answer, server) as url:
            asked: dict[str, Any] = {"url": f"{url}/", "context": client, "trial": accept}
            return get(
                pack, tmp_path / "packs", ObtainOptions(**{"patience": 0, **asked, **wishes})
            ).path

    return do


def left_in(tmp_path: Path) -> list[str]:
    return sorted(entry.name for entry in (tmp_path / "packs").iterdir())


def test_a_pack_is_fetched_and_installed(fetch: Fetch, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = fetch(Maker(), progress=lambda done, total: told.append((done, total)))
    assert (path / "am/final.mdl").exists()
    assert left_in(tmp_path) == [NAME]
    assert told[-1] == (len(BODY), len(BODY))
    assert told == sorted(told)


def test_a_line_that_breaks_is_taken_up_where_it_broke(fetch: Fetch, tmp_path: Path) -> None:
    maker = Maker(piece=len(BODY) // 4 + 1)
    fetch(maker)
    starts = [int(each.removeprefix("bytes=").removesuffix("-")) for each in maker.asked[1:]]
    assert len(starts) > 2
    assert starts == sorted(set(starts))
    assert left_in(tmp_path) == [NAME]


def test_another_file_under_the_same_name_is_fetched_from_the_start(
    fetch: Fetch, tmp_path: Path
) -> None:
    stop = Event()
    with pytest.raises(DownloadStopped):
        fetch(Maker(b"x" * len(BODY), mark='"old"'), progress=lambda *_: stop.set(), stop=stop)
    fetch(Maker(mark='"new"'))
    assert left_in(tmp_path) == [NAME]


def test_stop_keeps_what_has_come_for_the_next_time(fetch: Fetch, tmp_path: Path) -> None:
    stop = Event()
    large = BODY + b"." * 300_000
    pack = msgspec.structs.replace(PACK, bytes=len(large), sha256="")
    with pytest.raises(DownloadStopped):
        fetch(Maker(large), pack, progress=lambda *_: stop.set(), stop=stop)
    assert left_in(tmp_path) == [f".{NAME}.mark", f".{NAME}.zip"]
    maker = Maker(large)
    with pytest.raises(PackDamaged):
        fetch(maker, msgspec.structs.replace(pack, sha256="0" * 64))
    assert maker.asked[0].startswith("bytes=")


class Slow:
    """A website that says its first bytes, and then as good as nothing until it may end.

    Each second there is something more, if there is any `more`. After 15 s it gives up:
    sooner than anybody would lose patience with a silent server.
    """

    def __init__(self, first: bytes, more: bytes) -> None:
        self.first, self.more = first, more
        self.asked, self.may_end = Event(), Event()
        self.gave_up = False

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(self.first)
        self.asked.set()
        for _ in range(15):
            if self.may_end.wait(1):
                return
            request.wfile.write(self.more)
        self.gave_up = True


HEADERS = b'HTTP/1.1 200 OK\r\nETag: "one"\r\n'
SLOW_ANSWERS = {
    "not even headers": (b"", b""),
    "headers without end": (HEADERS, b"X-More: 1\r\n"),
    "no bytes": (HEADERS + b"Content-Length: %d\r\n\r\n" % len(BODY), b""),
    "a byte each second": (HEADERS + b"Content-Length: %d\r\n\r\n" % len(BODY), b"."),
}


@pytest.mark.parametrize("answer", SLOW_ANSWERS)
def test_stop_does_not_wait_for_anything_to_come(fetch: Fetch, answer: str) -> None:
    stop, slow = Event(), Slow(*SLOW_ANSWERS[answer])
    Thread(target=lambda: stop.set() if slow.asked.wait(30) else None, daemon=True).start()
    try:
        with pytest.raises(DownloadStopped):
            fetch(slow, stop=stop)
        assert not slow.gave_up
    finally:
        slow.may_end.set()


def test_what_came_of_a_block_is_told_and_kept(fetch: Fetch, tmp_path: Path) -> None:
    stop = Event()
    slow = Slow(HEADERS + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY[:100], b"")
    told: list[int] = []

    def tell(done: int, _: int) -> None:
        told.append(done)
        stop.set()

    try:
        with pytest.raises(DownloadStopped):
            fetch(slow, progress=tell, stop=stop)
    finally:
        slow.may_end.set()
    assert told == [100]
    assert (tmp_path / f"packs/.{NAME}.zip").read_bytes() == BODY[:100]


def test_without_a_mark_nothing_is_pieced_together(fetch: Fetch) -> None:
    maker = Maker(piece=len(BODY) // 2, mark="")
    with pytest.raises(PackNotReached):
        fetch(maker)
    assert set(maker.asked) == {""}


def test_a_line_that_breaks_again_and_again_is_given_up(fetch: Fetch, tmp_path: Path) -> None:
    maker = Maker(piece=0)
    with pytest.raises(PackNotReached):
        fetch(maker)
    assert len(maker.asked) == 5


def lies(status: int = 200, body: bytes = BODY, **headers: str) -> Answer:
    return lambda request: reply(request, body, status, **headers)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    request.wfile.write(BODY * 3)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (lies(body=BODY[:-1] + b"!"), PackDamaged),
        (lies(body=BODY + b"more"), PackDamaged),
        (lies(body=BODY[:-10]), PackDamaged),
        (endless, PackDamaged),
        (lies(206, Content_Range="bytes 5-9/10"), PackDamaged),
        (lies(404), PackNotGiven),
        (lies(416), PackNotGiven),
        (lies(503), PackNotGiven),
        (lies(302, Location="http://127.0.0.1:9/pack.zip"), PackNotGiven),
        (lies(302, Location="file:///etc/passwd"), PackNotGiven),
        (lies(302, Location="https://[bad/"), PackNotGiven),
        (lies(302, Location="/again"), PackNotGiven),
    ],
)
def test_a_website_that_lies_is_not_believed(
    fetch: Fetch, tmp_path: Path, answer: Answer, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        fetch(answer)
    assert left_in(tmp_path) == []


def test_a_file_without_a_known_sum_must_at_least_load(fetch: Fetch, tmp_path: Path) -> None:
    def refuse(_: Path) -> None:
        raise PackNotLoaded

    with pytest.raises(PackNotLoaded):
        fetch(Maker(), msgspec.structs.replace(PACK, sha256=""), trial=refuse)
    assert left_in(tmp_path) == []


def test_a_website_that_the_computer_does_not_trust_is_not_used(
    fetch: Fetch, tmp_path: Path
) -> None:
    maker = Maker()
    with pytest.raises(PackNotReached):
        fetch(maker, context=None)
    assert maker.asked == []


def test_no_connection_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(PackNotReached):
        get(PACK, tmp_path, ObtainOptions(url="https://127.0.0.1:9/", patience=0))


def test_only_https_is_spoken(fetch: Fetch, tmp_path: Path) -> None:
    maker = Maker()
    with served(maker) as url, pytest.raises(PackNotGiven):
        get(PACK, tmp_path, ObtainOptions(url=url, patience=0))
    assert maker.asked == []


# Packs that are files in a folder

FILES = {"config.json": b"{}", "vocabulary.txt": b"a\nb\n", "model.bin": MODEL}
IN_PIECES = KnownPack(
    language="en",
    name="faster-whisper-base.en",
    engine="whisper",
    bytes=sum(map(len, FILES.values())),
    licence="MIT",
    files={
        name: FileSum(len(content), hashlib.sha256(content).hexdigest())
        for name, content in FILES.items()
    },
)


class Makers:
    """A website with several files."""

    def __init__(self, **changed: Maker) -> None:
        self.files = {name: Maker(content) for name, content in FILES.items()} | {
            name.replace("_", "."): maker for name, maker in changed.items()
        }

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        self.files[request.path.rpartition("/")[2]](request)


def test_the_files_of_a_pack_are_fetched_one_by_one(fetch: Fetch, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    broken = Maker(MODEL, piece=len(MODEL) // 3 + 1)
    makers = Makers(model_bin=broken)
    path = fetch(makers, IN_PIECES, progress=lambda done, total: told.append((done, total)))
    assert left_in(tmp_path) == [IN_PIECES.name]
    assert {file.name: file.read_bytes() for file in path.iterdir()} == FILES
    assert len(broken.asked) > 2
    assert told == sorted(told)
    assert told[-1] == (IN_PIECES.bytes, IN_PIECES.bytes)


def test_stopped_the_files_that_are_whole_are_not_fetched_again(
    fetch: Fetch, tmp_path: Path
) -> None:
    stop = Event()

    def tell(done: int, total: int) -> None:
        if done > total // 2:
            stop.set()

    with pytest.raises(DownloadStopped):
        fetch(Makers(), IN_PIECES, progress=tell, stop=stop)
    assert left_in(tmp_path) == [f".{IN_PIECES.name}"]
    makers = Makers()
    fetch(makers, IN_PIECES)
    assert makers.files["config.json"].asked == []
    assert makers.files["model.bin"].asked[0].startswith("bytes=")
    assert left_in(tmp_path) == [IN_PIECES.name]


@pytest.mark.parametrize("lie", [b"x" * len(MODEL), MODEL + b"x", MODEL[:-1]])
def test_one_file_that_is_another_spoils_all(lie: bytes, fetch: Fetch, tmp_path: Path) -> None:
    with pytest.raises(PackDamaged):
        fetch(Makers(model_bin=Maker(lie)), IN_PIECES)
    assert left_in(tmp_path) == []
