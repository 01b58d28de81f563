"""The window's side of captions: keeps the worker alive and passes on what it says.

Works under any asyncio loop (`asyncio.run`, qasync). All methods but `close` only
note a wish and return at once; what follows comes through `tell`.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from accessibility.captions.client.health import Next, RestartPolicy
from accessibility.captions.client.lane import SourceClock, silence_of
from accessibility.captions.client.renewal import (
    MemoryGrowth,
    RenewalLimits,
    ReplacementWorker,
    renewal_due,
)
from accessibility.captions.client.worker_process import WorkerProcess
from accessibility.captions.events import Source, State
from accessibility.captions.protocol import Event, Fault, Listen, Load, Order, Pong, Stop, Told

WORKER = (sys.executable, "-m", "accessibility.captions.worker.main")


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
        self._lanes: dict[Source, SourceClock] = {}
        self._worker: WorkerProcess | None = None
        self._heir: ReplacementWorker | None = None
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
        return frozenset(source for source, lane in self._lanes.items() if lane.wanted)

    def warm(self, pack: Path, engine: str | None = None, *, tidy: Path | None = None) -> None:
        """Start the worker and load a language pack, so that listening can begin at once.

        With `tidy`, a second pack, its engine tidies finished lines. With other packs
        than before the worker changes over; sources go on.
        """
        self._pack = Load(str(pack), engine, str(tidy or ""))
        self._drop_heir()
        self._take_up()

    def listen(self, source: Source, device: str = "") -> None:
        """Listen to what is played (`group`) or to the microphone (`me`), both on one clock."""
        lane = self._lanes.get(source) or next(iter(self._lanes.values()), None)
        start = lane.again(self._clock()).start if lane else 0.0
        self._listen(Listen(source, device=device, start=start))

    def read(self, recording: Path, *, realtime: bool, source: Source = "group") -> None:
        """Caption a wav file as if it were heard; `stopped` is told when it is over."""
        self._listen(Listen(source, recording=str(recording), realtime=realtime))

    def stop(self, source: Source) -> None:
        """Let go of a source and its device; its last words come, then `stopped`."""
        if (lane := self._lanes.get(source)) and lane.wanted:
            lane.wanted = False
            self._drop_heir()
            self._send(Stop(source))

    def try_again(self) -> None:
        """Take everything up again after `gave_up` or `bad_pack`."""
        self._deaths = RestartPolicy()
        self._take_up()

    async def close(self) -> None:
        """End the worker; nothing is told after this."""
        self._drop_heir()
        if self._worker:
            self._leaving.add(self._worker.over)
        life, self._life = self._life, None
        for task in ([life] if life else []) + [*self._leaving]:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def _listen(self, order: Listen) -> None:
        self._lanes[order.source] = SourceClock(order, self._clock())
        self._drop_heir()
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
        for order in self._wishes():
            self._send(order)

    def _wishes(self) -> list[Listen]:
        return [lane.again(self._clock()) for lane in self._lanes.values() if lane.wanted]

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
            self._drop_heir()
            self._worker = None
            following = self._deaths.died(lived=worker.age, loading=worker.loading, status=status)
            for lane in self._lanes.values():
                lane.worker_died()
            self._say_what_follows(following)
            if following == "again":
                await asyncio.sleep(self._deaths.wait())
        self._life = None

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._command, self._hear, self._clock)

    def _say_what_follows(self, following: Next) -> None:
        text = "restarting" if following == "again" else following
        if not self.sources:
            self._tell(State(text))
        for source in self.sources:
            self._tell(State(text, source=source))

    def _hear(self, worker: WorkerProcess, told: Told) -> None:
        if worker is not self._worker:
            self._hear_heir(worker, told)
            return
        if worker is not self._greeted:
            self._greeted = worker
            self._take_up()
            self._send_lanes()
        self._growth.note(told)
        if isinstance(told, Pong):
            self._look_after(worker)
        elif not isinstance(told, Fault):
            self._pass_on(told)

    def _pass_on(self, told: Event) -> None:
        if isinstance(told, State) and told.text in {"loading", "ready", "bad_pack"}:
            self._refused = told.text == "bad_pack"
        lane = self._lanes.get(told.source)
        if lane and (gap := lane.note(told, self._clock())):
            self._tell(gap)
        self._tell(told)

    def _look_after(self, worker: WorkerProcess) -> None:
        """Replace the worker when its time has come; if memory is short, without an heir."""
        silence = silence_of(self._lanes.values(), self._clock())
        verdict = renewal_due(
            self._limits, age=worker.age, growth=self._growth.more, silence=silence
        )
        if verdict == "ended":
            worker.kill()
        elif verdict == "stays" or self._pack is None:
            self._drop_heir()
        elif self._heir is None and self._limits.has_room(self._growth.size):
            self._heir = ReplacementWorker(self._start(), self._pack, self._wishes)
        elif self._heir is None:
            worker.let_go()

    def _hear_heir(self, worker: WorkerProcess, told: Told) -> None:
        """Lead the heir on, and let it take over once it hears; what it tells is silence."""
        heir = self._heir if self._heir and worker is self._heir.worker else None
        if heir:
            heir.hear(told)
        if heir and heir.has_failed:
            self._drop_heir()
        elif heir and heir.is_ready and self._worker:
            before, self._heir = self._worker, None
            self._worker = self._greeted = worker
            self._growth = MemoryGrowth(ready=True)
            self._let_go(before)
            for state in heir.states:
                self._pass_on(state)

    def _drop_heir(self) -> None:
        heir, self._heir = self._heir, None
        if heir:
            self._let_go(heir.worker)

    def _let_go(self, worker: WorkerProcess) -> None:
        worker.let_go()
        self._leaving.add(worker.over)
        worker.over.add_done_callback(self._leaving.discard)
