"""The known browsers that are installed, but the one that opens links by itself."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from desktop.browsers.browser import LINK
from desktop.browsers.mac import CHOICES, other_browsers, usual_browser


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    """Return a folder with three apps in it."""
    folder = tmp_path / "Applications"
    for name in ("Safari", "Firefox", "Google Chrome", "Solitaire"):
        (folder / f"{name}.app").mkdir(parents=True)
    return folder


def choose(home: Path, **handler: str) -> None:
    """Let an app open links."""
    (home / CHOICES).parent.mkdir(parents=True)
    (home / CHOICES).write_bytes(plistlib.dumps({"LSHandlers": [handler]}))


def test_safari_is_the_usual_one_until_another_is_chosen(apps: Path, tmp_path: Path) -> None:
    found = other_browsers(tmp_path, [apps])
    assert [browser.name for browser in found] == ["Google Chrome", "Firefox"]
    assert found[1].command == ("open", "-a", str(apps / "Firefox.app"), LINK)
    choose(tmp_path, LSHandlerURLScheme="https", LSHandlerRoleAll="org.mozilla.Firefox")
    found = other_browsers(tmp_path, [apps])
    assert [browser.name for browser in found] == ["Safari", "Google Chrome"]


@pytest.mark.parametrize("body", [b"", b"<plist>", plistlib.dumps([1]), plistlib.dumps({})])
def test_choices_that_cannot_be_read_mean_safari(body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "choices.plist"
    file.write_bytes(body)
    assert usual_browser(file) == "com.apple.safari"
