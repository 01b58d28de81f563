"""What the kernel says that a running process may do (Linux)."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pytest

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says so")
FILTERED = pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine not in ("x86_64", "aarch64"),
    reason="no filter for this kind of computer",
)


def _landlock_version() -> int:
    """Ask the kernel, which may have been built or started without it."""
    if sys.platform != "linux":
        return 0
    return int(ctypes.CDLL(None).syscall(ctypes.c_long(444), None, ctypes.c_ulong(0), 1))


LANDLOCK_VERSION = _landlock_version()
FILE_LOCKED = pytest.mark.skipif(LANDLOCK_VERSION < 1, reason="this kernel locks no files")


def status_of(pid: int | str) -> dict[str, str]:
    """Return the fields of `/proc/PID/status`."""
    rows = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return {name: value.strip() for name, _, value in (row.partition(":") for row in rows)}


def has_no_network(pid: int) -> bool:
    """Say whether a process runs behind a filter, for good."""
    status = status_of(pid)
    return (status["Seccomp"], status["NoNewPrivs"]) == ("2", "1")


def leaves_no_dump(pid: int) -> bool:
    """Say whether neither a file nor a program that takes dumps would get its memory."""
    rows = Path(f"/proc/{pid}/limits").read_text("utf-8").splitlines()
    (core,) = (row.split()[4:6] for row in rows if row.startswith("Max core file size"))
    mapped = int(Path(f"/proc/{pid}/coredump_filter").read_text("utf-8"), 16)
    return core == ["0", "0"] and mapped == 0
