"""A requests session that speaks https only and trusts the computer's own certificates.

What asking and reading may raise is named here once: `transport_errors`.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests


class OpenConnections:
    """The connections that sessions have opened, so that another thread can break them off.

    A server that sends its headers a byte at a time holds its reader for hours otherwise:
    the limit for reading starts anew with each byte.
    """

    def __init__(self) -> None:
        self._opened: list[Any] = []

    def follow(self, pool: Any) -> None:
        """Know of every connection that a pool of urllib3 opens from now on."""
        kind = pool.ConnectionCls

        def connect(connection: Any) -> None:
            kind.connect(connection)
            self._opened.append(connection)

        pool.ConnectionCls = type(kind.__name__, (kind,), {"connect": connect})

    def break_off(self) -> None:
        """Break them off: who reads from one sees its end."""
        for connection in self._opened:
            line = connection.sock
            if line is not None:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


def https_session(
    context: ssl.SSLContext | None = None, connections: OpenConnections | None = None
) -> requests.Session:
    """Make a session for https alone, also after a redirect.

    `context` decides whom to trust: None means what the computer trusts, not a list of our own.
    `connections` will know of those that are opened.
    """
    import requests
    import requests.adapters
    import truststore

    trusted = context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    class SystemTrustAdapter(requests.adapters.HTTPAdapter):
        """Hands the pool our context, directly and behind a proxy."""

        def init_poolmanager(self, *places: Any, **named: Any) -> None:
            super().init_poolmanager(*places, **{**named, "ssl_context": trusted})

        def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
            return super().proxy_manager_for(proxy, **{**named, "ssl_context": trusted})

        def get_connection_with_tls_context(self, *asked: Any, **named: Any) -> Any:
            pool = super().get_connection_with_tls_context(*asked, **named)
            if connections is not None:
                connections.follow(pool)
            return pool

        def cert_verify(self, conn: object, *args: object) -> None:
            """Load no other list; the pool asks for a certificate in any case."""

    session = requests.Session()
    session.adapters.clear()
    session.mount("https://", SystemTrustAdapter())
    return session


def transport_errors() -> tuple[type[Exception], ...]:
    """Name all that asking a web server and reading its answer may raise.

    While a body is read, urllib3's own errors come through, which requests knows nothing of;
    a redirect to no address at all is a bare `ValueError`.
    """
    import zlib
    from http.client import HTTPException

    import requests
    import urllib3

    return (
        requests.RequestException,
        urllib3.exceptions.HTTPError,
        HTTPException,
        OSError,
        ValueError,
        zlib.error,
    )
