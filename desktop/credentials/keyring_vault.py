"""Stores secrets in the system's keyring, on an allow-list of backends and with deadlines.

Only places on an allow-list are used: `keyring` by itself may silently choose one
that writes plain text (`keyrings.alt`). What each of them protects against is up
to the system; other programs of the same person can often read them too.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, TypeVar

from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.secret import Secret
from desktop.credentials.vault import (
    KeyringLocked,
    KeyringProblem,
    KeyringSlow,
    NoKeyring,
    SecretTooLong,
    UnsafeKeyring,
    Vault,
    checked_name,
)
from resources.platform.blocking import start_in_thread
from resources.platform.files import is_private, locked

T = TypeVar("T")

APP = "Parlour"
USER = "parlour"
"""The same for all: an empty name is deprecated, and Windows moves entries that share a service."""

TRIAL = f"{APP}/trial"
"""The entry that each start writes, reads and deletes, to see that the place works."""

PATIENCE_S = 60.0
"""Seconds to wait for one answer: a person may be typing the password that opens the place."""

WINDOWS_BYTES = 2400
"""Windows keeps 2560 bytes of UTF-16 at most and fails without a reason beyond that."""

ALLOWED = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    }
)
"""The modules of the backends that keep secrets in the system's own safe place."""

NONE_AT_ALL = ("keyring.backends.fail", "keyring.backends.null")


class Backend(Protocol):
    """The three calls of a `keyring` backend that we use."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the password, or None if there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password in place of an older one."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Delete a password; raises keyring's `PasswordDeleteError` if there is none."""
        ...


class KeyringVault:
    """A vault in one allow-listed keyring backend; every call ends within `patience` seconds.

    While one call is overdue (a prompt is open) the next ones raise `KeyringSlow`
    at once, so that a person never meets a heap of prompts.
    """

    is_kept = True

    def __init__(self, backend: Backend, *, patience: float = PATIENCE_S) -> None:
        self._backend = backend
        self._patience = patience
        self._one_at_a_time = Lock()
        self._latest: Future[Any] | None = None

    def get(self, name: str) -> Secret | None:
        service = _service(name)
        text = self._ask(lambda: self._backend.get_password(service, USER))
        return None if text is None else Secret(text)

    def set(self, name: str, secret: Secret) -> None:
        service = _service(name)
        text = secret.reveal()
        if _module(self._backend).endswith(".Windows"):
            check_windows_length(text)
        self._ask(lambda: self._backend.set_password(service, USER, text))

    def forget(self, name: str) -> None:
        service = _service(name)
        self._ask(lambda: _delete(self._backend, service))

    @contextmanager
    def alone(self) -> Iterator[None]:
        with ExitStack() as until_done:
            try:
                until_done.enter_context(locked(_lock_file(), self._patience))
            except TimeoutError:
                raise KeyringSlow from None
            except OSError:
                pass  # there is no place for a lock: then as if nobody else were there
            yield

    def try_out(self) -> None:
        """See that a throwaway secret comes back. Raises `KeyringProblem`.

        It goes away again also where the answer comes too late for us. Where a process is
        ended in the middle, the next trial takes its place, for it has one name for all.
        """
        text = secrets.token_hex(8)

        def trial() -> bool:
            self._backend.set_password(TRIAL, USER, text)
            try:
                return self._backend.get_password(TRIAL, USER) == text
            finally:
                _delete(self._backend, TRIAL)

        with self.alone():
            if not self._ask(trial):
                raise KeyringProblem
        with suppress(KeyringProblem):
            self._ask(lambda: _delete_older_trials(self._backend))

    def _ask(self, work: Callable[[], T]) -> T:
        if not self._one_at_a_time.acquire(timeout=self._patience):
            raise KeyringSlow
        try:
            if self._latest is not None and not self._latest.done():
                raise KeyringSlow
            self._latest = answer = start_in_thread(work)
            return _answer(answer, self._patience)
        finally:
            self._one_at_a_time.release()


