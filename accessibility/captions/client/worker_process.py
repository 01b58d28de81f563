"""One caption worker, from its start to its end, as the window's process sees it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence

import msgspec

from accessibility.captions.client.health import PING_SECONDS, PingMonitor
from accessibility.captions.events import State
from accessibility.captions.protocol import Fault, Order, Ping, Told

LOG = logging.getLogger(__name__)

LONGEST_LINE = 4 * 1024 * 1024
GOODBYE_SECONDS = 0.5

Hear = Callable[["WorkerProcess", Told], None]


class WorkerProcess:
    """Starts a worker and stays with it; it is over when `over` is.

    `hear` is given what it tells. `over` gives its exit status; None if it cannot be started.
    """

    def __init__(self, command: Sequence[str], hear: Hear, clock: Callable[[], float]) -> None:
        self._command, self._hear, self._clock = tuple(command), hear, clock
        self._decode = msgspec.json.Decoder(Told).decode
        self._process: Process | None = None
        self.pulse = PingMonitor()
        self.began = clock()
        self.loading = False
        self._is_wanted = True
        self.over = asyncio.get_running_loop().create_task(self._live())

    @property
    def pid(self) -> int | None:
        """The process number while it is there."""
        return self._process.pid if self._process else None

    @property
    def age(self) -> float:
        """Return how long it has been there, in seconds."""
        return self._clock() - self.began

    def send(self, order: Order) -> None:
        """Send an order, if it has shown itself: until then nobody would hear."""
        pipe = self._process.stdin if self._process else None
        if pipe and not pipe.is_closing() and (self.pulse.alive or isinstance(order, Ping)):
            pipe.write(msgspec.json.encode(order) + b"\n")

    def let_go(self) -> None:
        """Ask it to end; it does at once."""
        self._is_wanted = False
        if self._process and self._process.stdin:
            self._process.stdin.close()

    def kill(self) -> None:
        """End it for good."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    async def _live(self) -> int | None:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE
            )
        except OSError as error:
            LOG.error("The caption worker cannot be started: %s", error.strerror)
            return None
        self._process = process
        if not self._is_wanted:
            self.let_go()
        asking = asyncio.create_task(self._ask_on())
        try:
            await self._hear_out(process)
        finally:
            asking.cancel()
            self._process = None
            status = await _terminate(process)
        LOG.warning("The caption worker ended with status %s after %.0f s", status, self.age)
        return status

    async def _hear_out(self, process: Process) -> None:
        """Pass on what the worker says until it says no more, or says nonsense."""
        while process.stdout and (line := await process.stdout.readline()):
            try:
                told = self._decode(line)
            except msgspec.DecodeError:
                return
            if isinstance(told, Fault):
                LOG.error("The caption worker met a fault: %s at %s", told.kind, told.where)
                continue
            self.pulse.heard(told)
            if isinstance(told, State) and told.text in {"loading", "ready", "bad_pack"}:
                self.loading = told.text == "loading"
            self._hear(self, told)

    async def _ask_on(self) -> None:
        """Ask whether the worker is there until it is not, and then end it for good."""
        while not self.pulse.asked():
            self.send(Ping())
            await asyncio.sleep(PING_SECONDS)
        self.kill()


async def _terminate(process: Process) -> int:
    """End a worker: its input closes, and if that is not enough it is killed."""
    if process.stdin:
        process.stdin.close()
    with contextlib.suppress(TimeoutError):
        return await asyncio.wait_for(process.wait(), GOODBYE_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    return await process.wait()
