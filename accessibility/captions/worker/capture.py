"""One thread that listens to one source: from the device into the inbox, with the honest line."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from accessibility.audio.levels import meter, rms
from accessibility.audio.source import (
    BYTES_A_SECOND,
    PATIENCE,
    AudioSource,
    DeviceGone,
    SoundMoved,
    SourceMoved,
)
from accessibility.captions.events import Source, State
from accessibility.captions.protocol import Level, Listen, Told
from accessibility.captions.worker.backlog import Piece, SoundBlock, SoundGap, SourceEnd
from accessibility.captions.worker.speech_seen import Attention, LevelHistory, status_of
from resources.declared import Problem

COMING_BACK = 1.5
"""Seconds a vanished device (or a sound server that restarts) has to come back."""

TRY_AGAIN = 0.2
INSISTING = 5.0
SLEPT = 5.0
LOST = 0.3
LEVEL_SECONDS = 0.2
NOTHING = bytes(int(PATIENCE * BYTES_A_SECOND))

OpenSource = Callable[[Listen], AudioSource]


@dataclass(frozen=True)
class ClockPair:
    """The steady clock and the wall clock at one moment: in sleep only one of them may go on."""

    steady: float
    wall: float


def slept(before: ClockPair, after: ClockPair) -> float:
    """Return how long the computer (or we) stood still between two looks; 0 if it did not."""
    passed = max(after.steady - before.steady, after.wall - before.wall)
    return passed if passed > SLEPT else 0.0


class Capture(threading.Thread):
    """Listens until it is asked to stop, or the device ends, or the system moves us."""

    def __init__(
        self,
        order: Listen,
        *,
        put: Callable[[Source, Piece], float],
        open_source: OpenSource,
        tell: Callable[[Told], None],
        now: Callable[[], ClockPair],
        after: Capture | None = None,
    ) -> None:
        super().__init__(name=f"capture-{order.source}", daemon=True)
        self._order, self._put = order, put
        self._open_source, self._tell, self._now = open_source, tell, now
        self._after = after
        self._asked_to_stop = threading.Event()
        self._quietly = False
        self._clock = order.start
        self._heard = LevelHistory(since=now().steady)
        self._attention: Attention | None = None
        self._level = 0.0
        self._level_told = order.start
        self._displaced_at: float | None = None

    def stop(self, *, quietly: bool = False) -> None:
        """Ask the thread to end; what was heard is still read. `quietly`: no state is said."""
        self._quietly = quietly
        self._asked_to_stop.set()

    def words_came(self, text: str) -> None:
        """Note that the engine found words just now, if it did."""
        if text:
            self._heard.words = self._now().steady

    def run(self) -> None:
        """Listen; whatever ends it, say so, and let the words before it be finished."""
        if self._after:
            self._after.join()
        end = SourceEnd()
        try:
            self._listen()
            if not self._quietly:
                end = SourceEnd(self._state("stopped"))
        except SoundMoved as problem:
            self._tell(self._state("moved", problem.key))
        except Problem as problem:
            self._tell(self._state("no_device", problem.key))
        self._put(self._order.source, end)

    def _listen(self) -> None:
        """Read one opening of the ear after the other; raises the `Problem` that ends it."""
        gone: ClockPair | None = None
        while not self._asked_to_stop.is_set():
            ear = self._open(gone)
            if ear is None:
                continue
            if gone:
                self._lose(self._now().wall - gone.wall)
            elif not self._order.recording:
                self._clock += self._now().steady - self._heard.since  # opening took time
            try:
                gone = self._read(ear)
            finally:
                ear.close()
            if gone is None:
                return

    def _open(self, gone: ClockPair | None) -> AudioSource | None:
        """Open the ear; `None` when a device that was there has not come back yet."""
        try:
            ear = self._open_source(self._order)
        except SoundMoved:
            raise
        except SourceMoved:
            self._displaced(self._now())
            return None
        except Problem:
            if gone is None or self._now().steady - gone.steady > COMING_BACK:
                raise
            self._asked_to_stop.wait(TRY_AGAIN)
            return None
        if self._order.source == "me":
            # what is opened again later is this microphone or none: another may hear more
            self._order = msgspec.structs.replace(self._order, device=ear.device)
        return ear

    def _read(self, ear: AudioSource) -> ClockPair | None:
        """Read until the end (`None`), or until the ear must be opened again: since when."""
        self._attention = None
        self._say("listening", ear.name)
        before = self._now()
        while not self._asked_to_stop.is_set():
            try:
                sound = ear.read()
            except DeviceGone:
                return before
            except SourceMoved:
                self._displaced(before)
                return before
            if sound is None:
                return None
            now = self._now()
            if slept(before, now):
                return before
            self._hear(sound or NOTHING, None if ear.waits else now.steady, ear.name)
            before = now
        return None

    def _displaced(self, moment: ClockPair) -> None:
        """Put up with being moved off our device once, not with being moved again and again."""
        again = self._displaced_at is not None and moment.steady - self._displaced_at < INSISTING
        self._displaced_at = moment.steady
        if again:
            raise SoundMoved

    def _hear(self, data: bytes, at: float | None, name: str) -> None:
        sound = SoundBlock(data, self._clock, at, exact=bool(self._order.recording))
        self._clock = round(sound.end, 6)
        waiting = self._put(self._order.source, sound)
        if at is None:
            return
        loudness = rms(data)
        self._heard.hear(loudness, at)
        self._say(status_of(self._heard, at), name)
        self._level = max(self._level, meter(loudness))
        if self._clock - self._level_told >= LEVEL_SECONDS - 0.001:
            self._tell(Level(self._level, self._clock, self._order.source, round(waiting * 1000)))
            self._level, self._level_told = 0.0, self._clock

    def _lose(self, seconds: float) -> None:
        """Account for time in which nothing could be heard."""
        if seconds > LOST:
            start, self._clock = self._clock, self._clock + seconds
            self._put(self._order.source, SoundGap(start, self._clock))

    def _say(self, attention: Attention, name: str) -> None:
        if attention != self._attention:
            self._attention = attention
            self._tell(self._state(attention, name))

    def _state(self, text: str, detail: str = "") -> State:
        return State(text, self._clock, self._clock, self._order.source, detail=detail)
