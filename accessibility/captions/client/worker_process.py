"""One caption worker process: start, orders, liveness pings, end; and when to restart it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from accessibility.captions.events import State
from accessibility.captions.protocol import Event, Fault, Order, Ping, Pong, Told
from resources.platform.child_process import start_child_async

LOG = logging.getLogger(__name__)

LONGEST_LINE_BYTES = 4 * 1024 * 1024
"""Bytes in a line of the worker; in a longer one there is a fault."""

GOODBYE_SECONDS = 0.5
"""How long a worker may take to end by itself once its input is closed."""

PING_SECONDS = 0.4
"""Between two pings."""

UNANSWERED = 4
"""Pings without a sign of life: 1.6 to 2 s. Pings are counted, not seconds, so that a
window that was itself stopped does not blame the worker."""

UNANSWERED_AT_START = 50
"""The same before the first sign of life: 20 s; a cold disk is slow to bring Python."""

LOADING_LIMIT_S = 60.0
DECODING_LIMIT_S = 10.0
"""How long an engine may be busy with a pack, or with one piece of sound, before it is stuck."""

QUICK_DEATH_S = 20.0
"""A worker that lived no longer than this died at once."""

QUICK_DEATHS = 3
"""So many in a row, and no other worker is started."""

BACK_OFF_S = (0.0, 0.0, 1.0)
"""Seconds before the next start, after no, one, two quick deaths in a row."""

FLOOD_LINES = 10_000
"""Lines between two answers to pings from which on they are a fault; a recording that is read
as fast as can be makes some hundreds."""

BREATH_LINES = 100
"""Lines after which the window may do something else."""

KILLED = -9
"""The exit status of a process that was ended by SIGKILL, and of one that we ended."""

NONSENSE = (ValueError, RecursionError)
"""What a line raises that holds no event: another thing, bytes that are no text, a line without
an end (`StreamReader.readline`); and brackets without an end."""


class Flood(ValueError):
    """A worker pours lines out."""


Next = Literal["again", "bad_pack", "gave_up"]

OnEvent = Callable[["WorkerProcess", Event | Pong], None]


class WorkerProcess:
    """Starts a worker and stays with it; it is over when `over` is.

    `on_event` is given what it tells. `over` gives its exit status; None if it cannot be started.
    """

    def __init__(
        self, command: Sequence[str], on_event: OnEvent, clock: Callable[[], float]
    ) -> None:
        self._command, self._on_event, self._clock = tuple(command), on_event, clock
        self._decode = msgspec.json.Decoder(Told).decode
        self._process: Process | None = None
        self.pings = PingMonitor()
        self.began = clock()
        self.loading = False
        self._lines = 0
        self._is_wanted, self._was_killed = True, False
        self.over = asyncio.get_running_loop().create_task(self._run())

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
        if pipe and not pipe.is_closing() and (self.pings.alive or isinstance(order, Ping)):
            pipe.write(msgspec.json.encode(order) + b"\n")

    def let_go(self) -> None:
        """Ask it to end; it does at once."""
        self._is_wanted = False
        if self._process and self._process.stdin:
            self._process.stdin.close()

    def kill(self) -> None:
        """End it for good."""
        self._was_killed = True
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    async def _run(self) -> int | None:
        try:
            process = await start_child_async(
                self._command, "stdin", "stdout", limit=LONGEST_LINE_BYTES
            )
        except OSError as error:
            LOG.error("The caption worker cannot be started: %s", error.strerror)
            return None
        self._process = process
        if not self._is_wanted:
            self.let_go()
        pinging = asyncio.create_task(self._keep_pinging())
        try:
            await self._read_events(process)
        finally:
            pinging.cancel()
            self._process = None
            status = await _terminate(process)
        LOG.warning("The caption worker ended with status %s after %.0f s", status, self.age)
        return KILLED if self._was_killed else status

    async def _read_events(self, process: Process) -> None:
        """Pass on what the worker says until it says no more; one that says nonsense is killed."""
        while (told := await self._next_told(process)) is not None:
            if isinstance(told, Fault):
                LOG.error("The caption worker met a fault: %s at %s", told.kind, told.where)
                continue
            self.pings.note(told)
            if isinstance(told, State) and told.text in {"loading", "ready", "bad_pack"}:
                self.loading = told.text == "loading"
            self._on_event(self, told)

    async def _next_told(self, process: Process) -> Told | None:
        """Return the next thing it tells; None at the end, or once it has said nonsense.

        Nonsense is a fault inside the worker, and it is replaced as after any other: what
        comes next from it cannot be believed.
        """
        try:
            line = await process.stdout.readline() if process.stdout else b""
            return await self._counted(self._decode(line)) if line.endswith(b"\n") else None
        except NONSENSE as error:  # never its message: it may hold words
            LOG.error("The caption worker said what is no event: %s", type(error).__name__)
            self.kill()
            return None

    async def _counted(self, told: Told) -> Told:
        """Return it, and let the window do something else now and then. Raises `Flood`."""
        self._lines = 0 if isinstance(told, Pong) else self._lines + 1
        if self._lines > FLOOD_LINES:
            raise Flood
        if self._lines % BREATH_LINES == 0:
            await asyncio.sleep(0)
        return told

    async def _keep_pinging(self) -> None:
        """Ask whether the worker is there until it is not, and then end it for good."""
        while not self.pings.sent():
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


@dataclass
class PingMonitor:
    """Whether the worker lives, from the pings sent and what came back."""

    alive: bool = False
    unanswered: int = 0
    stuck: bool = False

    def sent(self) -> bool:
        """Note a ping; answer whether the worker must be given up."""
        self.unanswered += 1
        return self.stuck or self.unanswered > (UNANSWERED if self.alive else UNANSWERED_AT_START)

    def note(self, told: object) -> None:
        """Note anything that came from the worker."""
        self.alive, self.unanswered = True, 0
        if isinstance(told, Pong):
            self.stuck = told.busy > (LOADING_LIMIT_S if told.loading else DECODING_LIMIT_S)


@dataclass
class RestartPolicy:
    """Counts deaths that came soon after the start, so that there is never a storm of them."""

    quick: int = 0

    def died(self, *, lived: float, loading: bool, status: int | None) -> Next:
        """Decide what to do after a death.

        A native fault while a pack is loaded means the pack: it would fault again.
        Killed from outside (out of memory, perhaps) is worth another start; one that
        could not even be started (`None`) is not.
        """
        if status is None:
            return "gave_up"
        if loading and status != KILLED:
            return "bad_pack"
        self.quick = self.quick + 1 if lived < QUICK_DEATH_S else 0
        return "gave_up" if self.quick >= QUICK_DEATHS else "again"

    def wait(self) -> float:
        """Return the seconds to wait before the next start."""
        return BACK_OFF_S[min(self.quick, len(BACK_OFF_S) - 1)]
