"""Voice activity detection with Silero's network, one probability for each 32 ms.

faster-whisper ships the network (MIT, silero_vad_v6.onnx) but runs it over whole
recordings only. Here it keeps its state between pieces of sound, so that live sound
costs the same as a file: 2 ms of processor time for each second.

It remembers a steady noise for long: after 40 s of a fan it took the first words of whoever
spoke for noise too. So after some seconds without a voice its memory is cleared.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from accessibility.captions.events import RATE
from resources.platform.child_process import SILENT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 512
"""Samples of one answer."""

CONTEXT = 64
"""Samples before a window that the network sees with it."""

SPEECH, NO_SPEECH = 0.5, 0.35
"""A voice starts at the first chance and stops below the second (Silero's own values)."""

FORGETS_AFTER = round(5.0 * RATE / WINDOW)
"""Windows without a voice after which the network's memory is cleared."""


class VoiceActivity:
    """The network's memory of one source. Feeding it in other pieces gives the same answers."""

    def __init__(self) -> None:
        os.environ.update(SILENT)  # before onnxruntime is read
        import numpy as np
        from faster_whisper.vad import get_vad_model

        self._session: Any = get_vad_model().session
        self._held: NDArray[np.float32] = np.zeros(0, np.float32)
        self._context: NDArray[np.float32] = np.zeros(CONTEXT, np.float32)
        self._nothing_known: list[NDArray[np.float32]] = [np.zeros((1, 1, 128), np.float32)] * 2
        self._memory = self._nothing_known
        self._voiceless = 0  # windows since there was a voice, or the memory was cleared

    def feed(self, sound: bytes) -> list[float]:
        """Hear 16 bit samples; answer the chance of a voice (0 to 1) in each whole window."""
        import numpy as np

        fresh = np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32768)
        held = np.concatenate((self._held, fresh))
        count = len(held) // WINDOW
        self._held = held[count * WINDOW :]
        if not count:
            return []
        windows = held[: count * WINDOW].reshape(count, WINDOW)
        before = np.vstack((self._context, windows[:-1, -CONTEXT:]))
        self._context = windows[-1, -CONTEXT:]
        rows, chances = np.hstack((before, windows)), list[float]()
        while len(chances) < count:
            soonest = FORGETS_AFTER - self._voiceless
            chances += self._run(rows[len(chances) :][:soonest])
        return chances

    def _run(self, rows: NDArray[np.float32]) -> list[float]:
        """Answer for some windows: no more than until the memory may have to be cleared."""
        h, c = self._memory
        answer, *self._memory = self._session.run(None, {"input": rows, "h": h, "c": c})
        chances = [float(each) for each in answer.reshape(-1)]
        for chance in chances:
            self._voiceless = 0 if chance >= NO_SPEECH else self._voiceless + 1
        if self._voiceless == FORGETS_AFTER:
            self._memory, self._voiceless = self._nothing_known, 0
        return chances
