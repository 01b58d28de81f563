"""Browsers are found in the desktop's own menu, by name, and the usual one is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.browsers.browser import LINK
from desktop.browsers.xdg import command_of, other_browsers, usual_browser

URL = "https://us02web.zoom.us/j/8123?pwd=a.1&x=%20$(id)'#key=b-c"


class Computer:
    """A computer with a menu: programs, entries and what is chosen for links."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environ = {
            "HOME": str(root),
            "PATH": str(root / "bin"),
            "XDG_DATA_DIRS": f"{root / 'local'}:{root / 'share'}",
            "XDG_CONFIG_DIRS": str(root / "etc"),
        }
        (root / "bin").mkdir()

    def program(self, name: str) -> None:
        """Install a program."""
        file = self.root / "bin" / name
        file.write_text("#!/bin/sh\n")
        file.chmod(0o700)

    def entry(self, identity: str, name: str, *, where: str = "share", **more: str) -> None:
        """Put a browser into the menu; `more` are keys of its entry, empty for none."""
        keys = {
            "Type": "Application",
            "Name": name,
            "Exec": f"{name.lower()} %u",
            "Categories": "Network;WebBrowser;",
            "MimeType": "text/html;x-scheme-handler/http;x-scheme-handler/https;",
        } | more
        lines = [f"{key}={value}" for key, value in keys.items() if value]
        file = self.root / where / "applications" / f"{identity}.desktop"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(["[Desktop Entry]", *lines, "[Desktop Action new]", "Name=New window"])
        file.write_text(text, "utf-8")
        self.program(name.lower())

    def choose(self, where: str, identity: str) -> None:
        """Let a browser open links by itself."""
        file = self.root / where
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"[Default Applications]\nx-scheme-handler/https={identity}.desktop;\n")

    def names(self) -> list[str]:
        """Name the other browsers."""
        return [browser.name for browser in other_browsers(self.environ)]


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """Return a computer with two browsers."""
    made = Computer(tmp_path)
    made.entry("firefox", "Firefox")
    made.entry("chromium", "Chromium")
    return made


def test_they_are_named_in_order(computer: Computer) -> None:
    assert computer.names() == ["Chromium", "Firefox"]


@pytest.mark.parametrize(
    "where", [".config/mimeapps.list", "etc/mimeapps.list", "share/applications/mimeapps.list"]
)
def test_the_one_that_opens_links_by_itself_is_left_out(computer: Computer, where: str) -> None:
    computer.choose(where, "chromium")
    assert usual_browser(computer.environ) == "chromium.desktop"
    assert computer.names() == ["Firefox"]


def test_the_choice_for_this_desktop_counts_first(computer: Computer) -> None:
    computer.environ["XDG_CURRENT_DESKTOP"] = "KDE"
    computer.choose(".config/mimeapps.list", "chromium")
    computer.choose(".config/kde-mimeapps.list", "firefox")
    assert computer.names() == ["Chromium"]


@pytest.mark.parametrize(
    "more",
    [
        {"Hidden": "true"},
        {"NoDisplay": "true"},
        {"Terminal": "true"},
        {"Type": "Link"},
        {"Categories": "Network;Chat;"},
        {"MimeType": "x-scheme-handler/mailto;"},
        {"TryExec": "not-there"},
        {"Exec": "not-there %u"},
        {"Exec": ""},
        {"Exec": 'odd "unclosed %u'},
        {"Exec": "%u odd"},
        {"Exec": "odd %u %u"},
    ],
)
def test_what_is_no_browser_or_not_there_is_left_out(
    computer: Computer, more: dict[str, str]
) -> None:
    computer.entry("odd", "Odd", **more)
    assert computer.names() == ["Chromium", "Firefox"]


def test_a_persons_own_entry_hides_the_systems(computer: Computer) -> None:
    computer.entry("firefox", "Firefox", where=".local/share", Hidden="true")
    assert computer.names() == ["Chromium"]


def test_the_same_name_is_offered_once(computer: Computer) -> None:
    computer.entry("firefox-esr", "Firefox")
    assert computer.names() == ["Chromium", "Firefox"]


def test_a_computer_without_any_has_none(tmp_path: Path) -> None:
    assert Computer(tmp_path).names() == []
    assert other_browsers({"XDG_DATA_DIRS": "relative:"}) == ()


