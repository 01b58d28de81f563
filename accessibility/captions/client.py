"""The window's side of captions: keeps the worker alive and passes on what it says.

Works under any asyncio loop (`asyncio.run`, qasync). All methods but `close` only
note a wish and return at once; what follows comes through `tell`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from accessibility.captions.caption import Source, State
from accessibility.captions.health import PING_SECONDS, Deaths, Next, Pulse
from accessibility.captions.lane import Lane
from accessibility.captions.orders import Event, Fault, Listen, Load, Order, Ping, Pong, Stop, Told

LOG = logging.getLogger(__name__)

WORKER = (sys.executable, "-m", "accessibility.captions.worker")
LONGEST_LINE = 4 * 1024 * 1024
GOODBYE_SECONDS = 0.5


class CaptionClient:
    """Runs one worker, from the first `warm` until `close`.

    `tell` is called on the loop's thread with each `Partial`, `Final`, `Missed`,
    `State` and `Level`. Besides the worker's own states there are `restarting`
    (the worker died or hung: the words so far stay, a new one is on its way) and
    `gave_up` (it died at once, three times over: offer `try_again`).
    """

    def __init__(
        self,
        tell: Callable[[Event], None],
        *,
        command: Sequence[str] = WORKER,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell, self._command, self._clock = tell, tuple(command), clock
        self._pack: Load | None = None
        self._lanes: dict[Source, Lane] = {}
        self._process: Process | None = None
        self._life: asyncio.Task[None] | None = None
        self._deaths, self._pulse = Deaths(), Pulse()
        self._loading = self._refused = False
        self._decode = msgspec.json.Decoder(Told).decode

    @property
    def pid(self) -> int | None:
        """The worker's process number while there is one."""
        return self._process.pid if self._process else None

    @property
    def sources(self) -> frozenset[Source]:
        """What is being listened to, or will be as soon as the worker is back."""
        return frozenset(source for source, lane in self._lanes.items() if lane.wanted)

    def warm(self, pack: Path, engine: str | None = None, *, tidy: Path | None = None) -> None:
        """Start the worker and load a language pack, so that listening can begin at once.

        With `tidy`, a second pack, its engine tidies finished lines. With other packs
        than before the worker changes over; sources go on.
        """
        self._pack = Load(str(pack), engine, str(tidy or ""))
        self._take_up()

    def listen(self, source: Source, device: str = "") -> None:
        """Listen to what the computer plays (`group`) or to the microphone (`me`)."""
        lane = self._lanes.get(source)
        start = lane.again(self._clock()).start if lane else 0.0
        self._listen(Listen(source, device=device, start=start))

    def read(self, recording: Path, *, realtime: bool, source: Source = "group") -> None:
        """Caption a wav file as if it were heard; `stopped` is told when it is over."""
        self._listen(Listen(source, recording=str(recording), realtime=realtime))

    def stop(self, source: Source) -> None:
        """Let go of a source and its device; its last words come, then `stopped`."""
        if (lane := self._lanes.get(source)) and lane.wanted:
            lane.wanted = False
            self._send(Stop(source))

    def try_again(self) -> None:
        """Take everything up again after `gave_up` or `bad_pack`."""
        self._deaths = Deaths()
        self._take_up()

    async def close(self) -> None:
        """End the worker; nothing is told after this."""
        life, self._life = self._life, None
        if life:
            life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await life

    def _listen(self, order: Listen) -> None:
        self._lanes[order.source] = Lane(order, self._clock())
        if self._life:
            self._send(order)
        else:
            self._take_up()

    def _take_up(self) -> None:
        """See to it that a worker runs, and tell it all that is wished."""
        if self._life is None:
            self._life = asyncio.get_running_loop().create_task(self._keep_alive())
        elif self._pack:
            self._send(self._pack)
            if self._refused:
                self._send_lanes()

    def _send_lanes(self) -> None:
        self._refused = False
        for lane in self._lanes.values():
            if lane.wanted:
                self._send(lane.again(self._clock()))

    def _send(self, order: Order) -> None:
        """Send an order to a worker that has shown itself; others get all wishes when they do."""
        pipe = self._process.stdin if self._process else None
        if pipe and not pipe.is_closing() and (self._pulse.alive or isinstance(order, Ping)):
            pipe.write(msgspec.json.encode(order) + b"\n")

    async def _keep_alive(self) -> None:
        following: Next = "again"
        while following == "again":
            following = await self._live_once()
            for lane in self._lanes.values():
                lane.worker_died()
            self._say_what_follows(following)
            if following == "again":
                await asyncio.sleep(self._deaths.wait())
        self._life = None

    def _say_what_follows(self, following: Next) -> None:
        text = "restarting" if following == "again" else following
        if not self.sources:
            self._tell(State(text))
        for source in self.sources:
            self._tell(State(text, source=source))

    async def _live_once(self) -> Next:
        """Run one worker from its start to its end, and decide what follows."""
        began = self._clock()
        self._pulse, self._loading = Pulse(), False
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE
            )
        except OSError as error:
            LOG.error("The caption worker cannot be started: %s", error.strerror)
            return "gave_up"
        self._process = process
        asking = asyncio.create_task(self._ask_on(process))
        try:
            await self._hear_out(process)
        finally:
            asking.cancel()
            self._process = None
            status = await _bury(process)
        lived = self._clock() - began
        LOG.warning("The caption worker ended with status %s after %.0f s", status, lived)
        return self._deaths.died(lived=lived, loading=self._loading, status=status)

    async def _hear_out(self, process: Process) -> None:
        """Pass on what the worker says until it says no more, or says nonsense."""
        while process.stdout and (line := await process.stdout.readline()):
            try:
                told = self._decode(line)
            except msgspec.DecodeError:
                return
            first = not self._pulse.alive
            self._pulse.heard(told)
            if first:
                self._take_up()
                self._send_lanes()
            self._pass_on(told)

    def _pass_on(self, told: Told) -> None:
        if isinstance(told, Fault):
            LOG.error("The caption worker met a fault: %s at %s", told.kind, told.where)
        elif not isinstance(told, Pong):
            if isinstance(told, State) and told.text in {"loading", "ready", "bad_pack"}:
                self._loading, self._refused = told.text == "loading", told.text == "bad_pack"
            lane = self._lanes.get(told.source)
            if lane and (gap := lane.note(told)):
                self._tell(gap)
            self._tell(told)

    async def _ask_on(self, process: Process) -> None:
        """Ask whether the worker is there until it is not, and then end it for good."""
        while not self._pulse.asked():
            self._send(Ping())
            await asyncio.sleep(PING_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            process.kill()


async def _bury(process: Process) -> int:
    """End a worker: its input closes, and if that is not enough it is killed."""
    if process.stdin:
        process.stdin.close()
    with contextlib.suppress(TimeoutError):
        return await asyncio.wait_for(process.wait(), GOODBYE_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    return await process.wait()
