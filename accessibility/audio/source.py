"""`AudioSource`, the port of every source of sound (device or file), and its problems.

Sound inside Parlour is 16 kHz, mono, signed 16 bit, little endian.
"""

from __future__ import annotations

from typing import Protocol

from resources.declared import Problem

RATE = 16_000
"""Samples a second of all sound inside Parlour."""

BYTES_A_SECOND = RATE * 2

BLOCK_S = 0.1
"""Seconds of sound a device gives at a time: short, for the words must be quick."""

PATIENCE_S = 0.5
"""Seconds `read` waits before it answers that nothing came."""


class AudioSource(Protocol):
    """Listens to one thing. Opened, read and closed in one thread; pinned to its device."""

    @property
    def name(self) -> str:
        """What it listens to, as the person knows it: the name of a device or a file."""
        ...

    @property
    def device(self) -> str:
        """The system's own name of the device, to open the very same one again."""
        ...

    @property
    def waits(self) -> bool:
        """Whether the sound waits for us (a file read as fast as it goes), so none is lost."""
        ...

    def read(self) -> bytes | None:
        """Block until there is sound: about 0.1 s of it; `b""` when none came for a while.

        `None` means that a recording is over. Raises `SoundMoved` when the system
        handed us another device (that sound is never given out), `DeviceGone` when
        there is nothing left to hear, `SourceMoved` when it is to be opened again.
        """
        ...

    def close(self) -> None:
        """Let go of the device; closing twice is harmless."""
        ...


class SoundMoved(Problem):
    """The system moved our stream to another device. A microphone, perhaps: never read on."""

    key = "sound_moved"


class DeviceGone(Problem):
    """The device vanished, or the sound system stopped."""

    key = "device_gone"


class NoLoudspeaker(Problem):
    """There is nothing that this computer plays sound through."""

    key = "no_loudspeaker"


class NoMicrophone(Problem):
    """This computer has no microphone, or may not use it."""

    key = "no_microphone"


class NoComputerSound(Problem):
    """This kind of computer does not let a program hear what it plays."""

    key = "no_computer_sound"


class SoundToolsMissing(Problem):
    """Linux without `parec` and `paplay`."""

    key = "sound_tools_missing"


class SourceMoved(Exception):
    """The device is still there, but this source is not on it any more: open it again.

    Either the system moved our stream while another device became the default, or
    the computer now plays through another device, which the source was to follow.
    """
