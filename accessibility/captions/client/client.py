"""Client of the caption worker: keeps one running, restores what it lost, passes events on.

Works under any asyncio loop (`asyncio.run`, qasync). All methods but `close` only
note a wish and return at once; what follows comes through `tell`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from math import inf
from pathlib import Path

import msgspec

from accessibility.captions.client.renewal import (
    MemoryGrowth,
    RenewalLimits,
    ReplacementWorker,
    renewal_due,
)
from accessibility.captions.client.worker_process import Next, RestartPolicy, WorkerProcess
from accessibility.captions.events import Caption, Missed, Source, State
from accessibility.captions.protocol import (
    BOTH_SOURCES,
    Event,
    Level,
    Listen,
    Load,
    Order,
    Pong,
    Stop,
)
from resources.platform.child_process import CAPTION_WORKER, child_command

LOG = logging.getLogger(__name__)

WORKER = child_command(CAPTION_WORKER)
"""Starts the caption worker."""

QUIET = frozenset({"quiet", "no_sound"})
"""States in which nobody speaks."""

ENDED = frozenset({"moved", "no_device", "stopped"})
"""States after which the worker listens to a source no more."""


AHEAD_S = 5.0
"""Seconds that a source's clock may be ahead of ours; what is told of later is a fault."""


class CaptionClient:
    """Runs one worker, from the first `warm` until `close`.

    `tell` is called on the loop's thread with each `Partial`, `Final`, `Missed`,
    `State` and `Level`. Besides the worker's own states there are `restarting`
    (the worker died or hung: the words so far stay, a new one is on its way) and
    `gave_up` (it died at once, three times over: offer `try_again`). A worker that has
    grown old is replaced in a silence, of which nothing is told.
    """

    def __init__(
        self,
        tell: Callable[[Event], None],
        *,
        command: Sequence[str] = WORKER,
        clock: Callable[[], float] = time.monotonic,
        limits: RenewalLimits | None = None,
    ) -> None:
        self._tell, self._command, self._clock = tell, tuple(command), clock
        self._limits = limits or RenewalLimits()
        self._pack: Load | None = None
        self._sources: dict[Source, SourceClock] = {}
        self._worker: WorkerProcess | None = None
        self._replacement: ReplacementWorker | None = None
        self._life: asyncio.Task[None] | None = None
        self._deaths, self._growth = RestartPolicy(), MemoryGrowth()
        self._refused = False
        self._greeted: WorkerProcess | None = None
        self._leaving: set[asyncio.Task[int | None]] = set()

    @property
    def pid(self) -> int | None:
        """The worker's process number while there is one."""
        return self._worker.pid if self._worker else None

    @property
    def sources(self) -> frozenset[Source]:
        """What is being listened to, or will be as soon as the worker is back."""
        return frozenset(source for source, clock in self._sources.items() if clock.wanted)

    def warm(
        self,
        pack: Path,
        engine: str | None = None,
        *,
        tidy: Path | None = None,
        warms: tuple[Source, ...] = BOTH_SOURCES,
    ) -> None:
        """Start the worker and load a language pack, so that listening can begin at once.

        With `tidy`, a second pack, its engine tidies finished lines. `warms` are the sources
        whose recognisers get warm (`Load`). With other packs than before the worker changes
        over; sources go on.
        """
        whole = str(tidy.absolute()) if tidy else ""
        self._pack = Load(str(pack.absolute()), engine, whole, warms)
        self._drop_replacement()
        self._take_up()

    def listen(self, source: Source, device: str = "") -> None:
        """Listen to what is played (`group`) or to the microphone (`me`), both on one clock."""
        clock = self._sources.get(source) or next(iter(self._sources.values()), None)
        start = clock.resumed(self._clock()).start if clock else 0.0
        self._listen(Listen(source, device=device, start=start))

    def read(self, recording: Path, *, realtime: bool, source: Source = "group") -> None:
        """Caption a wav file as if it were heard; `stopped` is told when it is over."""
        self._listen(Listen(source, recording=str(recording.absolute()), realtime=realtime))

    def stop(self, source: Source) -> None:
        """Let go of a source and its device; its last words come, then `stopped`."""
        if (clock := self._sources.get(source)) and clock.wanted:
            clock.wanted = False
            self._drop_replacement()
            self._send(Stop(source))

    def try_again(self) -> None:
        """Take everything up again after `gave_up` or `bad_pack`."""
        self._deaths = RestartPolicy()
        self._take_up()

    async def close(self) -> None:
        """End the worker; nothing is told after this."""
        self._drop_replacement()
        if self._worker:
            self._leaving.add(self._worker.over)
        life, self._life = self._life, None
        for task in ([life] if life else []) + [*self._leaving]:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def _listen(self, order: Listen) -> None:
        self._sources[order.source] = SourceClock(order, self._clock())
        self._drop_replacement()
        if self._life:
            self._send(order)
        else:
            self._take_up()

    def _take_up(self) -> None:
        """See to it that a worker runs, and tell it all that is wished."""
        if self._life is None:
            self._life = asyncio.get_running_loop().create_task(self._keep_alive())
            self._life.add_done_callback(self._note_end)
        elif self._pack:
            self._send(self._pack)
            if self._refused:
                self._send_wishes()

    def _send_wishes(self) -> None:
        self._refused = False
        for order in self._wishes():
            self._send(order)

    def _wishes(self) -> list[Listen]:
        return [clock.resumed(self._clock()) for clock in self._sources.values() if clock.wanted]

    def _send(self, order: Order) -> None:
        """Send an order to a worker that has shown itself; others get all wishes when they do."""
        if self._worker:
            self._worker.send(order)

    async def _keep_alive(self) -> None:
        following: Next = "again"
        while following == "again":
            worker = self._worker = self._start()
            status = await worker.over
            while worker is not self._worker:  # a younger one has taken its place
                worker = self._worker
                status = await worker.over
            self._drop_replacement()
            self._worker = None
            following = self._deaths.died(lived=worker.age, loading=worker.loading, status=status)
            for clock in self._sources.values():
                clock.worker_died()
            self._say_what_follows(following)
            if following == "again":
                await asyncio.sleep(self._deaths.wait())
        self._life = None

    def _note_end(self, life: asyncio.Task[None]) -> None:
        """Say that captions ended, if a fault on our side of the pipe ended them."""
        if life.cancelled() or (fault := life.exception()) is None:
            return
        LOG.error("Captions ended by a fault of our own: %s", type(fault), exc_info=fault)
        self._life = self._worker = None
        self._say_what_follows("gave_up")

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._command, self._handle, self._clock)

    def _say_what_follows(self, following: Next) -> None:
        text = "restarting" if following == "again" else following
        if not self.sources:
            self._tell(State(text))
        for source in self.sources:
            self._tell(State(text, source=source))

    def _handle(self, worker: WorkerProcess, told: Event | Pong) -> None:
        if worker is not self._worker:
            self._lead_replacement(worker, told)
            return
        if worker is not self._greeted:
            self._greeted = worker
            self._take_up()
            self._send_wishes()
        self._growth.note(told)
        if isinstance(told, Pong):
            self._renew_if_due(worker)
        else:
            self._pass_on(told)

    def _pass_on(self, told: Event) -> None:
        if isinstance(told, State) and told.text in {"loading", "ready", "bad_pack"}:
            self._refused = told.text == "bad_pack"
        clock = self._sources.get(told.source)
        if clock and (gap := clock.note(told, self._clock())):
            self._tell(gap)
        self._tell(told)

    def _renew_if_due(self, worker: WorkerProcess) -> None:
        """Replace the worker when its time has come; if memory is short, the old one goes first."""
        silence = silence_of(self._sources.values(), self._clock())
        verdict = renewal_due(
            self._limits, age=worker.age, growth=self._growth.more, silence=silence
        )
        if verdict == "ended":
            worker.kill()
        elif verdict == "stays" or self._pack is None:
            self._drop_replacement()
        elif self._replacement is None and self._limits.has_room(self._growth.size):
            self._replacement = ReplacementWorker(self._start(), self._pack, self._wishes)
        elif self._replacement is None:
            worker.let_go()

    def _lead_replacement(self, worker: WorkerProcess, told: Event | Pong) -> None:
        """Lead the replacement on, and let it take over once it listens to all."""
        replacement = self._replacement
        if replacement is None or worker is not replacement.worker:
            return
        replacement.note(told)
        if replacement.has_failed:
            self._drop_replacement()
        elif replacement.is_ready and self._worker:
            before, self._replacement = self._worker, None
            self._worker = self._greeted = worker
            self._growth = MemoryGrowth(ready=True)
            self._let_go(before)
            for state in replacement.states:
                self._pass_on(state)

    def _drop_replacement(self) -> None:
        replacement, self._replacement = self._replacement, None
        if replacement:
            self._let_go(replacement.worker)

    def _let_go(self, worker: WorkerProcess) -> None:
        worker.let_go()
        self._leaving.add(worker.over)
        worker.over.add_done_callback(self._leaving.discard)


