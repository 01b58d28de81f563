"""Takes the network away from this process: a seccomp filter on Linux; elsewhere nothing is there.

After it no socket can be made, or none but those of this computer (AF_UNIX, for the sound
server), and there is no way around it: not by io_uring, by another process's sockets, by the
system calls of another architecture, or by a program that we start.
"""

from __future__ import annotations

import os
import struct
import sys
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS = 38
"""The option of prctl(2): no program that we start may have more rights than we."""

_SET_MODE_FILTER, _ALL_THREADS = 1, 1
"""Operation and flag of seccomp(2)."""

# Instructions of the filter language (linux/bpf_common.h) and its answers (linux/seccomp.h).
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # 13: EACCES

# Where the call's number, its architecture and its first argument are (struct seccomp_data).
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENT_AT = 0, 4, 16  # bytes

_INSTRUCTION_BYTES = 8

_AF_UNIX = 1
"""The one kind of socket that is let through."""

_FOREIGN_CALLS = 0x40000000
"""Numbers from here on are calls of x32, another way to make the same sockets."""


@dataclass(frozen=True)
class _Architecture:
    """Numbers of one kind of processor: its own, and those of system calls."""

    audit: int
    socket: int
    seccomp: int
    refused: tuple[int, ...]
    """io_uring_setup, pidfd_getfd, ptrace, process_vm_readv, process_vm_writev, bpf,
    perf_event_open, add_key, request_key, keyctl."""


_ARCHITECTURES = {
    "x86_64": _Architecture(
        0xC000003E, 41, 317, (425, 438, 101, 310, 311, 321, 298, 248, 249, 250)
    ),
    "aarch64": _Architecture(
        0xC00000B7, 198, 277, (425, 438, 117, 270, 271, 280, 241, 217, 218, 219)
    ),
}


def give_up_network(*, keeps_unix: bool = True) -> bool:
    """Give it up for good, in all threads; False where this system cannot enforce it.

    Without `keeps_unix` no other program of this computer is reached: not the session's bus,
    the screen or the keyring.
    """
    architecture = _architecture()
    return architecture is not None and _install(architecture, keeps_unix)


def _architecture() -> _Architecture | None:
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return None
    return _ARCHITECTURES.get(os.uname().machine)


def _install(architecture: _Architecture, keeps_unix: bool) -> bool:
    import ctypes

    class Program(ctypes.Structure):
        """struct sock_fprog."""

        _fields_ = (("count", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    written = _filter(architecture, keeps_unix)
    asked = ctypes.byref(Program(len(written) // _INSTRUCTION_BYTES, written))
    libc, number = ctypes.CDLL(None), ctypes.c_ulong
    nothing = number(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, number(1), nothing, nothing, nothing):
        return False
    return not libc.syscall(
        number(architecture.seccomp), number(_SET_MODE_FILTER), number(_ALL_THREADS), asked
    )


def _filter(architecture: _Architecture, keeps_unix: bool) -> bytes:
    """Return what the system runs at each call: tests, each with the lines to skip (if so, if not).

    The last two lines are the answers: one before the last allows, the last refuses.
    """
    others = architecture.refused if keeps_unix else (*architecture.refused, architecture.socket)
    last = len(others) + 8
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 0, last - 2, architecture.audit),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_AT_LEAST, last - 4, 0, _FOREIGN_CALLS),
        *((_IF_EQUAL, last - at, 0, other) for at, other in enumerate(others, 5)),
        (_IF_EQUAL, 0, 2, architecture.socket),
        (_LOAD, 0, 0, _ARGUMENT_AT),
        (_IF_EQUAL, 0, 1, _AF_UNIX),
        (_ANSWER, 0, 0, _ALLOW),
        (_ANSWER, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
