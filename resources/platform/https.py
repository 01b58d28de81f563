"""A requests session that speaks https only and trusts the computer's own certificates."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests


def https_session(context: ssl.SSLContext | None = None) -> requests.Session:
    """Make a session for https alone, also after a redirect.

    `context` decides whom to trust: None means what the computer trusts, not a list of our own.
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

        def cert_verify(self, conn: object, *args: object) -> None:
            """Load no other list; the pool asks for a certificate in any case."""

    session = requests.Session()
    session.adapters.clear()
    session.mount("https://", SystemTrustAdapter())
    return session
