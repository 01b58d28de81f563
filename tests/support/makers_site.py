"""The website of the makers of language packs, on this computer: a real https server.

Programs reach it by its true name, as they reach any website behind a company's proxy:
`env` names the proxy and the certificate to trust, and nothing in Parlour knows of it.
"""

from __future__ import annotations

import io
import socket
import ssl
import threading
import zipfile
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.speech import english_pack

HOST = "alphacephei.com"
PIECE = 1_000_000
ENTRY = 76
"""Bytes that a zip file spends on an entry, without its name, which stands there twice."""


class MakersSite:
    """Gives `files`, by path. It drops the line after `most` bytes of each answer.

    While `flows` is not set nothing more comes; `lies` is added to the size it says.
    `asked` holds the `Range` of every request.
    """

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, bytes] = {}
        self.most = 10**9
        self.lies = 0
        self.flows = threading.Event()
        self.flows.set()
        self.asked: list[str] = []
        self._trusted = folder / "makers.pem"
        self._context = _certificate(self._trusted)
        self._server = _Proxy(self, self._context)

    @property
    def env(self) -> dict[str, str]:
        """Return what leads a program here."""
        port = self._server.server_address[1]
        return {"HTTPS_PROXY": f"http://127.0.0.1:{port}", "SSL_CERT_FILE": str(self._trusted)}

    def __enter__(self) -> MakersSite:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.flows.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Give a file, or what is still wanted of it."""
        body = self.files.get(request.path)
        if body is None:
            request.send_error(404)
            return
        wanted = request.headers.get("Range", "")
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").removesuffix("-") or 0) if wanted else 0
        request.send_response(206 if start else 200)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        request.send_header("ETag", '"one"')
        request.send_header("Content-Length", str(len(body) - start + self.lies))
        request.end_headers()
        for at in range(start, min(len(body), start + self.most), PIECE):
            request.wfile.write(body[at : min(at + PIECE, start + self.most)])
            self.flows.wait()


class _Proxy(ThreadingTCPServer):
    """Takes `CONNECT` for the makers' site, and is that site itself."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: MakersSite, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.site, self.context = site, context

    def handle_error(self, *_: object) -> None:
        """Take a client that hangs up as a matter of course."""


class _Line(StreamRequestHandler):
    """One connection."""

    server: _Proxy

    def handle(self) -> None:
        asked = self.rfile.readline().decode("ascii", "replace")
        while self.rfile.readline().strip():
            pass
        if asked.split()[:2] != ["CONNECT", f"{HOST}:443"]:
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        site = self.server.site

        class Handler(BaseHTTPRequestHandler):
            """Hands every request on, and says nothing on the terminal."""

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        with self.server.context.wrap_socket(self.connection, server_side=True) as line:
            Handler(line, self.client_address, self.server)
            line.shutdown(socket.SHUT_RDWR)


def pack_of(name: str, size: int) -> bytes:
    """Return a zip file, of exactly this size, of a pack called `name` that really loads."""
    folder = english_pack()
    whole = _zipped(name, folder, padding=None)
    padding = size - len(whole) - ENTRY - 2 * len(f"{name}/padding")
    return _zipped(name, folder, padding=padding)


def _zipped(name: str, folder: Path, *, padding: int | None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                archive.write(path, f"{name}/{path.name}")
        if padding is not None:
            archive.writestr(f"{name}/padding", bytes(padding))
    return file.getvalue()


def _certificate(file: Path) -> ssl.SSLContext:
    """Write a certificate for the makers' site, with its key, and return it for the server."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
