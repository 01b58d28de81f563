"""The session speaks https alone, and trusts only whom its context trusts."""

from __future__ import annotations

import ssl

import pytest
import requests
from requests.adapters import HTTPAdapter

from resources.platform.https import https_session


def test_nothing_but_https_is_spoken() -> None:
    with https_session() as session, pytest.raises(requests.exceptions.InvalidSchema):
        session.get("http://127.0.0.1:9/")


def test_the_context_is_used_directly_and_behind_a_proxy() -> None:
    context = ssl.create_default_context()
    with https_session(context) as session:
        adapter = session.get_adapter("https://example.org")
        assert isinstance(adapter, HTTPAdapter)
        direct = adapter.poolmanager
        proxied = adapter.proxy_manager_for("http://proxy.example:3128")
    for manager in (direct, proxied):
        assert manager.connection_pool_kw["ssl_context"] is context
