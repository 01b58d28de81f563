"""Limits of a child hold, and how it ended says whether it met one or died."""

from __future__ import annotations

import sys

import pytest

from resources.platform.bounded_child import ChildEnd, run_bounded

MIB = 2**20
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
LIMIT = "from resources.platform.bounded_child import limit_process, OVER_MEMORY\n"
REFUSED = "import resource; resource.RLIMIT_AS = resource.RLIMIT_CPU = 999\n"
"""The system knows no such limit, and says so as macOS does of the one on memory."""

GREEDY = f"""
held = []
try:
    while True:
        held.append(b'x' * {MIB})
except MemoryError:
    raise SystemExit(OVER_MEMORY)
"""


def ended(script: str, *, wall_s: float = 60) -> tuple[ChildEnd, bytes]:
    """Run a script as a child; return how it ended and what it wrote."""
    answer = run_bounded((sys.executable, "-c", script), b"told", wall_s, error_bytes=400)
    return answer.end, answer.written or answer.errors


@pytest.mark.parametrize("refused", ["", pytest.param(REFUSED, marks=ON_POSIX)])
def test_memory_is_limited_also_where_the_system_refuses_to(refused: str) -> None:
    limited = f"{refused}{LIMIT}limit_process({200 * MIB}, 60)\nprint('limited', flush=True)\n"
    assert ended(limited + GREEDY) == ("memory", b"limited\n")


@ON_POSIX
def test_cpu_time_is_limited() -> None:
    spin = f"{LIMIT}limit_process({500 * MIB}, 1)\nprint(1, flush=True)\nwhile True: pass"
    assert ended(spin) == ("time", b"1\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_limits_that_the_system_refuses_kill_nobody() -> None:
    script = f"{REFUSED}{LIMIT}limit_process({500 * MIB}, 1)\nprint('well')"
    assert ended(script) == ("", b"well\n")


def test_a_child_that_hangs_is_at_its_limit() -> None:
    assert ended("print(1, flush=True); input(); import signal; signal.pause()", wall_s=2) == (
        "time",
        b"1\n",
    )


@pytest.mark.parametrize("status", [1, 2, 3, 74, 77, 255])
def test_every_other_end_is_a_death(status: int) -> None:
    assert ended(f"print(1); raise SystemExit({status})") == ("died", b"1\n")


@ON_POSIX
@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGTERM", "SIGABRT", "SIGHUP"])
def test_a_child_that_is_killed_died(name: str) -> None:
    script = f"import os, signal; print(1, flush=True); os.kill(os.getpid(), signal.{name})"
    assert ended(script) == ("died", b"1\n")
