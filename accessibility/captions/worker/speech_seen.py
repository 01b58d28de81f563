"""The honest line: what can be said about the sound of one source, from its level and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Attention = Literal["listening", "quiet", "no_sound", "no_words"]

SPEECH_LEVEL = 0.004
"""RMS above which sound may be speech: -48 dB; a quiet room's microphone stays below."""

QUIET_AFTER = 2.0
NEVER_HEARD_AFTER = 3.0
NOTHING_AFTER = 10.0
NO_WORDS_AFTER = 8.0
PAUSE = 1.5


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
        if self.speech is None or self.speech_began is None or now - self.speech > PAUSE:
            self.speech_began = now
        self.speech = now


def status_of(heard: LevelHistory, now: float) -> Attention:
    """Decide what to say of a source now.

    - words in the last seconds, or sound too young to judge: listening
    - digital nothing for 3 s from the start, for 10 s later on: no sound reaches us
      (a meeting program plays nothing at all while everybody is muted)
    - loud for 8 s without a word: sound, but no words
    """
    if heard.sound is None and now - heard.since >= NEVER_HEARD_AFTER:
        return "no_sound"
    if heard.sound is not None and now - heard.sound >= NOTHING_AFTER:
        return "no_sound"
    loud_until = heard.since if heard.speech is None else heard.speech
    if now - max(loud_until, heard.words or heard.since) >= QUIET_AFTER:
        return "quiet"
    began = heard.since if heard.speech_began is None else heard.speech_began
    if heard.speech is not None and now - max(began, heard.words or began) >= NO_WORDS_AFTER:
        return "no_words"
    return "listening"
