"""Takes away this process's right to change files: Landlock on Linux; elsewhere nothing is there.

After it nothing can be written but what is named, and nothing made, moved or removed; what
was open before stays open. Files are still read. Where the kernel knows how, programs that
run outside are out of reach too: by signals, by their memory, by sockets without a path
(a screen's, say), and a terminal takes no typing of ours.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_PR_SET_NO_NEW_PRIVS = 38
"""The option of prctl(2): no program that we start may have more rights than we."""

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""Numbers of the system calls, the same on all kinds of processors."""

_ASK_VERSION, _PATH_BENEATH = 1, 1
"""The flag of landlock_create_ruleset(2), and the kind of a rule."""

# Rights over files (linux/landlock.h), and the version of Landlock that each came with.
_EXECUTE, _WRITE_FILE, _TRUNCATE = 1 << 0, 1 << 1, 1 << 14
_CHANGES = {1: _WRITE_FILE | 0b1_1111_1111 << 4, 2: 1 << 13, 3: _TRUNCATE, 5: 1 << 15}
"""Writing; removing and making each kind of file; moving; cutting short; commands to devices."""

_TCP = (4, 0b11)
"""Version, and rights over TCP: to bind, to connect."""

_SCOPES = (6, 0b11)
"""Version, and what stays within: sockets without a path, signals."""


def give_up_files(
    *, writes: Iterable[Path] = (), starts_programs: bool = True, needs_network: bool = False
) -> bool:
    """Give them up for good, but for the files `writes`; False where this system cannot.

    For this thread and those that it starts: call it before there are others.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    libc = ctypes.CDLL(None)
    version = _call(libc, _CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    changes = changes_known(version)
    tcp = 0 if needs_network else _known(version, _TCP)
    handled = changes if starts_programs else changes | _EXECUTE
    asked = struct.pack("=QQQ", handled, tcp, _known(version, _SCOPES))
    rules = _call(libc, _CREATE_RULESET, asked, _known_bytes(version), 0)
    if rules < 0:
        return False
    try:
        for path in (Path(os.devnull), *writes):
            _allow(libc, rules, path, changes & (_WRITE_FILE | _TRUNCATE))
        return _restrict(libc, rules)
    finally:
        os.close(rules)


def changes_known(version: int) -> int:
    """Return all rights to change files that this version of Landlock knows of."""
    return sum(right for since, right in _CHANGES.items() if since <= version)


def _known(version: int, since_and_rights: tuple[int, int]) -> int:
    since, rights = since_and_rights
    return rights if version >= since else 0


def _known_bytes(version: int) -> int:
    """Return how much of what is asked this version reads: a number for each kind of right."""
    return 8 * (1 + (version >= _TCP[0]) + (version >= _SCOPES[0]))


def _allow(libc: CDLL, rules: int, path: Path, rights: int) -> None:
    """Let one file be written; one that is not there is not."""
    with _named(path) as at:
        if at is not None:
            _call(libc, _ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", rights, at), 0)


@contextmanager
def _named(path: Path) -> Iterator[int | None]:
    try:
        at = os.open(path, os.O_PATH | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        yield None
        return
    try:
        yield at
    finally:
        os.close(at)


def _restrict(libc: CDLL, rules: int) -> bool:
    import ctypes

    one, nothing = ctypes.c_ulong(1), ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, one, nothing, nothing, nothing):
        return False
    return _call(libc, _RESTRICT_SELF, rules, 0) == 0


def _call(libc: CDLL, number: int, *arguments: int | bytes | None) -> int:
    """Call the system; negative if it refuses."""
    import ctypes

    given = [
        ctypes.c_ulong(one) if isinstance(one, int) else ctypes.c_char_p(one) for one in arguments
    ]
    answer: int = libc.syscall(ctypes.c_long(number), *given)
    return answer
