"""Every library is pinned, with hashes, for every system; and pip is told to take no other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from tests.support.source import ROOT

SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
FILES = (dev.BUILDER_PINS, dev.RUN_PINS, dev.ALL_PINS)
SHA256 = re.compile(r"    --hash=sha256:[0-9a-f]{64}")

ENVIRONMENTS = [
    {
        **{name: str(value) for name, value in default_environment().items()},
        **system,
        "python_version": python,
        "python_full_version": f"{python}.1",
    }
    for system in SYSTEMS
    for python in PYTHONS
]


def pinned(file: Path) -> dict[str, list[str]]:
    """Return each pin of a file with its hashes."""
    pins: dict[str, list[str]] = {}
    for line in file.read_text("utf-8").splitlines():
        told = line.removesuffix(" \\")
        if line.startswith("    "):
            pins[list(pins)[-1]].append(told)
        elif not line.startswith("#"):
            pins[told] = []
    return pins


def versions(file: Path, environment: dict[str, str]) -> dict[str, str]:
    """Return what a file gives one system: a version for each library."""
    found: dict[str, str] = {}
    for pin in map(Requirement, pinned(file)):
        if pin.marker is None or pin.marker.evaluate(environment):
            (exact,) = pin.specifier
            assert canonicalize_name(pin.name) not in found, pin.name
            assert exact.operator == "=="
            found[canonicalize_name(pin.name)] = exact.version
    return found


def asked_for(extras: set[str], environment: dict[str, str]) -> Iterator[Requirement]:
    """Yield all that `pyproject.toml` asks for on one system, and what builds Parlour."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = declared["project"]
    lines = [*project["dependencies"], *declared["build-system"]["requires"]]
    lines += [line for extra in extras for line in project["optional-dependencies"][extra]]
    for line in map(Requirement, lines):
        if line.name != "parlour" and (line.marker is None or line.marker.evaluate(environment)):
            yield line


@cache
def needs_of(name: str) -> list[Requirement]:
    """Return what one library asks for, if it is installed here; others are of another system."""
    try:
        return [Requirement(line) for line in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:
        return []


def needs(asked: list[Requirement], environment: dict[str, str]) -> Iterator[Requirement]:
    """Yield what is asked for, and all that it needs as far as it is installed here."""
    waiting, seen = asked, set[str]()
    while waiting:
        one = waiting.pop()
        if str(one) in seen:
            continue
        seen.add(str(one))
        yield one
        for line in needs_of(one.name):
            told = [{**environment, "extra": extra} for extra in ("", *one.extras)]
            if line.marker is None or any(map(line.marker.evaluate, told)):
                waiting.append(line)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_pin_has_the_hashes_of_its_files(file: Path) -> None:
    for pin, hashes in pinned(file).items():
        assert hashes, pin
        assert all(map(SHA256.fullmatch, hashes)), pin
        assert len(set(hashes)) == len(hashes), pin


@pytest.mark.parametrize(
    ("file", "extras"),
    [(dev.RUN_PINS, {"english"}), (dev.ALL_PINS, {"english", "korean", "test", "build"})],
    ids=["run", "all"],
)
def test_all_that_is_needed_is_pinned_on_every_system(file: Path, extras: set[str]) -> None:
    """`python3 dev.py lock` mends it."""
    for environment in ENVIRONMENTS:
        given = versions(file, environment)
        for need in needs(list(asked_for(extras, environment)), environment):
            version = given.get(canonicalize_name(need.name))
            at = f"{need} on {environment['sys_platform']}, Python {environment['python_version']}"
            assert version, at
            assert need.specifier.contains(version, prereleases=True), at


@pytest.mark.parametrize("file", [dev.BUILDER_PINS, dev.RUN_PINS], ids=lambda file: file.stem)
def test_the_app_runs_with_what_it_was_tested_with(file: Path) -> None:
    tested = pinned(dev.ALL_PINS)
    for pin, hashes in pinned(file).items():
        assert tested[pin] == hashes, pin


def test_no_pin_says_where_it_came_from() -> None:
    for file in FILES:
        assert "://" not in file.read_text("utf-8")


def test_pip_is_told_to_check_each_file_and_to_fetch_nothing_else() -> None:
    *libraries, itself = dev.installing(dev.ALL_PINS)
    for command, file in zip(libraries, (dev.BUILDER_PINS, dev.ALL_PINS), strict=True):
        assert "--require-hashes" in command
        assert command[-2:] == ["--requirement", str(file)]
        assert command[command.index("--only-binary") + 1] == ":all:"
    assert "--no-build-isolation" in libraries[-1]
    assert {"--no-deps", "--no-build-isolation"} <= set(itself)