def test_what_cannot_be_read_is_passed_over(computer: Computer) -> None:
    folder = computer.root / "share" / "applications"
    (folder / "loop.desktop").symlink_to("loop.desktop")
    (folder / "bytes.desktop").write_bytes(b"[Desktop Entry]\n\xff\xfe=\xff\nType\n")
    assert computer.names() == ["Chromium", "Firefox"]


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("firefox %u", ["firefox", URL]),
        ("firefox", ["firefox", URL]),
        ("/opt/a\\\\ b/x %U --new", ["/opt/a b/x", URL, "--new"]),
        ('"/opt/my browser/x" --url %u %i %c', ["/opt/my browser/x", "--url", URL]),
        ("/usr/bin/sh /opt/x/start.sh %u", ["/usr/bin/sh", "/opt/x/start.sh", URL]),
        ("'/opt/my browser/x' \"%u\"", ["/opt/my browser/x", URL]),
        ("firefox %f", ["firefox", URL]),
        ("firefox --new-window -- %u", ["firefox", "--new-window", "--", URL]),
        ("firefox %%u", ["firefox", "%u", URL]),
        ("nohup firefox $(id) %u", ["nohup", "firefox", "$(id)", URL]),
        ("python3 -m webbrowser %u", ["python3", "-m", "webbrowser", URL]),
        (
            "env -u A B=/bin/sh SHELL=x /snap/bin/firefox %u",
            ["env", "-u", "A", "B=/bin/sh", "SHELL=x", "/snap/bin/firefox", URL],
        ),
        ("env A=100%% chromium %U %k", ["env", "A=100%", "chromium", URL]),
        (
            "/usr/bin/flatpak run --command=x @@u %u @@",
            ["/usr/bin/flatpak", "run", "--command=x", "@@u", URL, "@@"],
        ),
    ],
)
def test_the_link_stands_in_the_command_to_the_byte(line: str, command: list[str]) -> None:
    read = command_of(line)
    assert [part.replace(LINK, URL) for part in read] == command


@pytest.mark.parametrize(
    "line",
    [
        'sh -c "firefox %u"',
        "sh -c 'firefox \"$0\"' %u",
        "/bin/bash -lc firefox %u",
        'env A=1 sh -c "firefox %u"',
        "env -S 'sh -c firefox' %u",
        "env --split-string=firefox %u",
        "python3 -c 'import os' %u",
        "perl -e 'exec shift' %u",
        "flatpak run --command=sh org.example.Browser -c firefox %u",
        "sh %u",
        "bash -s -- %u",
        "rbash -c firefox %u",
        "fish -C firefox %u",
        "xonsh -c firefox %u",
        "pwsh -EncodedCommand x %u",
        "ssh -X there firefox %u",
        "busybox ash -c firefox %u",
        "/usr/bin/env -vS firefox %u",
        "env --split='sh -c firefox' %u",
        "env -u A -S 'sh -c firefox' %u",
        "env -P /x firefox %u",
        "node --eval x %u",
        "nodejs -pe x %u",
        "python3 -Ic x %u",
        "python3 -m %u",
        "python3 %u",
        "php -r x %u",
        "awk x %u",
        "deno eval x %u",
        "eval firefox %u",
        "xargs firefox %u",
        "sudo firefox %u",
        "watch firefox %u",
        "find / -exec firefox %u",
        "xterm -e firefox %u",
        "x-terminal-emulator -e %u",
        "gnome-terminal -- firefox %u",
        "konsole -e %u",
        "emacsclient --eval %u",
        "gvim -c %u",
        "wine cmd /c start %u",
        "cmd.exe /C %u",
        "firejail sh -c firefox %u",
        "systemd-run --user bash -c firefox %u",
        "flatpak run --command=bash org.example.Browser %u",
        "firefox | sh %u",
        "firefox %x %u",
        "firefox % %u",
        "firefox --caption=%c %u",
        "'' %u",
        'firefox "%u',
        "firefox %u %U",
        "firefox --url=%u",
        "firefox '--new-tab %U'",
        "firefox %u%u",
        "firefox x%u",
    ],
)
def test_a_line_in_which_a_link_could_become_a_command_is_none(line: str) -> None:
    assert command_of(line) == ()
