"""Desktop notifications on Linux, through the D-Bus service org.freedesktop.Notifications.

Where there is no such service the answer is no; the window is there anyway.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.asyncio import DBusConnection, DBusRouter

SERVICE = "org.freedesktop.Notifications"
REPLY_TIMEOUT_S = 10.0
"""Seconds to wait for the service, which the bus may have to start first."""

DESKTOP_ENTRY = "parlour"
OPEN = "default"
"""The action of a press on the notification itself."""

ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Under Wayland a window may come forward only with a token for it (xdg-activation)."""

log = logging.getLogger(__name__)


class DBusNotifier:
    """The notification service of a Linux desktop (the freedesktop.org specification 1.2).

    `name` is what the app is called, `open_words` what a press on it does. The
    connection to the bus stays open while something is shown: some desktops take a
    notification away when whoever sent it disconnects. A service that went away is looked for anew.
    """

    def __init__(self, name: str, open_words: str, *, timeout: float = REPLY_TIMEOUT_S) -> None:
        self._name = name
        self._open_words = open_words
        self._timeout = timeout
        self._connection: _BusConnection | None = None
        self._id = 0
        self._lock = asyncio.Lock()
        self._is_unavailable = False
        self.chosen: Callable[[], None] = lambda: None

    async def show(self, text: str) -> bool:
        """Show `text` instead of what was shown before; say whether the service took it."""
        async with self._lock:
            found = await self._call("Notify", "susssasa{sv}i", self._notification(text))
            self._id = found if isinstance(found, int) else 0
            return self._id > 0

    async def clear(self) -> None:
        """Take it away."""
        async with self._lock:
            if self._id:
                await self._call("CloseNotification", "u", (self._id,))
            self._id = 0

    async def close(self) -> None:
        """Take it away, and disconnect."""
        await self.clear()
        await self._disconnect()

    def _notification(self, text: str) -> tuple[Any, ...]:
        """Return what `Notify` takes. The words are its title: in that nothing is markup."""
        hints = {
            "desktop-entry": ("s", DESKTOP_ENTRY),
            "suppress-sound": ("b", True),  # we have a gentler one, and only if it is wished
            "urgency": ("y", 1),
        }
        actions = [OPEN, self._open_words]
        return self._name, self._id, DESKTOP_ENTRY, text, "", actions, hints, -1

    async def _call(self, method: str, signature: str, body: tuple[Any, ...]) -> object:
        """Call the service; return the first value of its reply, None where there is none."""
        from jeepney import MessageType
        from jeepney.io.common import RouterClosed

        unreachable = (
            OSError,  # also of a wait that was too long
            EOFError,
            KeyError,  # the environment names no bus; also how jeepney says that the bus died
            ValueError,  # or one that does not let us in
            RuntimeError,  # or one that is not on this computer
            RouterClosed,
        )
        try:
            async with asyncio.timeout(self._timeout):
                connection = await self._connect()
                reply = await connection.call(method, signature, body)
        except unreachable as error:
            await self._disconnect()
            self._log_unavailable(type(error))
            return None
        if reply.header.message_type is MessageType.error:
            self._log_unavailable(MessageType.error)
            return None
        self._is_unavailable = False
        return reply.body[0] if reply.body else None

    def _log_unavailable(self, why: object) -> None:
        """Log that there is no service: once, until there is one again."""
        if not self._is_unavailable:
            log.info("no notification could be shown: %s", why)
        self._is_unavailable = True

    async def _connect(self) -> _BusConnection:
        if self._connection is not None and self._connection.is_closed:
            await self._disconnect()
        if self._connection is None:
            self._connection = await _BusConnection.open(self._pressed)
        return self._connection

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        self._id = 0
        if connection is not None:
            await connection.close()

    def _pressed(self, identity: int, token: str) -> None:
        if identity != self._id:
            return
        if token:
            os.environ[ACTIVATION] = token  # Qt takes it from there, once
        self.chosen()


class _BusConnection:
    """An open connection to the session bus, and a task that reads its signals."""

    def __init__(
        self, connection: DBusConnection, router: DBusRouter, pressed: Callable[[int, str], None]
    ) -> None:
        self._connection = connection
        self._router = router
        self._signals: asyncio.Queue[Message] = asyncio.Queue()
        self._listening = asyncio.get_running_loop().create_task(self._listen(pressed))

    @classmethod
    async def open(cls, pressed: Callable[[int, str], None]) -> _BusConnection:
        """Connect; `pressed` is called with the id of each pressed notification, and a token."""
        from jeepney.bus_messages import message_bus
        from jeepney.io.asyncio import DBusRouter, open_dbus_connection

        connection = await open_dbus_connection()
        router = DBusRouter(connection)
        bus = cls(connection, router, pressed)
        try:
            await router.send_and_get_reply(message_bus.AddMatch(_signals()))
        except BaseException:
            await bus.close()
            raise
        return bus

    @property
    def is_closed(self) -> bool:
        """Say whether the bus has closed it."""
        return bool(self._connection.reader.at_eof())

    async def call(self, method: str, signature: str, body: tuple[Any, ...]) -> Message:
        """Call a method of the service and return its reply, which may be an error."""
        from jeepney import new_method_call

        message = new_method_call(_service(), method, signature, body)
        return await self._router.send_and_get_reply(message)

    async def close(self) -> None:
        """Disconnect."""
        self._listening.cancel()
        # Whatever ended the connection before is over; it was answered by then.
        with contextlib.suppress(OSError, EOFError):
            await self._router.__aexit__(None, None, None)
        with contextlib.suppress(OSError):
            await self._connection.close()

    async def _listen(self, pressed: Callable[[int, str], None]) -> None:
        from jeepney import HeaderFields

        token = ""
        with self._router.filter(_signals(), queue=self._signals):
            while True:
                message = await self._signals.get()
                name = message.header.fields[HeaderFields.member]
                if name == "ActivationToken":  # it comes just before the press that it is for
                    token = message.body[1]
                elif name == "ActionInvoked":
                    pressed(message.body[0], token)
                    token = ""


def _service() -> Any:
    from jeepney import DBusAddress

    return DBusAddress("/org/freedesktop/Notifications", bus_name=SERVICE, interface=SERVICE)


def _signals() -> Any:
    from jeepney import MatchRule

    return MatchRule(type="signal", interface=SERVICE)