@dataclass(frozen=True)
class VaultChoice:
    """The vault to use, and why it is only for this run, where it is."""

    vault: Vault
    problem: KeyringProblem | None = None


def choose_vault(*, patience: float = PATIENCE_S) -> VaultChoice:
    """Choose the computer's own place if a throwaway secret comes back from it, else memory.

    Blocks for up to `patience` seconds (a prompt may be open): call it in a
    thread, after the first paint. Never raises for a place that does not work.
    """
    try:
        vault = KeyringVault(_answer(start_in_thread(find_backend), patience), patience=patience)
        vault.try_out()
    except KeyringProblem as problem:
        return VaultChoice(MemoryVault(), problem)
    return VaultChoice(vault)


def find_backend() -> Backend:
    """Return the backend `keyring` chooses, if we may use it.

    Of a chain, whose members we do not all know, the best known one is taken.
    Raises `NoKeyring` or `UnsafeKeyring`.
    """
    import keyring

    chosen: Backend = keyring.get_keyring()
    members = _members(chosen)
    if all(_is_known(member) for member in members):
        return chosen
    known = [member for member in members if _is_known(member)]
    if known:
        return known[0]
    raise NoKeyring if _module(chosen).startswith(NONE_AT_ALL) else UnsafeKeyring


def check_windows_length(text: str) -> None:
    """Raise `SecretTooLong` for what Windows would refuse without saying why."""
    if len(text.encode("utf-16-le")) > WINDOWS_BYTES:
        raise SecretTooLong


def _delete(backend: Backend, service: str) -> None:
    from keyring.errors import PasswordDeleteError

    try:
        backend.delete_password(service, USER)
    except PasswordDeleteError:
        # Said both when there was none and when it may not be deleted.
        if backend.get_password(service, USER) is not None:
            raise


def _delete_older_trials(backend: Any) -> None:
    """Delete what earlier versions left, each under a name of its own, where they can be found."""
    if _module(backend) != "keyring.backends.SecretService":
        return
    collection = backend.get_preferred_collection()
    with closing(collection.connection):
        for item in list(collection.search_items({"username": USER})):
            if item.get_attributes().get("service", "").startswith(f"{TRIAL}/"):
                item.delete()


def _members(backend: Any) -> list[Backend]:
    """Return the members of a chain, best first, or the backend alone."""
    if _module(backend) != "keyring.backends.chainer":
        return [backend]
    return list(backend.backends) or [backend]


def _is_known(backend: object) -> bool:
    return _module(backend) in ALLOWED


def _module(backend: object) -> str:
    return type(backend).__module__


def _lock_file() -> Path:
    """Return the lock of all of this person's Parlours: they share one keyring. Raises OSError."""
    import getpass
    import tempfile

    folder = Path(tempfile.gettempdir()) / f"parlour-{getpass.getuser()}"
    folder.mkdir(exist_ok=True, mode=0o700)
    if not is_private(folder):
        raise PermissionError
    return folder / "keyring.lock"


def _service(name: str) -> str:
    return f"{APP}/{checked_name(name)}"


def _answer(future: Future[T], patience: float) -> T:
    """Wait for a keyring; whatever its platform raises becomes a `KeyringProblem`."""
    if not wait([future], timeout=patience).done:
        raise KeyringSlow
    try:
        return future.result()
    except KeyringProblem:
        raise
    except Exception as error:
        # Each platform raises its own: D-Bus, pywin32 and Keychain errors share no class.
        raise _problem(error) from error


def _problem(error: Exception) -> KeyringProblem:
    kinds = _names(type(error).__mro__)
    if kinds & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return KeyringLocked()
    if kinds & {"NoKeyringError", "InitError", "SecretServiceNotAvailableException"}:
        return NoKeyring()
    return KeyringProblem()


def _names(classes: Iterable[type]) -> set[str]:
    return {one.__name__ for one in classes}
