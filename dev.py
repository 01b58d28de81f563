#!/usr/bin/env python3
"""One-word chores: run, test, check, fix, shots, bench, faults, build, lock.

Needs nothing but Python 3.11: it makes `.venv` itself, and on Debian or Ubuntu
brings the system libraries by apt where it may, else prints the exact line.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Every library with its version and the hashes of all its files, for every system: what builds
# Parlour, what the app needs, and what all chores need. `dev.py lock` writes them; pip takes
# nothing else.
BUILDER_PINS = ROOT / ".ci" / "constraints-builder.txt"
RUN_PINS = ROOT / ".ci" / "constraints-run.txt"
ALL_PINS = ROOT / ".ci" / "constraints.txt"

# The libraries that their makers give as source only: the pinned builder builds them.
SOURCE_ONLY = "srt"

# What Qt, sound and the browser hand-over need of Debian and Ubuntu.
APP_PACKAGES = [
    *("fonts-dejavu-core", "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libopengl0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1"),
    *("libxkbcommon-x11-0", "libpulse0", "pulseaudio-utils", "xdg-utils", "espeak-ng"),
]
# What the journeys drive besides: a screen, a sound server, a keyring, the accessibility bus.
TEST_PACKAGES = [
    *("at-spi2-core", "chromium", "dbus", "desktop-file-utils", "gir1.2-atspi-2.0"),
    *("gnome-keyring", "libglib2.0-bin", "metacity", "openbox", "orca", "poppler-utils"),
    *("pulseaudio", "python3-pyatspi", "speech-dispatcher", "x11-utils", "x11-xserver-utils"),
    *("xdotool", "xfwm4", "xvfb"),
]

JOURNEYS = "tests/journeys"

OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Do the chore named on the command line; its exit code is ours."""
    if sys.version_info < OLDEST_PYTHON:
        print("Parlour needs Python 3.11 or newer.", file=sys.stderr)
        return 1
    chores = {
        "run": run,
        "test": test,
        "check": check,
        "fix": fix,
        "shots": shots,
        "bench": bench,
        "faults": faults,
        "build": build,
        "lock": lock,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chore", choices=chores)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to the chore")
    asked = parser.parse_args()
    try:
        return chores[asked.chore](asked.rest)
    except KeyboardInterrupt:
        return 130


def run(rest: list[str]) -> int:
    """Set up, then open Parlour in the practice session (in the terminal if there is no screen)."""
    set_up(RUN_PINS, APP_PACKAGES)
    return call([str(PYTHON), "-P", "-m", "desktop", *(rest or ["practice"])])


def test(rest: list[str]) -> int:
    """Set up, then run every check and every test."""
    set_up(ALL_PINS, [*APP_PACKAGES, *TEST_PACKAGES])
    return _check() or _pytest(rest)


def check(_rest: list[str]) -> int:
    """Run ruff, mypy, the import contracts and the tests of the words."""
    set_up(ALL_PINS, [*APP_PACKAGES, *TEST_PACKAGES])
    return _check() or call([str(PYTHON), "-m", "pytest", "-q", "tests/rules", "tests/resources"])


def fix(_rest: list[str]) -> int:
    """Let ruff put right what it can."""
    set_up(ALL_PINS, [*APP_PACKAGES, *TEST_PACKAGES])
    call([str(PYTHON), "-m", "ruff", "check", "--fix", "--quiet", "."])
    return call([str(PYTHON), "-m", "ruff", "format", "."])


def shots(rest: list[str]) -> int:
    """Draw every screen in every theme and text size to `build/shots/`."""
    set_up(ALL_PINS, [*APP_PACKAGES, *TEST_PACKAGES])
    return call([str(PYTHON), "-m", "tests.support.shots", *rest])


def bench(rest: list[str]) -> int:
    """Measure against bare baselines in the same run (`bench captions --json`)."""
    set_up(ALL_PINS, [*APP_PACKAGES, *TEST_PACKAGES])
    return call([str(PYTHON), "-m", "tests.support.bench", *rest])


def faults(rest: list[str]) -> int:
    """Make each fault happen for real; say what is seen, for how long, and what is lost."""
    set_up(ALL_PINS, [*APP_PACKAGES, *TEST_PACKAGES])
    return call([str(PYTHON), "-m", "tests.support.faults", *rest])


