"""Vosk engine: fast words for every language that has a pack. No case, no punctuation.

The facts behind it are of vosk 0.3.45. `Model(path)` is the only call that stays off the
network. A recogniser lives in one thread; a fault inside is an `abort()`, which is why all
this runs in a worker process. Vosk adds a little random noise to the sound (Kaldi's dither)
and looks for the end of a sentence once a piece, so the same words come out only for the
same pieces in a fresh process: pieces go on as they came, up to `PIECE_BYTES`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.events import BYTES_A_SECOND, RATE, Final, Partial, Word

if TYPE_CHECKING:
    from vosk import KaldiRecognizer, Model

PIECE_BYTES = 8000
"""Bytes given to Vosk at once, at most: 4,000 samples, as in its own examples."""


class VoskModel:
    """A loaded pack, shared by the recognisers of all sources. Used in one thread.

    One recogniser is made at once and thrown away: some damage is met only then.
    """

    name = "vosk"
    has_cheap_drafts = has_long_lines = True

    def __init__(self, folder: Path) -> None:
        from vosk import Model, SetLogLevel

        SetLogLevel(-1)
        with ascii_way(folder) as way:
            self._model: Model = Model(way)
            self.recogniser()

    def recogniser(self) -> VoskRecogniser:
        """Make a recogniser for one source."""
        from vosk import KaldiRecognizer

        engine = KaldiRecognizer(self._model, RATE)
        engine.SetWords(True)
        return VoskRecogniser(engine)


class VoskRecogniser:
    """`Recogniser` by Vosk. While somebody speaks each `feed` answers a partial, changed or not.

    A partial has no times of its own: it lasts from the last final to the newest sound.
    """

    def __init__(self, engine: KaldiRecognizer) -> None:
        self._engine: KaldiRecognizer | None = engine
        self._fed = 0
        self._told = 0.0  # where the last final ended
        self._shown = False

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Hear some sound; see `Recogniser`."""
        if self._engine is None:
            return []
        sound = sound[: len(sound) // 2 * 2]
        answer: list[Partial | Final] = []
        running = True
        for start in range(0, len(sound), PIECE_BYTES):
            running = not self._engine.AcceptWaveform(sound[start : start + PIECE_BYTES])
            if not running:
                answer += self._finals(self._engine.Result())
        self._fed += len(sound)
        if drafts and running and sound:
            answer += self._partials(json.loads(self._engine.PartialResult())["partial"])
        return answer

    def flush(self) -> list[Final]:
        """Answer what is still held back; see `Recogniser`."""
        return self._finals(self._engine.FinalResult()) if self._engine and self._fed else []

    def reset(self) -> None:
        """Forget what is held back."""
        if self._engine:
            self._engine.Reset()
        self._shown = False

    def close(self) -> None:
        """Let go of the engine's memory."""
        self._engine = None

    def _partials(self, text: str) -> list[Partial]:
        """Answer the draft; an empty one only when it takes a draft back."""
        if not text and not self._shown:
            return []
        self._shown = bool(text)
        return [Partial(text, self._told, max(self._told, self._fed / BYTES_A_SECOND))]

    def _finals(self, answer: str) -> list[Final]:
        said = json.loads(answer)
        if not said["text"]:
            return []
        self._shown = False
        words = tuple(
            Word(each["word"], self._late(each["start"]), self._late(each["end"]), each["conf"])
            for each in said["result"]
        )
        self._told = words[-1].end
        return [Final(said["text"], words[0].start, words[-1].end, words=words)]

    def _late(self, seconds: float) -> float:
        """Return a time that does not lie before what has been told."""
        return round(max(seconds, self._told), 3)


@contextmanager
def ascii_way(folder: Path, platform: str = sys.platform) -> Iterator[str]:
    """Yield a way to a folder in letters that Vosk can use.

    On Windows it opens files by the letters of the computer's own language only
    (vosk-api issue 1072). From inside the folder every name is plain.
    """
    if platform == "win32" and not str(folder).isascii():
        with chdir(folder):
            yield "."
    else:
        yield str(folder)


def load(folder: Path) -> VoskModel:
    """Load the pack in `folder`; raises `PackNotLoaded`, or aborts if the pack is corrupt.

    Its own rule for somebody who never pauses (a cut after 20 s) is left as it is: on 80 s
    of Korean, cuts after 10 s made 17.1 to 18.9 % of the letters wrong instead of 15.8 to
    17.4 %. `long_talk.py` finishes such lines without a cut.
    """
    try:
        return VoskModel(folder)
    except Exception as error:  # vosk itself raises bare Exception
        raise PackNotLoaded from error
