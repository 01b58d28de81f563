"""A pack from a file or folder: whole or not at all, and nothing outside its place."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs.install import (
    FREE_BYTES,
    OLD,
    NoRoomForPack,
    NotAPack,
    PackNotNamed,
    PackNotOurs,
    PackUnsafe,
    TooLittleRoom,
    install,
    make_room,
    put_back,
    remove,
)
from accessibility.captions.packs.language_packs import LanguagePack, read_pack
from resources.declared import Problem
from tests.support.packs import MODEL, NAME, accept, lay_out, zipped, zipped_pack

FILE = f"{NAME}/am/final.mdl"


def saved(tmp_path: Path, content: bytes, name: str = "given.zip") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def left_in(packs: Path) -> list[str]:
    return sorted(entry.name for entry in packs.iterdir()) if packs.exists() else []


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (zipped_pack(), "whatever.zip"),
        (zipped_pack(f"some/{NAME}/"), "whatever.zip"),
        (zipped_pack(""), f"{NAME}.zip"),
        (zipped_pack("model/"), f"{NAME}.zip"),
    ],
)
def test_a_zip_file_becomes_a_pack(tmp_path: Path, content: bytes, file: str) -> None:
    packs = tmp_path / "päcks 안녕"
    pack = install(saved(tmp_path, content, file), packs, trial=accept)
    assert (pack.name, pack.language, pack.origin) == (NAME, "fr", "own")
    assert left_in(packs) == [NAME]
    assert (pack.path / "am/final.mdl").stat().st_size == 100_000


@pytest.mark.parametrize("inner", ["", "model", NAME])
def test_a_folder_becomes_a_pack(tmp_path: Path, inner: str) -> None:
    given = tmp_path / "given" / (NAME if inner != NAME else "stick")
    lay_out(given / inner)
    pack = install(given, tmp_path / "packs", trial=accept)
    assert (pack.name, left_in(tmp_path / "packs")) == (NAME, [NAME])
    assert given.exists()


def link(name: str, target: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, target


LZMA_DAMAGE = (b"\x09\x04\x05\x00\x5d", b"\x09\x04\x05\x00\xff")
"""The properties of the stream: 0xff is none."""


def packed(how: int, damage: tuple[bytes, bytes]) -> bytes:
    """Make a zip file whose model is packed in another way, and damaged."""
    entry = zipfile.ZipInfo(FILE)
    entry.compress_type = how
    content = zipped((entry, MODEL))
    assert content.count(damage[0]) == 1
    return content.replace(*damage)


def listed(count: int) -> bytes:
    """Make a zip file that lists so many entries, and holds none of them."""
    name = b"a/x"
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", *[0] * 11, len(name), *[0] * 6) + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 0, 0)
    return entry * count + end


BAD_ZIPS: dict[str, tuple[bytes, type[Problem]]] = {
    "out of the folder": (zipped((FILE, b"x"), ("../evil", b"x")), PackUnsafe),
    "deep out of the folder": (zipped((FILE, b"x"), (f"{NAME}/a/../../../evil", b"")), PackUnsafe),
    "from the root": (zipped((FILE, b"x"), ("/evil", b"x")), PackUnsafe),
    "a drive": (zipped((FILE, b"x"), ("C:evil", b"x")), PackUnsafe),
    "backslashes": (zipped((FILE, b"x"), ("..\\evil", b"x")), PackUnsafe),
    "a dot at the end": (zipped((FILE, b"x"), (f"{NAME}/am./x", b"x")), PackUnsafe),
    "two that are one": (zipped((FILE, b"x"), (FILE.upper(), b"x")), PackUnsafe),
    "a link": (zipped((FILE, b"x"), link(f"{NAME}/link", b"/etc/passwd")), PackUnsafe),
    "a bomb": (zipped((FILE, b"x"), (f"{NAME}/zeros", bytes(50_000_000))), PackUnsafe),
    "too many": (zipped((FILE, b"x"), *((f"{NAME}/{n}", b"") for n in range(5000))), PackUnsafe),
    "a list without end": (listed(100_000), PackUnsafe),
    "folders without end": (zipped((FILE, b"x"), ("a/" * 40 + "x", b"x")), PackUnsafe),
    "more folders than Python goes into": (zipped(("a/" * 3000 + "x", b"x")), PackUnsafe),
    "a name that no disk takes": (zipped((FILE, b"x"), (f"{NAME}/{'x' * 300}", b"")), PackUnsafe),
    "a name that Windows takes for another thing": (
        zipped((FILE, b"x"), (f"{NAME}/a?b", b"x")),
        PackUnsafe,
    ),
    "an entry without a name": (zipped((FILE, b"x"), ("?", b"")).replace(b"?", b"\0"), NotAPack),
    "damaged, by LZMA": (packed(zipfile.ZIP_LZMA, LZMA_DAMAGE), NotAPack),
    "damaged, by bzip2": (packed(zipfile.ZIP_BZIP2, (b"BZh9", b"BZx9")), NotAPack),
    "no model": (zipped((f"{NAME}/README", b"hello")), NotAPack),
    "empty": (zipped(), NotAPack),
    "no zip": (b"<html>Not found</html>", NotAPack),
    "nothing": (b"", NotAPack),
    "cut off": (zipped_pack()[:-100], NotAPack),
    "damaged": (zipped_pack().replace(MODEL[5000:5010], b"0123456789"), NotAPack),
    "no name": (zipped_pack("model/"), PackNotNamed),
}


@pytest.mark.parametrize("name", BAD_ZIPS)
def test_a_bad_zip_file_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    content, problem = BAD_ZIPS[name]
    with pytest.raises(problem):
        install(saved(tmp_path, content), tmp_path / "packs", trial=accept)
    assert left_in(tmp_path / "packs") == []
    assert left_in(tmp_path) == ["given.zip", "packs"]


def test_an_entry_that_is_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    content = zipped((FILE, os.urandom(5000)))
    lie = content.replace((5000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(NotAPack):
        install(saved(tmp_path, lie), tmp_path / "packs", trial=accept)
    assert left_in(tmp_path / "packs") == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "link").symlink_to("/etc"),
        lambda folder: (folder / "am/link").symlink_to("/etc/passwd"),
        lambda folder: os.mkfifo(folder / "pipe"),
    ],
)
def test_a_folder_with_links_or_devices_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    given = lay_out(tmp_path / NAME)
    spoil(given)
    with pytest.raises(PackUnsafe):
        install(given, tmp_path / "packs", trial=accept)
    assert left_in(tmp_path / "packs") == []


def test_a_long_list_of_entries_is_not_even_read(tmp_path: Path) -> None:
    given = saved(tmp_path, listed(200_000))
    tracemalloc.start()
    try:
        with pytest.raises(PackUnsafe):
            install(given, tmp_path / "packs", trial=accept)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_folders_in_each_other_have_an_end(tmp_path: Path) -> None:
    given = lay_out(tmp_path / NAME)
    (given / Path(*["deeper"] * 30)).mkdir(parents=True)
    with pytest.raises(PackUnsafe):
        install(given, tmp_path / "packs", trial=accept)


CASES = Path(__file__).resolve().parents[5] / "shared/cases/packs"


def test_every_shared_case_is_a_problem(tmp_path: Path) -> None:
    cases = sorted(CASES.glob("*.zip"))
    if not cases:
        pytest.skip("no shared cases of packs lie beside this checkout")
    for case in cases:
        with pytest.raises((NotAPack, PackUnsafe)):
            install(case, tmp_path / "packs", trial=accept)
        assert left_in(tmp_path / "packs") == []


def test_what_is_not_there_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(NotAPack):
        install(tmp_path / "nothing.zip", tmp_path / "packs", trial=accept)


def test_a_pack_that_does_not_load_is_not_installed(tmp_path: Path) -> None:
    def refuse(_: Path) -> None:
        raise PackNotLoaded

    packs = tmp_path / "packs"
    install(saved(tmp_path, zipped_pack()), packs, trial=accept)
    before = (packs / FILE).read_bytes()
    newer = saved(tmp_path, zipped((FILE, b"newer")), "newer.zip")
    with pytest.raises(PackNotLoaded):
        install(newer, packs, trial=refuse)
    assert (packs / FILE).read_bytes() == before
    assert left_in(packs) == [NAME]


def test_a_newer_pack_takes_the_place_of_the_old(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    install(saved(tmp_path, zipped_pack()), packs, trial=accept)
    install(saved(tmp_path, zipped((FILE, b"newer"))), packs, trial=accept)
    assert (packs / FILE).read_bytes() == b"newer"
    assert left_in(packs) == [NAME]


def test_what_somebody_was_ended_over_is_thrown_away_a_day_later(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    for name, age in ((".new-old", 0), (".new-busy", None)):
        lay_out(packs / name)
        if age is not None:
            os.utime(packs / name, (age, age))
    install(saved(tmp_path, zipped_pack()), packs, trial=accept)
    assert left_in(packs) == [".new-busy", NAME]


def test_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    blocked = saved(tmp_path, b"a file", "packs")
    with pytest.raises(NoRoomForPack):
        install(saved(tmp_path, zipped_pack()), blocked, trial=accept)


def test_a_full_disk_is_noticed_before_anything_is_written(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    with pytest.raises(TooLittleRoom) as raised:
        make_room(tmp_path, free)
    assert abs(int(raised.value.details["need"]) - FREE_BYTES / 1_000_000) < 50


def test_removing_takes_away_our_own_and_nothing_else(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    pack = install(saved(tmp_path, zipped_pack()), packs, trial=accept)
    remove(pack)
    assert left_in(packs) == []
    other = lay_out(tmp_path / "elsewhere" / NAME)
    with pytest.raises(PackNotOurs):
        remove(LanguagePack("fr", "vosk", NAME, other, "vosk", 1))
    assert other.exists()
    with pytest.raises(NoRoomForPack):
        remove(pack)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
def test_d8_a_fifo_is_no_pack_and_not_waited_for(tmp_path: Path) -> None:
    given = tmp_path / f"{NAME}.zip"
    os.mkfifo(given)
    with pytest.raises(NotAPack):
        install(given, tmp_path / "packs", trial=accept)


@pytest.mark.parametrize("renames", [1, 2])
def test_d3_killed_while_a_pack_is_renewed_there_still_is_one(tmp_path: Path, renames: int) -> None:
    given, packs = saved(tmp_path, zipped_pack()), tmp_path / "packs"
    install(given, packs, trial=accept)
    script = """
import os, signal, sys
from pathlib import Path
from accessibility.captions.packs.install import install
from tests.support.packs import accept

left = [int(sys.argv[3])]

def watch(event: str, _: object) -> None:
    if event == "os.rename":
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

sys.addaudithook(watch)
install(Path(sys.argv[1]), Path(sys.argv[2]), trial=accept)
"""
    words = [sys.executable, "-c", script, str(given), str(packs), str(renames)]
    done = subprocess.run(words, check=False)
    assert done.returncode == (-signal.SIGKILL if renames == 1 else 0)
    put_back(packs)
    pack = read_pack(packs / NAME, "own")
    assert pack is not None
    assert not list(packs.glob(f"{OLD}*"))


def test_d3_the_next_install_puts_back_what_was_left(tmp_path: Path) -> None:
    given, packs = saved(tmp_path, zipped_pack()), tmp_path / "packs"
    install(given, packs, trial=accept)
    (packs / NAME).rename(packs / f"{OLD}{NAME}")
    with pytest.raises(NotAPack):
        install(saved(tmp_path, b"no zip", "other.zip"), packs, trial=accept)
    assert left_in(packs) == [NAME]
