"""A real notification service: the desktop's side of a notification, on a real D-Bus.

`python -m tests.support.notification_service FILE` takes the name on the session bus
and writes every notification down, one JSON line each. It is a process of its own:
ours meets it by the bus alone. `NotificationService` starts it, reads it, and presses.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.needs import program
from tests.support.until import wait_until

SERVICE = "org.freedesktop.Notifications"
PLACE = "/org/freedesktop/Notifications"
FINGER = "org.example.Finger"
"""The interface by which a test presses a notification."""


class NotificationService:
    """The running service. `environ` names the bus it is on."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._written = folder / "notifications"
        self._environ = dict(environ)
        command = [sys.executable, "-m", __name__, str(self._written)]
        self._child = subprocess.Popen(command, env=self._environ, cwd=Path(__file__).parents[2])
        wait_until(self._written.exists, what="a notification service")

    def told(self) -> list[dict[str, Any]]:
        """Return what came, oldest first: notifications, and numbers that were `closed`."""
        return [json.loads(line) for line in self._written.read_text("utf-8").splitlines()]

    def shown(self) -> list[str]:
        """Return the words of every notification that came."""
        return [told["title"] for told in self.told() if "title" in told]

    def press(self, number: int) -> None:
        """Press a notification, as a person would."""
        command = [program("dbus-send", "dbus"), "--session", "--print-reply", f"--dest={SERVICE}"]
        command += [PLACE, f"{FINGER}.Press", f"uint32:{number}"]
        subprocess.run(command, env=self._environ, check=True, capture_output=True, timeout=10)

    def pause(self) -> None:
        """Let the service hang; `resume` ends it."""
        self._child.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._child.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End the service; the bus stays."""
        self._child.kill()
        self._child.wait(10)
        self._written.unlink(missing_ok=True)


def serve(written: Path) -> None:
    """Be the service until the bus hangs up."""
    from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection()
    connection.send_and_get_reply(message_bus.RequestName(SERVICE))
    written.touch()
    numbers = 0
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        method = message.header.fields[HeaderFields.member]
        signature, answer = "", tuple[int, ...]()
        if method == "Notify":
            numbers += 1
            told = notification(message.body, numbers)
            signature, answer = "u", (told["number"],)
            write(written, told)
        elif method == "CloseNotification":
            write(written, {"closed": message.body[0]})
        elif method == "Press":
            place = DBusAddress(PLACE, interface=SERVICE)
            pressed = (message.body[0], "default")
            token = (message.body[0], "a-token")
            connection.send(new_signal(place, "ActivationToken", "us", token))
            connection.send(new_signal(place, "ActionInvoked", "us", pressed))
        connection.send(new_method_return(message, signature, answer))


def notification(body: tuple[Any, ...], number: int) -> dict[str, Any]:
    """Return what came, by the names of the specification."""
    app, replaced, icon, title, words, actions, hints, lasting = body
    return {
        "number": replaced or number,
        "app": app,
        "icon": icon,
        "title": title,
        "words": words,
        "actions": actions,
        "hints": {name: value for name, (_, value) in hints.items()},
        "lasting": lasting,
    }


def write(path: Path, line: dict[str, Any]) -> None:
    """Write one line down."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
