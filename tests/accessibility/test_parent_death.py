"""A child that asked for it does not outlive its parent, however that ends."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CHILD = """
import signal
from accessibility.parent_death import end_with_parent
end_with_parent()
print("ready", flush=True)
signal.pause()
"""

PARENT = f"""
import signal, subprocess, sys
subprocess.Popen([sys.executable, "-c", {CHILD!r}])
signal.pause()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be asked to")
def test_a_killed_parent_takes_its_child_along() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"ready\n"
        parent.kill()
        assert os.read(parent.stdout.fileno(), 1) == b""  # the child, which held it too, is gone
