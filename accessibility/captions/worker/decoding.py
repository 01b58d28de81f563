"""Decoder thread: owns the speech engine, loads packs, turns queued sound into events."""

from __future__ import annotations

import hashlib
import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from accessibility.captions.engines.recogniser import SpeechModel
from accessibility.captions.events import RATE, Source, State
from accessibility.captions.protocol import Load, Told
from accessibility.captions.worker.inbox import Inbox, Piece, SourceEnd
from accessibility.captions.worker.pipeline import Pipeline
from resources.declared import Problem

IDLE_S = 2.0
"""Seconds without anything to do after which the microphone's recogniser gets warm too."""


STARVED_FROM = 0.1
"""Seconds of processor time a second from which on an engine works, however slowly: it shares a
busy computer. One that hangs gets none."""

LoadEngine = Callable[[Path, str | None, Path | None], SpeechModel]
"""Makes an engine of the pack at a path, with the engine the person chose, if any; the last
path is a second pack, whose engine tidies finished lines. Raises `Problem` when it cannot."""


class Decoder(threading.Thread):
    """Empties the inbox for ever. `busy` tells from outside whether it is stuck.

    `stop_listening` lets go of every device without a word: without an engine nothing
    is listened to.
    """

    def __init__(
        self,
        inbox: Inbox,
        *,
        is_listening: Callable[[], bool],
        stop_listening: Callable[[], None],
        load: LoadEngine,
        tell: Callable[[Told], None],
        clock: Callable[[], float],
        processor: Callable[[], float] = time.process_time,
    ) -> None:
        super().__init__(name="decoder", daemon=True)
        self._inbox = inbox
        self._is_listening, self._stop_listening = is_listening, stop_listening
        self._load, self._tell, self._clock = load, tell, clock
        self._processor = processor
        self._loaded: Load | None = None
        self._engine: SpeechModel | None = None
        self._pipelines: dict[Source, Pipeline] = {}
        self._began: tuple[float, float] | None = None
        self.loading = False

    def run(self) -> None:
        """Do one job after the other."""
        while True:
            job = self._inbox.take(IDLE_S)
            self._began = self._clock(), self._processor()
            if isinstance(job, Load):
                self._load_pack(job)
            elif job:
                self._read(*job)
            else:
                self._warm("me")
            self._began = None

    def busy(self) -> float:
        """Return how many seconds it has been at its present job."""
        began = self._began
        if began is None:
            return 0.0
        return time_at_work(self._clock() - began[0], self._processor() - began[1])

    def _read(self, source: Source, piece: Piece) -> None:
        if self._engine is not None:
            for told in self._pipeline(source).follow(piece):
                self._tell(told)
        elif isinstance(piece, SourceEnd) and piece.state:
            self._tell(piece.state)

    def _load_pack(self, order: Load) -> None:
        if order != self._loaded:
            self._let_go()
            self._tell(State("loading"))
            try:
                self._engine = self._load_engine(order)
            except Problem as problem:
                self._stop_listening()
                self._tell(State("bad_pack", detail=problem.key))
                return
            self._loaded = order
            self._warm("group")
        self._tell(State("ready", detail=self._engine.name if self._engine else ""))

    def _load_engine(self, order: Load) -> SpeechModel:
        self.loading = True
        try:
            return self._load(
                Path(order.path), order.engine, Path(order.tidy) if order.tidy else None
            )
        finally:
            self.loading = False

    def _warm(self, source: Source) -> None:
        """Get a recogniser's slow first second over while nobody is speaking to it.

        Only one that is to be warm: whether a recording's words come out as the bare engine's
        must not hang on how busy the computer is.
        """
        wanted = self._loaded is not None and source in self._loaded.warms
        if wanted and not self._is_listening() and source not in self._pipelines:
            self._pipeline(source).warm(warm_up_noise())

    def _pipeline(self, source: Source) -> Pipeline:
        if source not in self._pipelines and self._engine is not None:
            self._pipelines[source] = Pipeline(
                source,
                self._engine.recogniser(),
                clock=self._clock,
                fast_drafts=self._engine.has_cheap_drafts,
                long_lines=self._engine.has_long_lines,
            )
        return self._pipelines[source]

    def _let_go(self) -> None:
        for pipeline in self._pipelines.values():
            for told in pipeline.close():
                self._tell(told)
        self._pipelines.clear()
        self._loaded = self._engine = None


def warm_up_noise(seconds: float = 1.0) -> bytes:
    """Make noise in bursts, as loud as speech and with no words in it: something to warm up on."""
    count = int(seconds * RATE)
    noise = array("h", hashlib.shake_128(b"warm up").digest(2 * count))
    return array(
        "h", (each // 10 if n // 1600 % 3 else 0 for n, each in enumerate(noise))
    ).tobytes()


def time_at_work(passed: float, processor: float) -> float:
    """Return how long an engine has been at work, in seconds.

    That is the processor time it had while so many seconds have `passed`: on a busy computer it
    is not to blame for the rest. One that hangs has next to none; then what has passed counts.
    """
    return min(passed, processor) if processor >= STARVED_FROM * passed else passed
