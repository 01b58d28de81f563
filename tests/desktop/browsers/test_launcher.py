"""A real child is started, with exactly the link, in a clean environment, and leaves no zombie."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.browsers.browser import LINK as LINK_HERE
from desktop.browsers.browser import Browser
from desktop.browsers.launcher import (
    MOST_BROWSERS,
    OpenerGaveUp,
    OpenerMissing,
    SystemLauncher,
    clean_environment,
)
from tests.support.needs import program
from tests.support.until import wait_until

LINK = "https://us02web.zoom.us/j/8123?pwd=a.1&x=$(id);'*~%20#key=b-c"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="xdg-open is how Linux opens links"
)

Opener = Callable[[str], dict[str, str]]


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    """Put a small program called xdg-open on a PATH of its own; it records what it is given."""

    def make(body: str) -> dict[str, str]:
        file = tmp_path / "xdg-open"
        file.write_text(f"#!{sys.executable}\nimport os, sys, pathlib\n{body}\n", "utf-8")
        file.chmod(0o700)
        return {"PATH": str(tmp_path), "SEEN": str(tmp_path / "seen")}

    return make


RECORD = (
    "seen = pathlib.Path(os.environ['SEEN'])\n"
    "seen.with_suffix('.new').write_bytes(b'\\0'.join(os.fsencode(a) for a in sys.argv[1:]))\n"
    "seen.with_suffix('.new').rename(seen)\n"
)


async def test_the_child_gets_the_link_to_the_byte_and_nothing_else(opener: Opener) -> None:
    environ = opener(RECORD)
    await SystemLauncher(environ).open(LINK)
    assert given(environ) == LINK.encode()


async def test_an_opener_that_stays_is_not_waited_for(opener: Opener, tmp_path: Path) -> None:
    """Where no browser runs yet, xdg-open goes on as long as the browser does."""
    end = tmp_path / "seen.end"
    os.mkfifo(end)
    body = f"{RECORD}\n"
    body += "pathlib.Path(os.environ['SEEN']).with_suffix('.pid').write_text(str(os.getpid()))\n"
    body += f"open({str(end)!r}).read()\n"
    await SystemLauncher(opener(body), timeout=0.3).open(LINK)
    pid = int(await_text(tmp_path / "seen.pid"))
    assert os.getsid(pid) == pid != os.getsid(0)
    end.write_text("the browser was closed")
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), what="the opener to be reaped")


async def test_an_opener_that_says_no_is_a_problem(opener: Opener) -> None:
    with pytest.raises(OpenerGaveUp) as problem:
        await SystemLauncher(opener("sys.exit(3)")).open(LINK)
    assert "pwd" not in f"{problem.value!r}{problem.value.details}"


async def test_no_opener_is_a_problem_without_the_link(tmp_path: Path) -> None:
    with pytest.raises(OpenerMissing) as problem:
        await SystemLauncher({"PATH": str(tmp_path)}).open(LINK)
    assert problem.value.__cause__ is None and problem.value.__suppress_context__


@pytest.mark.parametrize("link", ["http://zoom.us/", "--version", "file:///x", "tel:*06#", ""])
async def test_only_what_was_checked_can_be_opened(link: str, opener: Opener) -> None:
    environ = opener(RECORD)
    with pytest.raises(ValueError, match="checked"):
        await SystemLauncher(environ).open(link)
    assert given(environ) is None


async def test_a_number_is_handed_over_after_a_yes(opener: Opener) -> None:
    environ = opener(RECORD)
    await SystemLauncher(environ).open("tel:+441632960001")
    assert given(environ) == b"tel:+441632960001"


async def test_a_prepared_e_mail_is_handed_over(opener: Opener) -> None:
    environ = opener(RECORD)
    await SystemLauncher(environ).open("mailto:tea@example.org?subject=Tea%20group")
    assert given(environ) == b"mailto:tea@example.org?subject=Tea%20group"


async def test_the_real_xdg_open_honours_browser(opener: Opener, tmp_path: Path) -> None:
    real = program("xdg-open", "xdg-utils")
    environ = opener(RECORD)
    (tmp_path / "xdg-open").rename(tmp_path / "mybrowser")
    browser = str(tmp_path / "mybrowser")
    path = f"{Path(real).parent}:/usr/bin:/bin"
    plain = {"PATH": path, "BROWSER": browser, "SEEN": environ["SEEN"], "HOME": str(tmp_path)}
    await SystemLauncher(plain).open(LINK)
    wait_until(lambda: given(environ) is not None, what="the browser to be given the link")
    assert given(environ) == LINK.encode()


async def test_another_browser_gets_the_very_same_link(opener: Opener, tmp_path: Path) -> None:
    environ = opener(RECORD)
    (tmp_path / "xdg-open").rename(tmp_path / "firefox")
    firefox = Browser("Firefox", (str(tmp_path / "firefox"), "--new-window", LINK_HERE))
    await SystemLauncher(environ).open(LINK, firefox)
    assert given(environ) == b"--new-window\0" + LINK.encode()


async def test_a_browser_that_went_away_is_a_problem(tmp_path: Path) -> None:
    gone = Browser("Firefox", (str(tmp_path / "gone"), LINK_HERE))
    with pytest.raises(OpenerMissing):
        await SystemLauncher({}).open(LINK, gone)


def test_the_other_browsers_are_those_of_its_own_environment(
    opener: Opener, tmp_path: Path
) -> None:
    environ = opener(RECORD) | {"HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path)}
    (tmp_path / "applications").mkdir()
    for number in range(MOST_BROWSERS + 2):
        (tmp_path / "applications" / f"{number}.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Browser {number}\nExec=xdg-open %u\n"
            "Categories=Network;WebBrowser;\nMimeType=x-scheme-handler/https;\n"
        )
    found = SystemLauncher(environ).other_browsers()
    assert [one.name for one in found] == [f"Browser {n}" for n in range(MOST_BROWSERS)]
    assert {one.command for one in found} == {("xdg-open", LINK_HERE)}


@pytest.mark.parametrize("kind", ["usual", "other"])
async def test_a_frozen_program_starts_a_browser_as_the_desktop_would(
    kind: str, opener: Opener, tmp_path: Path
) -> None:
    """In the computer's own environment, with nothing to read and in a session of its own."""
    environ = opener(
        "seen = pathlib.Path(os.environ['SEEN'])\n"
        "there = [os.environ.get(name, '-') for name in ('LD_LIBRARY_PATH', 'XDG_DATA_DIRS')]\n"
        "alone = str(os.getsid(0) == os.getpid())\n"
        "said = '|'.join([*there, alone, repr(sys.stdin.read())])\n"
        "seen.with_suffix('.new').write_text(said)\n"
        "seen.with_suffix('.new').rename(seen)\n"
    )
    frozen = {"LD_LIBRARY_PATH": f"{BUNDLE}", "XDG_DATA_DIRS": f"{BUNDLE}/share:/usr/share"}
    launcher = SystemLauncher(environ | frozen, bundle=BUNDLE)
    other = Browser("Other", (str(tmp_path / "xdg-open"), LINK_HERE))
    await launcher.open(LINK, other if kind == "other" else None)
    assert given(environ) == b"-|/usr/share|True|''"


