"""The caption worker itself, as a process: it has no network and leaves no dump."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import msgspec
import pytest

from accessibility.captions.client.client import WORKER
from accessibility.captions.protocol import Ping
from resources.platform.child_process import start_child
from tests.support.process_rights import FILTERED, has_no_network, leaves_no_dump


@FILTERED
@pytest.mark.parametrize("server", ["unix:/nowhere", "tcp:127.0.0.1:1"])
def test_the_worker_has_no_network_unless_sound_comes_by_it(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", server)
    monkeypatch.chdir(tmp_path)
    with start_child(WORKER, "stdin", "stdout") as worker:
        assert worker.stdin
        assert worker.stdout
        worker.stdin.write(msgspec.json.encode(Ping()) + b"\n")
        worker.stdin.flush()
        assert worker.stdout.readline()
        assert has_no_network(worker.pid) is server.startswith("unix")
        assert leaves_no_dump(worker.pid)
        os.kill(worker.pid, signal.SIGSEGV)
        assert worker.wait(20) == -signal.SIGSEGV
    assert list(tmp_path.iterdir()) == []
