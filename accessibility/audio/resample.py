"""Changes the rate of sound that comes in pieces, without a seam between them."""

from __future__ import annotations

from math import ceil, gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOBES = 16
"""Zero crossings of the sinc on each side: more is sharper and dearer."""

ROLL_OFF = 0.95
"""Where the low pass starts, as a part of the lower of the two half rates."""


class Resampler:
    """One channel of samples from `source` to `target` samples a second.

    A windowed sinc looked up by phase. It remembers the end of the last piece, so
    the pieces may have any length; resampling each piece alone would click.
    """

    def __init__(self, source: int, target: int) -> None:
        import numpy as np

        shared = gcd(source, target)
        self._up = target // shared
        self._down = source // shared
        width = max(1.0, source / target) / ROLL_OFF
        self._half = ceil(LOBES * width)
        self._kernels = _kernels(self._up, self._half, width)
        self._held: NDArray[np.float32] = np.zeros(self._half - 1, np.float32)
        self._position = 0  # of the next sample, in 1/up source samples from the start of `held`

    def push(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take some samples; answer the ones that can be worked out by now."""
        import numpy as np
        from numpy.lib.stride_tricks import sliding_window_view

        held = np.concatenate((self._held, sound))
        span = 2 * self._half
        reach = (len(held) - span + 1) * self._up  # the first position that is too late
        count = max(0, ceil((reach - self._position) / self._down))
        if not count:
            self._held = held
            return np.zeros(0, np.float32)
        places = self._position + self._down * np.arange(count)
        starts, phases = np.divmod(places, self._up)
        windows = sliding_window_view(held, span)[starts]
        answer: NDArray[np.float32] = np.einsum("ij,ij->i", windows, self._kernels[phases])
        following = self._position + self._down * count
        dropped = min(following // self._up, len(held))
        self._held = held[dropped:]
        self._position = following - dropped * self._up
        return answer

    def finish(self) -> NDArray[np.float32]:
        """Answer the last samples; nothing may be pushed after it."""
        import numpy as np

        return self.push(np.zeros(self._half, np.float32))


def _kernels(phases: int, half: int, width: float) -> NDArray[np.float32]:
    """Make the weights of the `2 * half` neighbours, one row for each phase."""
    import numpy as np

    taps = np.arange(1 - half, half + 1)
    distance = taps[None, :] - (np.arange(phases) / phases)[:, None]
    window = np.cos(np.clip(distance / half, -1, 1) * np.pi / 2) ** 2
    kernels: NDArray[np.float64] = np.sinc(distance / width) * window
    return np.asarray(kernels / kernels.sum(axis=1, keepdims=True), np.float32)