BUNDLE = Path("/opt/parlour/_internal")


def test_a_program_that_is_not_frozen_passes_its_environment_on() -> None:
    environ = {"LD_LIBRARY_PATH": "/x", "A": "b"}
    assert clean_environment(environ, bundle=None) == environ


@pytest.mark.parametrize(
    ("frozen", "clean"),
    [
        ({"LD_LIBRARY_PATH": f"{BUNDLE}"}, {}),
        ({"LD_LIBRARY_PATH": f"{BUNDLE}", "LD_LIBRARY_PATH_ORIG": "/x"}, {"LD_LIBRARY_PATH": "/x"}),
        ({"QT_PLUGIN_PATH": f"{BUNDLE}/qt", "QT_QPA_PLATFORM_PLUGIN_PATH": "x"}, {}),
        ({"XDG_DATA_DIRS": f"{BUNDLE}/share:/usr/share"}, {"XDG_DATA_DIRS": "/usr/share"}),
        ({"XDG_DATA_DIRS": f"{BUNDLE}/share"}, {}),
        ({"GIO_MODULE_DIR": f"{BUNDLE}/gio", "SSL_CERT_FILE": f"{BUNDLE}/c.pem"}, {}),
        ({"_PYI_ARCHIVE_FILE": "x", "_MEIPASS2": "y"}, {}),
        (
            {"HOME": "/h", "BROWSER": "b", "DISPLAY": ":0"},
            {"HOME": "/h", "BROWSER": "b", "DISPLAY": ":0"},
        ),
        ({"MY_ORIG": "kept"}, {"MY_ORIG": "kept"}),
    ],
)
def test_a_frozen_program_gives_back_what_it_changed(
    frozen: dict[str, str], clean: dict[str, str]
) -> None:
    assert clean_environment(frozen, bundle=BUNDLE) == clean


def given(environ: dict[str, str]) -> bytes | None:
    """Return the arguments that the child was given, None if it was not started."""
    seen = Path(environ["SEEN"])
    return seen.read_bytes() if seen.exists() else None


def await_text(path: Path) -> str:
    wait_until(lambda: path.exists() and path.read_text("utf-8") != "")
    return path.read_text("utf-8")