class SourceClock:
    """What was asked of one source, how far it was read, and what was lost.

    Its clock goes on over pauses and deaths of the worker, and never back.
    """

    def __init__(self, order: Listen, now: float) -> None:
        self.order = order
        self.wanted = True
        self._began = now - order.start
        self._read_until = order.start
        self._lost = False
        self._quiet_since: float | None = None

    def note(self, told: Event, now: float) -> Missed | None:
        """Learn from what the worker told; answer a gap to be told before it, if there is one."""
        if isinstance(told, State):
            if told.text in ENDED:
                self.wanted = False
            self._quiet_since = now if told.text in QUIET else None
            return self._gap(told) if told.text == "listening" else None
        if not isinstance(told, Level) and self._quiet_since is not None:
            self._quiet_since = now  # words, however softly they are spoken
        behind = told.lag_ms / 1000 if isinstance(told, Level) else 0.0
        read_until = min(told.end - behind, now - self._began + AHEAD_S)
        self._read_until = max(self._read_until, read_until)
        return None

    def silence(self, now: float) -> float:
        """Return for how many seconds nobody has spoken; a recording is never interrupted."""
        if self._quiet_since is None or self.order.recording:
            return 0.0
        return now - self._quiet_since

    def resumed(self, now: float) -> Listen:
        """Return the order that takes up the source where the clock is now."""
        if self.order.recording:
            return self.order
        start = max(self._read_until, now - self._began)
        return msgspec.structs.replace(self.order, start=round(start, 3))

    def worker_died(self) -> None:
        """What is said from now until listening goes on is lost; a recording cannot go on."""
        self._lost, self._quiet_since = True, None
        if self.order.recording:
            self.wanted = False

    def _gap(self, told: Caption) -> Missed | None:
        lost, self._lost = self._lost, False
        if not lost or told.start <= self._read_until:
            return None
        began, self._read_until = self._read_until, told.start
        return Missed(round(began, 3), told.start, told.source)


def silence_of(clocks: Iterable[SourceClock], now: float) -> float:
    """Return for how many seconds nobody has spoken; without end where nothing is listened to."""
    return min((clock.silence(now) for clock in clocks if clock.wanted), default=inf)
