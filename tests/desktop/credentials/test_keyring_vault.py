"""The vault against a real Secret Service, and against the ways it goes wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from desktop.credentials.keyring_vault import (
    APP,
    TRIAL,
    USER,
    KeyringVault,
    check_windows_length,
    find_backend,
)
from desktop.credentials.secret import Secret
from desktop.credentials.vault import (
    KeyringLocked,
    KeyringProblem,
    KeyringSlow,
    NoKeyring,
    SecretTooLong,
    UnsafeKeyring,
)
from tests.support.keyring_service import KeyringService, real_backend
from tests.support.until import wait_until

# The library leaves its connection open when the service refuses.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

SECRET = Secret("kännwort 🔑 " + "x" * 900)


@pytest.fixture
def vault(service: KeyringService) -> KeyringVault:
    return KeyringVault(real_backend(), patience=20)


def test_a_secret_comes_back_and_can_be_replaced_and_forgotten(
    vault: KeyringVault, service: KeyringService
) -> None:
    assert vault.is_kept
    assert vault.get("calendar/1") is None
    vault.set("calendar/1", Secret("older"))
    vault.set("calendar/1", SECRET)
    vault.set("seal", Secret("other"))
    assert vault.get("calendar/1") == SECRET
    assert len(service.labels()) == 2
    vault.forget("calendar/1")
    vault.forget("calendar/1")
    assert vault.get("calendar/1") is None
    assert vault.get("seal") == Secret("other")


def test_each_secret_has_its_own_service_name(vault: KeyringVault, service: KeyringService) -> None:
    vault.set("calendar/1", SECRET)
    vault.set("calendar/2", SECRET)
    assert sorted(service.labels()) == [
        f"Password for '{USER}' on '{APP}/calendar/{number}'" for number in (1, 2)
    ]


@pytest.mark.parametrize("name", ["", "Calendar", "a b", "../x", "a//b", "a/", "a\n", "x" * 101])
def test_a_name_that_could_be_mistaken_is_a_fault_of_ours(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        KeyringVault(Stuck()).get(name)


def test_a_locked_place_is_said_and_nothing_is_lost(
    vault: KeyringVault, service: KeyringService
) -> None:
    vault.set("calendar/1", SECRET)
    service.lock()
    with pytest.raises(KeyringLocked):
        vault.get("calendar/1")
    with pytest.raises(KeyringLocked):
        vault.set("calendar/1", Secret("x"))
    with pytest.raises(KeyringLocked):
        vault.forget("calendar/1")
    assert len(service.labels()) == 1


def test_a_killed_service_is_said(vault: KeyringVault, service: KeyringService) -> None:
    vault.set("calendar/1", SECRET)
    service.kill()
    with pytest.raises(NoKeyring):
        vault.get("calendar/1")
    service.kill_bus()
    with pytest.raises(NoKeyring):
        vault.set("calendar/1", SECRET)


def test_a_hanging_service_ends_in_time_and_is_asked_once(service: KeyringService) -> None:
    vault = KeyringVault(real_backend(), patience=0.5)
    vault.set("calendar/1", SECRET)
    service.pause()
    with pytest.raises(KeyringSlow):
        vault.get("calendar/1")
    threads = threading.active_count()
    with pytest.raises(KeyringSlow):
        vault.get("calendar/1")
    assert threading.active_count() == threads
    service.resume()
    wait_until(lambda: _answers(vault), what="the keyring to answer again")


def _answers(vault: KeyringVault) -> bool:
    try:
        return vault.get("calendar/1") == SECRET
    except KeyringSlow:
        return False


class Stuck:
    """A backend that fails in a way nobody foresaw, with the secret in its message."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("the stub received bad data")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(password)

    def delete_password(self, service: str, username: str) -> None:
        from keyring.errors import PasswordDeleteError

        raise PasswordDeleteError("not allowed")


def test_whatever_a_platform_raises_becomes_a_problem_without_the_secret() -> None:
    with pytest.raises(KeyringProblem) as caught:
        KeyringVault(Stuck()).set("calendar/1", Secret("s3cret"))
    assert "s3cret" not in f"{caught.value!r} {caught.value.details}"


def test_not_being_allowed_to_delete_is_said() -> None:
    with pytest.raises(KeyringProblem):
        KeyringVault(Stuck()).forget("calendar/1")


def test_windows_length_is_checked_before_windows_fails_without_a_reason() -> None:
    check_windows_length("x" * 1200)
    with pytest.raises(SecretTooLong):
        check_windows_length("x" * 1201)
    with pytest.raises(SecretTooLong):
        check_windows_length("🔑" * 601)


def test_a_backend_of_windows_is_measured() -> None:
    windows = type("WinVaultKeyring", (Stuck,), {"__module__": "keyring.backends.Windows"})
    vault = KeyringVault(windows())
    with pytest.raises(SecretTooLong):
        vault.set("calendar/1", Secret("x" * 1300))


def _backend(module: str, **more: object) -> object:
    """Make a backend that only its module's name tells apart."""
    from keyring.backend import KeyringBackend

    calls = dict.fromkeys(("get_password", "set_password", "delete_password"))
    return type("Keyring", (KeyringBackend,), {"__module__": module, **calls, **more})()


@pytest.fixture
def choose() -> Iterator[Callable[[object], None]]:
    """Tell `keyring` which backend it found, and put everything back."""
    import keyring.backend
    import keyring.core

    before = keyring.core._keyring_backend
    classes = set(keyring.backend.KeyringBackend._classes)
    yield lambda backend: keyring.set_keyring(cast(keyring.backend.KeyringBackend, backend))
    keyring.core._keyring_backend = before
    keyring.backend.KeyringBackend._classes.intersection_update(classes)


