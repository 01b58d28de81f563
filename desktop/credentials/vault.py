"""The port for the safe place of secrets, and what may go wrong with it."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from typing import Protocol

from desktop.credentials.secret import Secret
from resources.declared import Problem

NAME = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")
LONGEST_NAME = 100
"""Characters of a secret's name."""


class Vault(Protocol):
    """Keeps secrets by name. Every call may block: not for the window's own thread.

    Names are lower-case words joined by `-`, `_` or `/`, such as `calendar/4f2a`.
    All methods raise a `KeyringProblem` when the place does not answer.
    """

    @property
    def is_kept(self) -> bool:
        """Say whether a secret is still there after a restart."""
        ...

    def get(self, name: str) -> Secret | None:
        """Return the secret called `name`, or None if there is none."""
        ...

    def set(self, name: str, secret: Secret) -> None:
        """Keep `secret`, in place of an older one of that name."""
        ...

    def forget(self, name: str) -> None:
        """Drop the secret called `name`; fine if there is none."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Hold off every other Parlour of this person that would also look and then `set`."""
        ...


class KeyringProblem(Problem):
    """The computer's own safe place for passwords cannot be used."""

    key = "keyring_failed"


class NoKeyring(KeyringProblem):
    """There is no such place here: no desktop session, or no service."""

    key = "no_keyring"


class UnsafeKeyring(KeyringProblem):
    """The only place offered is not on our list; some keep plain text."""

    key = "unsafe_keyring"


class KeyringLocked(KeyringProblem):
    """It is locked, and was not opened."""

    key = "keyring_locked"


class KeyringSlow(KeyringProblem):
    """It did not answer in time: most often it waits for a password to be typed."""

    key = "keyring_slow"


class SecretTooLong(Problem):
    """Windows keeps at most 1280 characters of one secret."""

    key = "secret_too_long"


def checked_name(name: str) -> str:
    """Return `name` if it is a good one; raises ValueError (a fault of ours, not the person's)."""
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
        raise ValueError("not a name for a secret")
    return name
