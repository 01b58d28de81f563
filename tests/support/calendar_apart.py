"""A network of its own with one calendar server in it, where every packet is written down.

Run in a network namespace (`apart`): a program that joins it can reach this server, and
what it sends to anybody else is seen here or counted by the kernel (`sent_by`).
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.support.apart import apart, sent_by
from tests.support.needs import program
from tests.support.servers import certificate, reply, served
from tests.support.source import ROOT
from tests.support.until import wait_until

HOST = "192.0.2.10"
"""An address for examples (RFC 5737): nobody's, and not this computer's own to a program."""

_EVERY_PROTOCOL = 3
"""ETH_P_ALL of linux/if_ether.h."""

_ELSEWHERE = ("NoRoutes", "OutDatagrams")
"""How the names of counters end that only grow if somebody else is asked, or tried."""

_NAMES = {6: "tcp", 17: "udp"}


@dataclass(frozen=True)
class CalendarApart:
    """A running server: `address` of its calendar; `before` puts a command into its network.

    `at_start` was counted by then: it looks for its own name, in vain.
    """

    address: str
    before: tuple[str, ...]
    packets: Path
    pid: int
    at_start: dict[str, int]

    @property
    def others(self) -> set[str]:
        """Return the packets that neither went to this server nor came from it.

        For those that had no way to go there is but the name of the kernel's counter.
        """
        counted = sent_by(self.pid)
        tried = {name for name in counted if name.endswith(_ELSEWHERE)}
        return self._seen() | {name for name in tried if counted[name] > self.at_start.get(name, 0)}

    def _seen(self) -> set[str]:
        port = self.address.removeprefix(f"https://{HOST}:").partition("/")[0]
        ours = f"{HOST}:{port}"
        seen = self.packets.read_text("utf-8").splitlines()
        return {
            line for line in seen if f"tcp {ours} " not in line and not line.endswith(f" {ours}")
        }


@contextmanager
def calendar_apart(folder: Path, body: bytes) -> Iterator[CalendarApart]:
    """Serve `body` on https in a network of its own; `folder/server.pem` is its certificate."""
    certificate(folder, HOST)
    (folder / "group.ics").write_bytes(body)
    command = [*apart(), sys.executable, "-m", "tests.support.calendar_apart", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as server:
        try:
            told = folder / "address"
            wait_until(lambda: told.exists() and told.read_text("utf-8").endswith("\n"))
            before = (program("nsenter", "util-linux"), f"--net=/proc/{server.pid}/ns/net")
            address, counted = told.read_text("utf-8").strip(), sent_by(server.pid)
            yield CalendarApart(address, before, folder / "packets", server.pid, counted)
        finally:
            server.kill()


def main(folder: Path) -> None:
    """Be the server, until it is killed or nobody is left."""
    subprocess.run([program("ip", "iproute2"), "address", "add", HOST, "dev", "lo"], check=True)
    line = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_EVERY_PROTOCOL))
    line.bind(("lo", _EVERY_PROTOCOL))
    threading.Thread(target=_write_down, args=(line, folder / "packets"), daemon=True).start()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")

    def answer(request: BaseHTTPRequestHandler) -> None:
        reply(request, (folder / "group.ics").read_bytes(), Content_Type="text/calendar")

    with served(answer, context, host=HOST) as address:
        (folder / "address").write_text(f"{address}/group.ics\n", "utf-8")
        sys.stdin.read()


def _write_down(line: socket.socket, packets: Path) -> None:
    """Write each kind of packet down once: what it is, from where, to where."""
    seen: set[str] = set()
    with packets.open("w", encoding="utf-8", buffering=1) as file:
        while True:
            kind = _kind(line.recv(65536))
            if kind not in seen:
                seen.add(kind)
                file.write(f"{kind}\n")


def _kind(packet: bytes) -> str:
    version = packet[0] >> 4
    number, at, width, first = (packet[9], 12, 4, (packet[0] & 15) * 4)
    if version == 6:
        number, at, width, first = packet[6], 8, 16, 40
    source, target = (ipaddress.ip_address(packet[n : n + width]) for n in (at, at + width))
    if number not in _NAMES:
        return f"{number} {source} {target}"
    ports = struct.unpack_from("!HH", packet, first)
    return f"{_NAMES[number]} {source}:{ports[0]} {target}:{ports[1]}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
