"""A private desk for one journey: screen, window manager, buses; nothing of the person's own.

Every server is a real one, started for the test and stopped with it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from tests.support.confidences import leaks
from tests.support.needs import missing, program
from tests.support.until import wait_until

# A bus that starts nothing by itself: what a desk has is what the test gave it.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/>
<allow own="*"/></policy></busconfig>"""

# Parts of links that let somebody in; no file may hold them, whatever a journey is about.
LINK_SECRETS = ("pwd=", "#key=")

WINDOW_MANAGERS = {
    "openbox": ("--sm-disable",),
    "metacity": ("--sm-disable", "--no-composite"),
    "xfwm4": ("--compositor=off",),
}
"""What may manage the windows of a desk, and how it is started."""

OPENED = ("https", "tel", "mailto")
"""What the browser of a desk takes; it is the e-mail program too."""

AT_SPI_LAUNCHERS = (
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/at-spi2-core/at-spi-bus-launcher",
)


def is_running(pid: int) -> bool:
    """Say whether a process is there and not just waiting to be buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


class Desk:
    """A screen of its own with the buses a desktop has. `env` is what programs on it get.

    `secrets` may stand in no file below its folders at the end (`leaks`): a journey adds
    its addresses, passwords, names and sentences, and to `may_hold` what a person saved.
    Files that a journey puts right into `root` are its own, and not searched.
    """

    def __init__(self, *, size: str = "1280x900", window_manager: str = "openbox") -> None:
        self._size = size
        self._window_manager = window_manager
        self._children: list[subprocess.Popen[bytes]] = []
        self._folder = tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True)
        self.root = Path(self._folder.name)
        self.home = self.root / "parlour-home"
        self.logs = self.root / "logs"
        self.env: dict[str, str] = {}
        self.secrets = set(LINK_SECRETS)
        self.may_hold: set[Path] = set()

    def __enter__(self) -> Desk:
        self.logs.mkdir()
        (self.root / "tmp").mkdir()
        runtime = self.root / "run"
        runtime.mkdir(mode=0o700)
        keep = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "PARLOUR_SPEECH_SAMPLES")
        self.env = {name: os.environ[name] for name in keep if name in os.environ}
        self.env |= {
            "HOME": str(self.root),
            "TMPDIR": str(self.root / "tmp"),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_DATA_HOME": str(self.root / "data"),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "XDG_CACHE_HOME": str(self.root / "cache"),
            "XDG_CURRENT_DESKTOP": "X-Generic",
            "PARLOUR_HOME": str(self.home),
            "PYTHONFAULTHANDLER": "1",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "TZ": "Europe/London",
        }
        try:
            self._start_screen()
            self._start_bus()
            self._start_accessibility()
            self._start_window_manager()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for child in reversed(self._children):
            child.terminate()
        for child in reversed(self._children):
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait(5)
        self._folder.cleanup()

    def start(
        self, log_name: str, *command: str, pass_fds: tuple[int, ...] = (), told: str = ""
    ) -> subprocess.Popen[bytes]:
        """Start a program on this desk; its output goes to `logs/<log_name>`, `told` to it."""
        with (self.logs / log_name).open("ab") as log:
            child = subprocess.Popen(
                command,
                env=self.env,
                stdin=subprocess.PIPE if told else subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
            )
        self._children.append(child)
        if child.stdin is not None:
            child.stdin.write(told.encode())
            child.stdin.close()
        return child

    def plug_keyring(self) -> subprocess.Popen[bytes]:
        """Give the desk a real safe place for passwords, unlocked; returns its process."""
        daemon = program("gnome-keyring-daemon", "gnome-keyring")
        command = [daemon, "--foreground", "--unlock", "--components=secrets"]
        keyring = self.start("keyring", *command, told="open sesame")
        probe = [program("dbus-send", "dbus"), "--session", "--print-reply"]
        probe += ["--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames"]

        def is_there() -> bool:
            asked = subprocess.run(probe, env=self.env, capture_output=True, check=False)
            return b"org.freedesktop.secrets" in asked.stdout

        wait_until(is_there, what="a keyring")
        return keyring

    def plug_browser(self, script: str = "") -> Path:
        """Make `xdg-open` hand links to a browser that writes them down; returns where.

        With a `script`, of a shell, that is the browser.
        """
        program("xdg-open", "xdg-utils")
        opened = self.root / "opened-links"
        script = script or f'printf "%s\\n" "$@" >> "{opened}"'
        browser = self._add_browser("test-browser", "Browser", script)
        chosen = Path(self.env["XDG_CONFIG_HOME"])
        chosen.mkdir(exist_ok=True)
        defaults = "".join(f"x-scheme-handler/{one}=test-browser.desktop\n" for one in OPENED)
        (chosen / "mimeapps.list").write_text(f"[Default Applications]\n{defaults}", "utf-8")
        self.env["BROWSER"] = str(browser)
        return opened

    def plug_other_browser(self, name: str) -> Path:
        """Put another browser into the menu, which writes links down; returns where."""
        opened = self.root / "other-links"
        self._add_browser("other-browser", name, f'printf "%s\\n" "$@" >> "{opened}"')
        return opened

    def leaks(self) -> list[str]:
        """Return the files, written by any program here, that hold one of `secrets`."""
        folders = [path for path in self.root.iterdir() if path.is_dir()]
        return leaks(folders, self.secrets, may_hold=self.may_hold)

    def log(self, name: str) -> str:
        """Return what a program started here has printed."""
        return (self.logs / name).read_text("utf-8", errors="replace")

    def shot(self, path: Path) -> None:
        """Save a picture of the whole screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        command = [program("import", "imagemagick"), "-window", "root", str(path)]
        subprocess.run(command, env=self.env, check=True, timeout=20)

    def _add_browser(self, identity: str, name: str, script: str) -> Path:
        """Make a program of a script, and its entry in the menu; returns the program."""
        browser = self.root / identity
        browser.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        browser.chmod(0o700)
        programs = Path(self.env["XDG_DATA_HOME"]) / "applications"
        programs.mkdir(parents=True, exist_ok=True)
        lines = ("Type=Application", f"Name={name}", f"Exec={browser} %u")
        kinds = ("MimeType=x-scheme-handler/https;", "Categories=Network;WebBrowser;")
        entry = "\n".join(["[Desktop Entry]", *lines, *kinds, ""])
        (programs / f"{identity}.desktop").write_text(entry, "utf-8")
        return browser

    def _start_screen(self) -> None:
        number, write_end = os.pipe()
        command = [program("Xvfb", "xvfb"), "-displayfd", str(write_end), "-noreset"]
        command += ["-nolisten", "tcp"]
        self.start("xvfb", *command, "-screen", "0", f"{self._size}x24", pass_fds=(write_end,))
        os.close(write_end)
        with os.fdopen(number) as pipe:
            self.env["DISPLAY"] = f":{_line(pipe)}"

    def _start_window_manager(self) -> None:
        name = self._window_manager
        self.start(name, program(name, name), *WINDOW_MANAGERS[name])
        probe = [program("xprop", "x11-utils"), "-root", "_NET_SUPPORTING_WM_CHECK"]

        def manages() -> bool:
            asked = subprocess.run(probe, env=self.env, capture_output=True, check=False)
            return b"window id" in asked.stdout

        wait_until(manages, what=name)

    def _start_bus(self) -> None:
        address, write_end = os.pipe()
        settings = self.root / "bus.conf"
        settings.write_text(BUS, "utf-8")
        daemon = program("dbus-daemon", "dbus")
        flags = [f"--config-file={settings}", "--nofork", "--nopidfile"]
        flags.append(f"--print-address={write_end}")
        self.start("dbus", daemon, *flags, pass_fds=(write_end,))
        os.close(write_end)
        with os.fdopen(address) as pipe:
            self.env["DBUS_SESSION_BUS_ADDRESS"] = _line(pipe)

    def _start_accessibility(self) -> None:
        for launcher in AT_SPI_LAUNCHERS:
            if Path(launcher).exists():
                self.start("at-spi", launcher, "--launch-immediately")
                return
        missing("no accessibility bus: apt-get install at-spi2-core")


def _line(pipe: IO[str]) -> str:
    line = pipe.readline().strip()
    if not line:
        raise AssertionError("a server of the desk did not start; see its log")
    return line
