"""How long until the home screen stands there and answers, beside a bare PySide6 window."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.support.desk import Desk
from tests.support.measuring import Measured, in_turns

RUNS = 9

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)

app = QApplication(sys.argv)
window = Window()
window.resize(1040, 800)
window.show()
app.exec()
print("painted", flush=True)
"""


def bench() -> list[Measured]:
    """Start both in turns on a private screen; from the start of the process to the word."""
    with Desk() as desk:
        ours = [sys.executable, "-m", "desktop", "--until-painted"]
        bare = [sys.executable, "-c", BARE]
        for command in (ours, bare):
            _seconds(command, desk.env)  # the first start also fills the disk cache
        return [
            in_turns(
                "startup",
                lambda: _seconds(ours, desk.env),
                lambda: _seconds(bare, desk.env),
                runs=RUNS,
                unit="s",
            )
        ]


def _seconds(command: list[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    child = subprocess.run(command, env=env, capture_output=True, check=True, timeout=60)
    if b"painted" not in child.stdout:
        raise RuntimeError("nothing was painted")
    return time.perf_counter() - began
