"""Words that the desktop shows outside our window: a notification.

On Linux it goes to the desktop's own notification service, by D-Bus. Where there is
none the answer is no, and the window is there anyway.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.asyncio import DBusConnection, DBusRouter

SERVICE = "org.freedesktop.Notifications"
PATIENCE = 10.0
"""Seconds to wait for the service, which the bus may have to start first."""

DESKTOP_ENTRY = "parlour"
OPEN = "default"
"""The action of a press on the notification itself."""

ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Under Wayland a window may come forward only with a token for it (xdg-activation)."""

log = logging.getLogger(__name__)


class Notifier(Protocol):
    """Shows one notification at a time. `chosen` is called when somebody presses it."""

    chosen: Callable[[], None]

    async def show(self, text: str) -> bool:
        """Show `text` instead of what was shown before; say whether it could be shown."""
        ...

    async def clear(self) -> None:
        """Take it away."""
        ...

    async def close(self) -> None:
        """Take it away for good, and let go of the desktop."""
        ...


class DBusNotifier:
    """The notification service of a Linux desktop (the freedesktop.org specification 1.2).

    `name` is what the app is called, `open_words` what a press on it does. The line to
    the bus stays open while something is shown: some desktops take a notification away
    when whoever sent it hangs up. A service that went away is looked for anew.
    """

    def __init__(self, name: str, open_words: str, *, patience: float = PATIENCE) -> None:
        self._name = name
        self._open_words = open_words
        self._patience = patience
        self._line: _BusConnection | None = None
        self._number = 0
        self._one_at_a_time = asyncio.Lock()
        self._is_missed = False
        self.chosen: Callable[[], None] = lambda: None

    async def show(self, text: str) -> bool:
        """Show `text` instead of what was shown before; say whether the service took it."""
        async with self._one_at_a_time:
            number = await self._ask("Notify", "susssasa{sv}i", self._notification(text))
            self._number = number if isinstance(number, int) else 0
            return self._number > 0

    async def clear(self) -> None:
        """Take it away."""
        async with self._one_at_a_time:
            if self._number:
                await self._ask("CloseNotification", "u", (self._number,))
            self._number = 0

    async def close(self) -> None:
        """Take it away, and hang up."""
        await self.clear()
        await self._hang_up()

    def _notification(self, text: str) -> tuple[Any, ...]:
        """Return what `Notify` takes. The words are its title: in that nothing is markup."""
        hints = {
            "desktop-entry": ("s", DESKTOP_ENTRY),
            "suppress-sound": ("b", True),  # we have a gentler one, and only if it is wished
            "urgency": ("y", 1),
        }
        actions = [OPEN, self._open_words]
        return self._name, self._number, DESKTOP_ENTRY, text, "", actions, hints, -1

    async def _ask(self, method: str, signature: str, body: tuple[Any, ...]) -> object:
        """Ask the service; return the first thing it answers, None where it does not."""
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
            async with asyncio.timeout(self._patience):
                line = await self._reach()
                reply = await line.ask(method, signature, body)
        except unreachable as error:
            await self._hang_up()
            self._miss(type(error))
            return None
        if reply.header.message_type is MessageType.error:
            self._miss(MessageType.error)
            return None
        self._is_missed = False
        return reply.body[0] if reply.body else None

    def _miss(self, why: object) -> None:
        """Write down that there is no service: once, until there is one again."""
        if not self._is_missed:
            log.info("no notification could be shown: %s", why)
        self._is_missed = True

    async def _reach(self) -> _BusConnection:
        if self._line is not None and self._line.is_cut:
            await self._hang_up()
        if self._line is None:
            self._line = await _BusConnection.open(self._pressed)
        return self._line

    async def _hang_up(self) -> None:
        line, self._line = self._line, None
        self._number = 0
        if line is not None:
            await line.close()

    def _pressed(self, number: int, token: str) -> None:
        if number != self._number:
            return
        if token:
            os.environ[ACTIVATION] = token  # Qt takes it from there, once
        self.chosen()


class _BusConnection:
    """An open line to the bus, and one who listens for presses on it."""

    def __init__(
        self, connection: DBusConnection, router: DBusRouter, pressed: Callable[[int, str], None]
    ) -> None:
        self._connection = connection
        self._router = router
        self._signals: asyncio.Queue[Message] = asyncio.Queue()
        self._listening = asyncio.get_running_loop().create_task(self._listen(pressed))

    @classmethod
    async def open(cls, pressed: Callable[[int, str], None]) -> _BusConnection:
        """Call the bus; `pressed` hears the number of each pressed notification, and a token."""
        from jeepney.bus_messages import message_bus
        from jeepney.io.asyncio import DBusRouter, open_dbus_connection

        connection = await open_dbus_connection()
        router = DBusRouter(connection)
        line = cls(connection, router, pressed)
        try:
            await router.send_and_get_reply(message_bus.AddMatch(_signals()))
        except BaseException:
            await line.close()
            raise
        return line

    @property
    def is_cut(self) -> bool:
        """Say whether the bus has hung up."""
        return bool(self._connection.reader.at_eof())

    async def ask(self, method: str, signature: str, body: tuple[Any, ...]) -> Message:
        """Call a method of the service and return its reply, which may be an error."""
        from jeepney import new_method_call

        message = new_method_call(_service(), method, signature, body)
        return await self._router.send_and_get_reply(message)

    async def close(self) -> None:
        """Hang up."""
        self._listening.cancel()
        # Whatever ended the line before is over; it was answered by then.
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
