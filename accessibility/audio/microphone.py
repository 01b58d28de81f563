"""The person's own microphone as an ear. Only ever opened when the person asked for it."""

from __future__ import annotations

import shutil
import sys

from accessibility.audio.ear import Ear, NoMicrophone, SoundToolsMissing
from accessibility.audio.pulse_ear import PulseEar
from accessibility.audio.sound_card_ear import SoundCardEar
from accessibility.audio.watch import Watch


def listen(device: str = "", *, platform: str = sys.platform) -> Ear:
    """Open the microphone called `device`, by default the computer's own choice.

    It stays on that one: another default later changes nothing. Raises
    `NoMicrophone`, `NoSoundSystem`, `SoundToolsMissing`, `DeviceGone` or `SoundMoved`.
    """
    if platform.startswith("linux"):
        return _by_pulse(device)
    return SoundCardEar.microphone(device)


def _by_pulse(device: str) -> Ear:
    if not shutil.which("parec"):
        raise SoundToolsMissing
    watch = Watch()
    found = watch.microphone(device)
    if found is None:
        watch.close()
        raise NoMicrophone
    return PulseEar(watch, found, follow=False)
