"""A real Secret Service of our own: gnome-keyring on a private D-Bus, in a private home.

Nothing of the person's own keyring is reached, and nothing starts again by itself:
the private bus knows no other services.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import threading
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.credentials.keyring_vault import Backend
from tests.support.desk import BUS
from tests.support.needs import program
from tests.support.until import wait_until_up


@dataclass
class KeyringService:
    """The running service; `environ` is what a program needs to meet it."""

    environ: dict[str, str]
    bus: subprocess.Popen[bytes]
    daemon: subprocess.Popen[bytes]

    def lock(self) -> None:
        """Lock the collection, as a screen that asks for a password first would find it."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def labels(self) -> list[str]:
        """Name every entry that is kept."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as connection:
            items = secretstorage.get_default_collection(connection).get_all_items()
            return [item.get_label() for item in items]

    def pause(self) -> None:
        """Let the service hang; `resume` ends it."""
        self.daemon.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.daemon.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Kill the service for real; the bus stays."""
        self.daemon.kill()
        self.daemon.wait()

    def kill_bus(self) -> None:
        """Kill the bus and with it the way to any service."""
        self.bus.kill()
        self.bus.wait()


def run_keyring_service(home: Path, patch: pytest.MonkeyPatch) -> Iterator[KeyringService]:
    """Start the service under `home`, let this process meet it too, and end it."""
    environ = _environ(home)
    settings = home / "bus.conf"
    settings.write_text(BUS)
    bus = subprocess.Popen(
        [
            program("dbus-daemon", "dbus"),
            f"--config-file={settings}",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().decode().strip()
    environ["DBUS_SESSION_BUS_ADDRESS"] = address
    patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    daemon = _start_daemon(environ)
    try:
        _wait_for(daemon)
        yield KeyringService(environ, bus, daemon)
    finally:
        for child in (daemon, bus):
            child.kill()
            child.wait()
        bus.stdout.close()
        _drop_left_sockets()


def real_backend() -> Backend:
    """Return keyring's Secret Service backend, as it is."""
    import keyring.core

    return keyring.core.load_keyring("keyring.backends.SecretService.Keyring")


def _drop_left_sockets() -> None:
    """Let go of the connections that the library leaves open after an error.

    Also in threads that wait for a service that hung: they end now that it is gone.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for thread in threading.enumerate():
            if thread.name == "parlour-bounded":
                thread.join(10)
        gc.collect()


def _environ(home: Path) -> dict[str, str]:
    places = {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for place in places.values():
        place.mkdir(mode=0o700, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, **{name: str(place) for name, place in places.items()}}


def _start_daemon(environ: dict[str, str]) -> subprocess.Popen[bytes]:
    daemon = subprocess.Popen(
        [
            program("gnome-keyring-daemon", "gnome-keyring"),
            "--foreground",
            "--unlock",
            "--components=secrets",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environ,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"\n")
    daemon.stdin.close()
    return daemon


def _wait_for(daemon: subprocess.Popen[bytes]) -> None:
    import secretstorage

    def answers() -> bool:
        with closing(secretstorage.dbus_init()) as connection:
            return bool(secretstorage.check_service_availability(connection))

    wait_until_up(answers, daemon, what="gnome-keyring-daemon")