def build(_rest: list[str]) -> int:
    """Build the installable folder with PyInstaller and see that it starts."""
    set_up(ALL_PINS, APP_PACKAGES)
    spec = str(ROOT / "build_installer.spec")
    built = call([str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", spec])
    return built or call([str(ROOT / "dist" / "parlour" / "parlour"), "doctor"])


def lock(rest: list[str]) -> int:
    """Pin all that `pyproject.toml` asks for; versions stay as they are but with `--upgrade`."""
    make_venv()
    install(ALL_PINS)
    kept = ["--constraint", str(ALL_PINS)]
    return (
        _pin(ALL_PINS, "pyproject.toml", "--all-extras", *rest)
        or _pin(RUN_PINS, "pyproject.toml", "--extra", "english", *kept)
        or _pin(BUILDER_PINS, *kept)
    )


def _pin(pins: Path, *what: str) -> int:
    """Write a file of pins: of what is named, and of what builds Parlour itself."""
    import tomllib  # only Python 3.11 has it: `main` says so first

    uv = [str(VENV / PYTHON.parent.name / "uv"), "pip", "compile", "--quiet", "--universal"]
    uv += ["--python-version", ".".join(map(str, OLDEST_PYTHON)), "--fork-strategy", "fewest"]
    uv += ["--generate-hashes", "--no-annotate", "--output-file", str(pins), *what, "-"]
    building = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    said = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "python3 dev.py lock"}
    asked = "\n".join(building["requires"]).encode()
    return subprocess.run(uv, cwd=ROOT, check=False, input=asked, env=said).returncode


def _check() -> int:
    ruff = call([str(PYTHON), "-m", "ruff", "check", "."])
    shape = call([str(PYTHON), "-m", "ruff", "format", "--check", "--quiet", "."])
    types = call([str(PYTHON), "-m", "mypy"])
    contracts = call([str(VENV / PYTHON.parent.name / "lint-imports"), "--no-logo"])
    return ruff or shape or types or contracts


def _pytest(rest: list[str]) -> int:
    """Run the tests named, or all: the journeys last, and those that listen one by one."""
    pytest = [str(PYTHON), "-m", "pytest"]
    if rest:
        return call([*pytest, *rest])
    side_by_side = ["-q", "-n", "auto", "--dist", "loadfile", "--maxprocesses", "4"]
    others = call([*pytest, *side_by_side, "--ignore", JOURNEYS])
    seeing = call([*pytest, "-q", "-n", "2", "--dist", "loadfile", "-m", "not listens", JOURNEYS])
    return call([*pytest, "-q", "-m", "listens", JOURNEYS]) or seeing or others


def call(command: list[str]) -> int:
    """Run one command in the project's folder with its output shown."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def set_up(pins: Path, packages: list[str]) -> None:
    """Bring what a chore needs; does nothing when it is there already."""
    bring_system_packages(packages)
    make_venv()
    install(pins)


def make_venv() -> None:
    """Make `.venv`, with a plain sentence where Python came without that part."""
    if PYTHON.exists():
        return
    print("Making .venv ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        print("This Python cannot make a .venv. On Debian or Ubuntu, run:", file=sys.stderr)
        print("  sudo apt-get install python3-venv", file=sys.stderr)
        raise SystemExit(1)


def install(pins: Path) -> None:
    """Install Parlour and the pinned libraries, unless this very state was installed before."""
    state = (ROOT / "pyproject.toml").read_bytes() + pins.read_bytes()
    wanted = hashlib.sha256(state).hexdigest()
    stamp = VENV / f"installed-{pins.stem}"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    print("Installing Parlour and what it needs ...", flush=True)
    if any(map(call, installing(pins))):
        raise SystemExit(1)
    stamp.write_text(wanted, "utf-8")


def installing(pins: Path) -> list[list[str]]:
    """Return the commands that install the libraries, each file checked by its hash, and Parlour.

    What must be built is built by the pinned builder, which comes first: pip would fetch
    another one unchecked.
    """
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    built = ["--use-pep517", "--no-build-isolation"]
    checked = ["--require-hashes", "--only-binary", ":all:"]
    return [
        [*pip, *checked, "--requirement", str(BUILDER_PINS)],
        [*pip, *checked, "--no-binary", SOURCE_ONLY, *built, "--requirement", str(pins)],
        [*pip, *built, "--no-deps", "--editable", str(ROOT)],
    ]


def bring_system_packages(packages: list[str]) -> None:
    """Install missing Debian packages when we may; otherwise print the line that does it."""
    if platform.system() != "Linux" or shutil.which("dpkg-query") is None:
        return
    absent = [name for name in packages if not is_installed(name)]
    if not absent:
        return
    prefix = apt_prefix()
    if prefix is None:
        print("Parlour needs some parts of your system. If it does not start, run:")
        print(f"  sudo apt-get install {' '.join(absent)}", flush=True)
        return
    print(f"Installing system parts: {' '.join(absent)}", flush=True)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    call([*prefix, *quiet, "update"])
    install_line = [*prefix, *quiet, "install", "-y", "--no-install-recommends", *absent]
    if subprocess.run(install_line, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode:
        print("Some could not be installed. If Parlour does not start, run:")
        print(f"  sudo apt-get install {' '.join(absent)}", flush=True)


def is_installed(package: str) -> bool:
    """Ask dpkg whether a package is there, whole."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}", package],
        capture_output=True,
        check=False,
        text=True,
    )
    return asked.stdout == "installed"


def apt_prefix() -> list[str] | None:
    """Return how apt-get may be run here without a question, or None if it may not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], check=False).returncode:
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    raise SystemExit(main())
