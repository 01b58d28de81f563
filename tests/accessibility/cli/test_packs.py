"""`parlour packs`, with packs that only look like one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs.install import NotAPack, PackNotOurs
from accessibility.cli.packs import (
    InstalledPacks,
    NoPackAtAll,
    NoPackFor,
    NoPackToGet,
    NoPair,
    answer_packs,
    choose,
)
from tests.support.listening_terminal import ListeningTerminal
from tests.support.packs import NAME, lay_out, zipped_pack

WORKS = (sys.executable, "-c", "pass")
FAILS = (sys.executable, "-c", "import sys; sys.exit(1)")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return Parlour's own folder of packs."""
    return tmp_path / "packs"


@pytest.fixture
def installed(own: Path) -> InstalledPacks:
    """Return a computer on which every pack works."""
    return InstalledPacks(own, {}, WORKS, "fr")


@pytest.fixture
def terminal() -> ListeningTerminal:
    """Return a terminal."""
    return ListeningTerminal()


def test_packs_are_listed(
    installed: InstalledPacks, own: Path, terminal: ListeningTerminal
) -> None:
    folder = lay_out(own / NAME)
    assert answer_packs(installed, "list", None, terminal, as_data=True) == 0
    assert terminal.data[0] == {
        "language": "fr",
        "engine": "vosk",
        "name": NAME,
        "path": str(folder),
        "origin": "own",
        "bytes": 26,
    }
    answer_packs(installed, "list", None, terminal, as_data=False)
    assert f"French · {NAME} · vosk · 0 megabytes" in terminal.lines


@pytest.mark.parametrize(("trial", "status", "said"), [(WORKS, 0, "works"), (FAILS, 1, "not work")])
def test_packs_are_tried(
    own: Path, terminal: ListeningTerminal, trial: tuple[str, ...], status: int, said: str
) -> None:
    lay_out(own / NAME)
    installed = InstalledPacks(own, {}, trial, "fr")
    assert answer_packs(installed, "check", "fr", terminal, as_data=False) == status
    assert said in terminal.lines[-1]
    answer_packs(installed, "check", "fr", terminal, as_data=True)
    assert [row["works"] for row in terminal.data] == [status == 0]


@pytest.mark.parametrize("language", ["fr", "tlh"])
@pytest.mark.parametrize("what", ["check", "remove"])
def test_what_is_not_here_is_said(
    installed: InstalledPacks, terminal: ListeningTerminal, what: str, language: str
) -> None:
    with pytest.raises(NoPackFor) as caught:
        answer_packs(installed, what, language, terminal, as_data=False)
    assert caught.value.details == {"language": language}


def test_what_is_no_language_is_not_repeated(
    installed: InstalledPacks, terminal: ListeningTerminal
) -> None:
    with pytest.raises(NoPackAtAll):
        answer_packs(installed, "check", "https://example.org/hushhush", terminal, as_data=False)


def test_a_file_or_a_folder_is_installed_and_removed(
    installed: InstalledPacks, own: Path, tmp_path: Path, terminal: ListeningTerminal
) -> None:
    archive = tmp_path / "given.zip"
    archive.write_bytes(zipped_pack())
    for given in (archive, lay_out(tmp_path / NAME)):
        assert answer_packs(installed, "install", str(given), terminal, as_data=False) == 0
        assert terminal.lines[-1] == f"{NAME} is installed."
        assert (own / NAME / "am/final.mdl").is_file()
        assert answer_packs(installed, "remove", "fr", terminal, as_data=False) == 0
        assert terminal.lines[-1] == f"{NAME} is removed."
        assert not (own / NAME).exists()
    answer_packs(installed, "install", str(archive), terminal, as_data=True)
    assert terminal.data["origin"] == "own"


def test_what_does_not_load_is_not_installed(
    own: Path, tmp_path: Path, terminal: ListeningTerminal
) -> None:
    (tmp_path / "given.zip").write_bytes(zipped_pack())
    installed = InstalledPacks(own, {}, FAILS, "fr")
    with pytest.raises(PackNotLoaded):
        answer_packs(installed, "install", str(tmp_path / "given.zip"), terminal, as_data=False)
    assert installed.best("fr") is None
    (tmp_path / "letter.zip").write_text("hello")
    with pytest.raises(NotAPack):
        answer_packs(installed, "install", str(tmp_path / "letter.zip"), terminal, as_data=False)


def test_only_known_languages_can_be_got(
    installed: InstalledPacks, terminal: ListeningTerminal
) -> None:
    for which in ("tlh", "gone.zip", "https://example.org/pack.zip"):
        with pytest.raises(NoPackToGet):
            answer_packs(installed, "install", which, terminal, as_data=False)


def test_what_another_program_brought_stays(
    own: Path, tmp_path: Path, terminal: ListeningTerminal
) -> None:
    lay_out(tmp_path / "theirs" / NAME)
    installed = InstalledPacks(own, {"PARLOUR_PACKS": str(tmp_path / "theirs")}, WORKS, "fr")
    with pytest.raises(PackNotOurs):
        answer_packs(installed, "remove", "fr", terminal, as_data=False)
    assert installed.best("fr")


def test_which_pack_is_used(installed: InstalledPacks, own: Path, tmp_path: Path) -> None:
    french = lay_out(own / NAME)
    other = lay_out(tmp_path / "faster-whisper-tiny.en", mark="model.bin")

    def chosen(folder: Path | None = None, language: str = "", engine: str = "") -> Path:
        found = choose(installed, folder=folder, language=language or None, engine=engine or None)
        assert found.tidy is None
        return found.pack

    assert chosen() == french
    assert chosen(language="fr", engine="vosk") == french
    assert chosen(other) == chosen(other, engine="whisper") == other
    for wrong in ({"folder": tmp_path}, {"folder": other, "engine": "vosk"}):
        with pytest.raises(PackNotLoaded):
            chosen(**wrong)
    with pytest.raises(NoPackFor):
        chosen(language="fr", engine="whisper")


def test_two_packs_of_one_language_work_together(
    installed: InstalledPacks, own: Path, tmp_path: Path
) -> None:
    quick = lay_out(own / "vosk-model-small-en-us-0.15")
    with pytest.raises(NoPair):
        choose(installed, folder=None, language="fr", engine="both")
    tidy = lay_out(own / "faster-whisper-small.en", mark="model.bin")
    assert choose(installed, folder=None, language="en", engine="both") == (quick, tidy)
    assert choose(installed, folder=None, language=None, engine="both") == (quick, tidy)
    other = lay_out(tmp_path / "vosk-model-en-us-0.22-lgraph")
    assert choose(installed, folder=other, language=None, engine="both") == (other, tidy)
    french = lay_out(tmp_path / "vosk-model-small-fr-0.22")
    with pytest.raises(NoPair):
        choose(installed, folder=french, language=None, engine="both")
