"""A real calendar server of another make: Xandikos, on https, with a person and a password."""

from __future__ import annotations

import hashlib
import os
import ssl
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import requests

from tests.support.needs import missing
from tests.support.radicale_server import MAKE, free_port, is_open
from tests.support.until import wait_until_up

LOGIN = ("mary", "other: pä한")


@dataclass(frozen=True)
class Xandikos:
    """A running server; `trusting` believes its certificate, which lies at `certificate`."""

    address: str
    process: subprocess.Popen[bytes]
    certificate: Path

    @property
    def trusting(self) -> ssl.SSLContext:
        """Return what trusts this server alone."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def make(self, place: str, name: str, kind: str = "VEVENT") -> str:
        """Make a calendar of Mary's; returns its address."""
        address = f"{self.address}/mary/calendars/{place}/"
        self._ask("MKCALENDAR", address, MAKE.format(name=name, kind=kind).encode())
        return address

    def put(self, calendar: str, name: str, body: bytes) -> None:
        """Put an event into a calendar."""
        self._ask("PUT", f"{calendar}{name}.ics", body, "text/calendar; charset=utf-8")

    def _ask(self, method: str, address: str, body: bytes, kind: str = "application/xml") -> None:
        login = f"Basic {b64encode(':'.join(LOGIN).encode()).decode()}"
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(
                method,
                address,
                data=body,
                headers={"Authorization": login, "Content-Type": kind},
                verify=str(self.certificate),
                timeout=10,
            )
        answer.raise_for_status()


@contextmanager
def xandikos(folder: Path) -> Iterator[Xandikos]:
    """Run a server whose files are in `folder`; killed at the end."""
    if find_spec("xandikos") is None:
        missing("Xandikos is not installed: pip install xandikos")
    people, state = folder / "people", folder / "state"
    hashed = b64encode(hashlib.sha1(LOGIN[1].encode(), usedforsecurity=False).digest()).decode()
    people.write_text(f"{LOGIN[0]}:{{SHA}}{hashed}\n", "utf-8")
    port = free_port()
    command = [sys.executable, "-m", "xandikos", "serve", "--directory", str(folder / "store")]
    command += ["--listen-address", "localhost", "--port", str(port), "--no-detect-systemd"]
    command += ["--defaults", "--current-user-principal", "/mary/"]
    command += ["--autocert", "--htpasswd", str(people), "--state-dir", str(state)]
    environ = {**os.environ, "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environ)
    try:
        wait_until_up(lambda: is_open(port), process, what="the other calendar server")
        yield Xandikos(f"https://localhost:{port}", process, state / "certs/selfsigned.crt")
    finally:
        process.kill()
        process.wait()
