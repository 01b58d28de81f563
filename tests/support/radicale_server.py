"""A real calendar server on this computer: Radicale, with a person and a password."""

from __future__ import annotations

import contextlib
import socket
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
from tests.support.until import wait_until_up

LOGIN = ("mary", "s3cret: pä한")

MAKE = """<?xml version="1.0"?><c:mkcalendar xmlns:d="DAV:"
 xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><d:displayname>{name}</d:displayname>
<c:supported-calendar-component-set><c:comp name="{kind}"/></c:supported-calendar-component-set>
</d:prop></d:set></c:mkcalendar>"""


@dataclass(frozen=True)
class Radicale:
    """A running server."""

    address: str
    process: subprocess.Popen[bytes]

    def make(self, place: str, name: str, kind: str = "VEVENT") -> str:
        """Make a calendar of Mary's; returns its address."""
        address = f"{self.address}/mary/{place}/"
        self._ask("MKCALENDAR", address, MAKE.format(name=name, kind=kind).encode())
        return address

    def put(self, calendar: str, name: str, body: bytes) -> None:
        """Put an event into a calendar."""
        self._ask("PUT", f"{calendar}{name}.ics", body)

    def _ask(self, method: str, address: str, body: bytes) -> None:
        login = {"Authorization": f"Basic {b64encode(':'.join(LOGIN).encode()).decode()}"}
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(method, address, data=body, headers=login, timeout=10)
        answer.raise_for_status()


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """Run a server whose files are in `folder`; killed at the end."""
    if find_spec("radicale") is None:
        missing("Radicale is not installed: pip install radicale")
    people = folder / "people"
    people.write_text(":".join((LOGIN[0], LOGIN[1])) + "\n", "utf-8")
    port = free_port()
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(people),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": str(folder / "store"),
        "web-type": "none",
    }
    command = [sys.executable, "-m", "radicale", "--config", ""]
    command += [f"--{name}={value}" for name, value in options.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_until_up(lambda: is_open(port), process, what="the calendar server")
        yield Radicale(f"http://127.0.0.1:{port}", process)
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    """Say whether somebody answers there."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
