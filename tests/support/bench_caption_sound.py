"""How many words are wrong through the real way: played into a loudspeaker, heard from it.

A sound server of our own plays into a loudspeaker that nobody hears, at the speed of speech,
so this takes as long as the recordings. The baseline is the bare engine on the file itself.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import tempfile
from contextlib import aclosing
from pathlib import Path
from unicodedata import normalize

from accessibility.captions import live
from accessibility.captions.accuracy import changes, plain_words
from accessibility.captions.caption import BYTES_A_SECOND, Final, State
from tests.support.bench_captions import BARE_VOSK, BARE_WHISPER, printed_by
from tests.support.measuring import Measured
from tests.support.sound import SoundServer
from tests.support.speech import english_pack, korean_pack, real_english, real_korean
from tests.support.tones import silence, write_wav


def bench() -> list[Measured]:
    """Return words wrong in English and letters wrong in Korean, ours against the bare engine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound, said = real_english()
        english = write_wav(folder / "en.wav", sound + silence(1))
        bare = wrong_words(said, printed_by(BARE_WHISPER, english_pack(), english))
        ours = wrong_words(
            said, asyncio.run(play_and_read(english_pack(), english, len(sound) / BYTES_A_SECOND))
        )
        sound, told = real_korean(folder)
        korean = write_wav(folder / "ko.wav", sound + silence(1))
        plain = wrong_letters(told, printed_by(BARE_VOSK, korean_pack(), korean))
        heard = wrong_letters(
            told, asyncio.run(play_and_read(korean_pack(), korean, len(sound) / BYTES_A_SECOND))
        )
    return [
        _measured("words wrong of 100, English, from the loudspeaker, Whisper", ours, bare),
        _measured("letters wrong of 100, Korean, from the loudspeaker, Vosk", heard, plain),
    ]


SPELT = {"mister": "mr"}

AFTER = 4.0
"""Seconds that are listened after a recording: it does not begin at once."""


async def play_and_read(pack: Path, recording: Path, seconds: float) -> str:
    """Play a recording of some seconds into a loudspeaker of our own; return its captions."""
    texts: list[str] = []
    with SoundServer() as server:
        os.environ.update(server.env)
        player: subprocess.Popen[bytes] | None = None
        async with aclosing(live.listen(pack, seconds=seconds + AFTER)) as told:
            async for event in told:
                if isinstance(event, Final):
                    texts.append(event.text)
                if isinstance(event, State) and event.text == "listening" and player is None:
                    player = server.play(recording)
    return " ".join(texts)


def wrong_words(said: str, heard: str) -> float:
    """Return the words wrong of 100; "Mr" for "mister" is spelling."""
    script, read = ([SPELT.get(word, word) for word in plain_words(text)] for text in (said, heard))
    return round(100 * changes(script, read) / len(script), 2)


def wrong_letters(said: str, heard: str) -> float:
    """Return the letters wrong of 100: Korean is written with and without spaces."""
    script, read = (re.sub(r"[\W_]+", "", normalize("NFC", each)) for each in (said, heard))
    return round(100 * changes(script, read) / len(script), 2)


def _measured(name: str, ours: float, bare: float) -> Measured:
    return Measured(name, round(ours / max(bare, 0.01), 3), ours, bare, "of 100, in the file, bare")