PLAIN = "keyrings.alt.file"
CHAIN = "keyring.backends.chainer"


@pytest.mark.parametrize("module", [PLAIN, "keyring.backends.SecretServiceX", "somebody.vault"])
def test_an_unknown_place_is_refused(choose: Callable[[object], None], module: str) -> None:
    choose(_backend(module))
    with pytest.raises(UnsafeKeyring):
        find_backend()


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyring.backends.null"])
def test_no_place_at_all_is_said_as_that(choose: Callable[[object], None], module: str) -> None:
    choose(_backend(module))
    with pytest.raises(NoKeyring):
        find_backend()


def test_of_a_chain_only_known_members_are_used(choose: Callable[[object], None]) -> None:
    good = _backend("keyring.backends.SecretService")
    also = _backend("keyring.backends.kwallet")
    plain = _backend(PLAIN)
    mixed = _backend(CHAIN, backends=[plain, good, also])
    choose(mixed)
    assert find_backend() is good
    whole = _backend(CHAIN, backends=[good, also])
    choose(whole)
    assert find_backend() is whole
    choose(_backend(CHAIN, backends=[plain]))
    with pytest.raises(UnsafeKeyring):
        find_backend()
    choose(_backend(CHAIN, backends=[]))
    with pytest.raises(UnsafeKeyring):
        find_backend()


CHOOSE = """
from desktop.credentials.secret import Secret
from desktop.credentials.keyring_vault import choose_vault
choice = choose_vault(patience=10)
choice.vault.set("calendar/1", Secret("x"))
assert choice.vault.get("calendar/1") == Secret("x")
print(type(choice.vault).__name__, choice.vault.is_kept, choice.problem and choice.problem.key)
"""


def _choose(environ: dict[str, str], *before: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join((*before, CHOOSE))],
        env={**environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


def test_the_real_place_is_chosen_and_tried_out_without_a_trace(service: KeyringService) -> None:
    assert _choose(service.environ) == "KeyringVault True None"
    assert service.labels() == [f"Password for '{USER}' on '{APP}/calendar/1'"]


KILLED_IN_THE_TRIAL = """
import os, signal
from desktop.credentials.keyring_vault import TRIAL, choose_vault
from keyring.backends.SecretService import Keyring

class Killed(Keyring):
    __module__ = Keyring.__module__
    priority = 9
    def get_password(self, service, username):
        if service == TRIAL:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().get_password(service, username)

choose_vault(patience=10)
"""


def test_d7_what_a_killed_start_left_goes_with_the_next(service: KeyringService) -> None:
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", KILLED_IN_THE_TRIAL],
            env={**service.environ, "PYTHONPATH": str(Path.cwd())},
            check=False,
        )
        assert done.returncode == -signal.SIGKILL
        assert service.labels() == [f"Password for '{USER}' on '{TRIAL}'"]
    assert _choose(service.environ) == "KeyringVault True None"
    assert service.labels() == [f"Password for '{USER}' on '{APP}/calendar/1'"]


def test_d7_what_earlier_versions_left_is_deleted_and_nothing_else(
    service: KeyringService,
) -> None:
    backend = real_backend()
    backend.set_password(f"{TRIAL}/4f2a", USER, "old")
    backend.set_password(f"{TRIAL}/77", USER, "older")
    others = ((f"{TRIAL}/4f2a", "somebody"), ("Other/trial/1", USER), (f"{APP}/seal", USER))
    for name, user in others:
        backend.set_password(name, user, "theirs")
    KeyringVault(backend, patience=20).try_out()
    assert sorted(service.labels()) == sorted(f"Password for '{u}' on '{n}'" for n, u in others)


def test_d7_a_trial_that_is_answered_too_late_leaves_nothing(service: KeyringService) -> None:
    vault = KeyringVault(real_backend(), patience=0.3)
    service.pause()
    with pytest.raises(KeyringSlow):
        vault.try_out()
    service.resume()
    for thread in threading.enumerate():
        if thread.name == "parlour-bounded":
            thread.join(20)
    assert service.labels() == []


def test_two_that_try_at_once_do_not_disturb_each_other(service: KeyringService) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", CHOOSE.replace("calendar/1", f"calendar/{number}")],
            env={**service.environ, "PYTHONPATH": str(Path.cwd())},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    assert {each.communicate(timeout=60)[0] for each in processes} == {"KeyringVault True None\n"}
    assert len(service.labels()) == 3


def test_a_locked_place_is_used_another_day(service: KeyringService) -> None:
    assert _choose(service.environ)
    service.lock()
    assert _choose(service.environ) == "MemoryVault False keyring_locked"


def test_no_desktop_session_means_for_this_run_only(tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    assert _choose(environ) == "MemoryVault False no_keyring"


ALT = """
import sys, types
from keyring.backend import KeyringBackend

class PlaintextKeyring(KeyringBackend):
    __module__ = "keyrings.alt.file"
    priority = 0.5
    def get_password(self, service, username): return None
    def set_password(self, service, username, password):
        open("leaked.txt", "w").write(password)
    def delete_password(self, service, username): pass
"""


def test_plain_text_is_refused_even_if_it_is_all_there_is(tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    assert _choose(environ, ALT) == "MemoryVault False unsafe_keyring"
    assert not Path("leaked.txt").exists()


def test_plain_text_beside_a_real_place_is_passed_over(service: KeyringService) -> None:
    assert _choose(service.environ, ALT) == "KeyringVault True None"


def test_nothing_slow_is_imported_before_it_is_used() -> None:
    script = (
        "import sys, desktop.credentials.keyring_vault, desktop.storage.sealed_file;"
        "print({'keyring', 'cryptography'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
