"""Capture thread of one source: device to inbox, and what to say of the sound meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from accessibility.audio.levels import meter, rms
from accessibility.audio.source import (
    BYTES_A_SECOND,
    PATIENCE_S,
    AudioSource,
    DeviceGone,
    SoundMoved,
    SourceMoved,
)
from accessibility.captions.events import Source, State
from accessibility.captions.protocol import Level, Listen, Told
from accessibility.captions.worker.inbox import Piece, SoundBlock, SoundGap, SourceEnd
from resources.declared import Problem

REOPEN_WITHIN_S = 1.5
"""Seconds a vanished device (or a sound server that restarts) has to come back."""

RETRY_S = 0.2
"""Seconds between two attempts to open it again."""

MOVED_AGAIN_WITHIN_S = 5.0
"""Seconds after being moved off our device in which being moved again ends the capture."""

SLEPT_S = 5.0
"""Seconds between two blocks from which the computer must have slept."""

LOST_S = 0.3
"""Seconds without sound that are worth a gap."""

LEVEL_EVERY_S = 0.2
"""Seconds between two levels that are told."""

SILENCE = bytes(int(PATIENCE_S * BYTES_A_SECOND))

SPEECH_LEVEL = 0.004
"""RMS above which sound may be speech: -48 dB; a quiet room's microphone stays below."""

QUIET_AFTER_S = 2.0
"""Seconds without speech after which it is said that nobody speaks."""

NEVER_HEARD_AFTER_S = 3.0
"""Seconds of digital silence from the start after which no sound seems to reach us."""

NO_SOUND_AFTER_S = 10.0
"""Seconds of digital silence after sound; longer, for muted meetings play nothing at all."""

NO_WORDS_AFTER_S = 8.0
"""Seconds of sound as loud as speech, without a word."""

PAUSE_S = 1.5
"""Seconds below `SPEECH_LEVEL` that end a stretch of speech."""

SourceStatus = Literal["listening", "quiet", "no_sound", "no_words"]

OpenSource = Callable[[Listen], AudioSource]


@dataclass(frozen=True)
class ClockPair:
    """The steady clock and the wall clock at one moment: in sleep only one of them may go on."""

    steady: float
    wall: float


def slept(before: ClockPair, after: ClockPair) -> float:
    """Return how long the computer (or we) stood still between two moments; 0 if it did not."""
    passed = max(after.steady - before.steady, after.wall - before.wall)
    return passed if passed > SLEPT_S else 0.0


@dataclass
class LevelHistory:
    """When each kind of sound was last met. Times are seconds of any steady clock."""

    since: float
    sound: float | None = None
    speech: float | None = None
    speech_began: float | None = None
    words: float | None = None

    def hear(self, loudness: float, now: float) -> None:
        """Note the `rms` of a block that ended `now`."""
        if loudness > 0:
            self.sound = now
        if loudness < SPEECH_LEVEL:
            return
        if self.speech is None or self.speech_began is None or now - self.speech > PAUSE_S:
            self.speech_began = now
        self.speech = now


def status_of(heard: LevelHistory, now: float) -> SourceStatus:
    """Decide what to say of a source now.

    - words in the last seconds, or sound too young to judge: listening
    - digital nothing for 3 s from the start, for 10 s later on: no sound reaches us
      (a meeting program plays nothing at all while everybody is muted)
    - loud for 8 s without a word: sound, but no words
    """
    if heard.sound is None and now - heard.since >= NEVER_HEARD_AFTER_S:
        return "no_sound"
    if heard.sound is not None and now - heard.sound >= NO_SOUND_AFTER_S:
        return "no_sound"
    loud_until = heard.since if heard.speech is None else heard.speech
    if now - max(loud_until, heard.words or heard.since) >= QUIET_AFTER_S:
        return "quiet"
    began = heard.since if heard.speech_began is None else heard.speech_began
    if heard.speech is not None and now - max(began, heard.words or began) >= NO_WORDS_AFTER_S:
        return "no_words"
    return "listening"


class Capture(threading.Thread):
    """Listens until it is asked to stop, the device ends, or the system moves our stream."""

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
        self._status: SourceStatus | None = None
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
        """Read one opening of the source after the other; raises the `Problem` that ends it."""
        gone: ClockPair | None = None
        while not self._asked_to_stop.is_set():
            opened = self._open(gone)
            if opened is None:
                continue
            if gone:
                self._lose(self._now().wall - gone.wall)
            elif not self._order.recording:
                self._clock += self._now().steady - self._heard.since  # opening took time
            try:
                gone = self._read(opened)
            finally:
                opened.close()
            if gone is None:
                return

    def _open(self, gone: ClockPair | None) -> AudioSource | None:
        """Open the source; `None` when a device that was there has not come back yet."""
        try:
            opened = self._open_source(self._order)
        except SoundMoved:
            raise
        except SourceMoved:
            self._displaced(self._now())
            return None
        except Problem:
            if gone is None or self._now().steady - gone.steady > REOPEN_WITHIN_S:
                raise
            self._asked_to_stop.wait(RETRY_S)
            return None
        if self._order.source == "me":
            # what is opened again later is this microphone or none: another may hear more
            self._order = msgspec.structs.replace(self._order, device=opened.device)
        return opened

    def _read(self, opened: AudioSource) -> ClockPair | None:
        """Read until the end (`None`), or until the source must be opened again: since when."""
        self._status = None
        self._say("listening", opened.name)
        before = self._now()
        while not self._asked_to_stop.is_set():
            try:
                sound = opened.read()
            except DeviceGone:
                return before
            except SourceMoved:
                self._displaced(before)
                return before
            if sound is None:
                return None
            now = self._now()
            if not self._order.recording and slept(before, now):
                return before  # a recording waits while a pack is loaded: it would begin anew
            self._hear(sound or SILENCE, None if opened.waits else now.steady, opened.name)
            before = now
        return None

    def _displaced(self, moment: ClockPair) -> None:
        """Put up with being moved off our device once, not with being moved again and again."""
        again = (
            self._displaced_at is not None
            and moment.steady - self._displaced_at < MOVED_AGAIN_WITHIN_S
        )
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
        if self._clock - self._level_told >= LEVEL_EVERY_S - 0.001:
            self._tell(Level(self._level, self._clock, self._order.source, round(waiting * 1000)))
            self._level, self._level_told = 0.0, self._clock

    def _lose(self, seconds: float) -> None:
        """Account for time in which nothing could be heard."""
        if seconds > LOST_S:
            start, self._clock = self._clock, self._clock + seconds
            self._put(self._order.source, SoundGap(start, self._clock))

    def _say(self, status: SourceStatus, name: str) -> None:
        if status != self._status:
            self._status = status
            self._tell(self._state(status, name))

    def _state(self, text: str, detail: str = "") -> State:
        return State(text, self._clock, self._clock, self._order.source, detail=detail)
