"""`AudioSource` on Linux: a PulseAudio or PipeWire device, read through `parec`.

Measured beside SoundCard on the same null sink: the same delay (0.14 s from the
player's start to us), but a child cannot take us down with it (SoundCard aborts
when streams open in quick succession, its issue 94), and it can carry our mark.
"""

from __future__ import annotations

import os
import select
import time

from accessibility.audio.pulse_server import (
    MARK,
    Device,
    NoSoundSystem,
    PlayedStream,
    PulseServer,
    Verdict,
)
from accessibility.audio.source import (
    BLOCK_S,
    BYTES_A_SECOND,
    PATIENCE_S,
    RATE,
    DeviceGone,
    SoundMoved,
    SourceMoved,
)
from accessibility.audio.without_readers import WithoutReaders
from resources.platform.child_process import start_child

LATENCY_MS = 50
"""Half a block: at 100 words came 0.05 s later, at 20 the server worked twice as hard."""

OPEN_WITHIN_S = 2.0
"""Seconds within which the stream must be there, and linked to a device."""

RETRY_S = 0.01
"""Seconds between two questions whether it is."""

DEFAULT_EVERY_S = 1.0
"""Seconds between two questions which loudspeaker the computer uses."""

BY_VERDICT: dict[Verdict, type[Exception]] = {
    "gone": DeviceGone,
    "moved": SoundMoved,
    "displaced": SourceMoved,
}
BLOCK_BYTES = int(BLOCK_S * BYTES_A_SECOND)


class PulseSource:
    """Reads one pinned device. With `follow`, says so when the computer's default changes.

    Every block is asked about before it is given out: what came from a device the
    system slipped us is thrown away, and of a loudspeaker's sound the voice of a screen
    reader is left out. When made it raises what `read` raises.
    """

    waits = False

    def __init__(self, server: PulseServer, device: Device, *, follow: bool) -> None:
        self._server, self._device, self._follow = server, device, follow
        self._checked = time.monotonic()
        self._pending = b""
        self.name, self.device = device.words, device.name
        mark = f"--property={MARK}={server.token}"
        self._child = start_child(_parec(f"--device={device.name}", mark), "stdout")
        self._without_readers: WithoutReaders | None = None
        try:
            self._check_device(opening=True)
            if device.loudspeaker is not None:
                self._without_readers = WithoutReaders(self._streams, _parec_stream)
        except BaseException:
            self.close()
            raise

    def read(self) -> bytes | None:
        """Return the next block, once it is sure that it came from the pinned device."""
        sound = self._next_block()
        self._check_device()
        if self._follow and time.monotonic() - self._checked >= DEFAULT_EVERY_S:
            self._check_default()
        if sound and self._without_readers:
            return self._without_readers.clean(sound, more_waits=self._more_waits())
        return sound

    def close(self) -> None:
        """Stop the children and hang up."""
        if self._without_readers:
            self._without_readers.close()
        self._child.kill()
        self._child.wait()
        if self._child.stdout:
            self._child.stdout.close()
        self._server.close()

    def _check_device(self, *, opening: bool = False) -> None:
        """Raise unless our stream is on the pinned device; wait while it is linked to none."""
        passing = {"unlinked", "gone"} if opening else {"unlinked"}
        deadline = time.monotonic() + OPEN_WITHIN_S
        while (verdict := self._verdict()) in passing:
            if self._child.poll() is not None or time.monotonic() > deadline:
                raise DeviceGone
            time.sleep(RETRY_S)
        if verdict != "same":
            raise BY_VERDICT[verdict]

    def _verdict(self) -> Verdict:
        try:
            return self._server.stream_verdict(self._device)
        except NoSoundSystem:
            return "gone"

    def _more_waits(self) -> bool:
        return bool(self._child.stdout and select.select([self._child.stdout], [], [], 0)[0])

    def _streams(self) -> list[PlayedStream]:
        try:
            return self._server.played_on(self._device)
        except NoSoundSystem:
            raise DeviceGone from None

    def _check_default(self) -> None:
        self._checked = time.monotonic()
        now = self._server.computer_sound()
        if now is not None and now.index != self._device.index:
            raise SourceMoved

    def _next_block(self) -> bytes:
        """Return a block, or `b""` after `PATIENCE_S`; what is not yet a block is kept."""
        if (pipe := self._child.stdout) is None:
            raise DeviceGone
        deadline = time.monotonic() + PATIENCE_S
        while len(self._pending) < BLOCK_BYTES:
            left = max(0.0, deadline - time.monotonic())
            if not select.select([pipe], [], [], left)[0]:
                return b""
            piece = os.read(pipe.fileno(), BLOCK_BYTES - len(self._pending))
            if not piece:
                raise DeviceGone
            self._pending += piece
        sound, self._pending = self._pending, b""
        return sound


def _parec(*what: str) -> list[str]:
    return [
        "parec",
        "--raw",
        "--format=s16le",
        "--channels=1",
        f"--rate={RATE}",
        f"--latency-msec={LATENCY_MS}",
        "--client-name=Parlour",
        "--stream-name=Captions",
        *what,
    ]


def _parec_stream(index: int) -> list[str]:
    return _parec(f"--monitor-stream={index}")
