"""How many words are wrong through the real way: played into a loudspeaker, heard from it.

A sound server of our own plays into a loudspeaker that nobody hears, at the speed of speech,
so this takes as long as the recordings. The baseline is the bare engine on the very sound that
came out of that loudspeaker, recorded beside: what a busy sound server spoils, it spoils for both.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path
from unicodedata import normalize

from accessibility.captions.client import live
from accessibility.captions.events import BYTES_A_SECOND, RATE, Final, State
from accessibility.captions.text.word_errors import changes, plain_words
from tests.support.bench_captions import BARE_VOSK, BARE_WHISPER, printed_by
from tests.support.measuring import Measured
from tests.support.sound import SoundServer
from tests.support.speech import english_pack, korean_pack, real_english, real_korean
from tests.support.tones import silence, write_wav


def bench() -> list[Measured]:
    """Return words wrong in English and letters wrong in Korean, ours against the bare engine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        english, said = real_english()
        ours, heard = play_and_read(english_pack(), english, folder)
        bare = printed_by(BARE_WHISPER, english_pack(), heard)
        words = (wrong_words(said, ours), wrong_words(said, bare))
        korean, told = real_korean(folder)
        ours, heard = play_and_read(korean_pack(), korean, folder)
        bare = printed_by(BARE_VOSK, korean_pack(), heard)
        letters = (wrong_letters(told, ours), wrong_letters(told, bare))
    return [
        _measured("words wrong of 100, English, from the loudspeaker, Whisper", *words),
        _measured("letters wrong of 100, Korean, from the loudspeaker, Vosk", *letters),
    ]


RECORDER = ("parec", "--format=s16le", "--channels=1", "--raw")

SPELT = {"mister": "mr"}

AFTER = 4.0
"""Seconds that are listened after a recording: it does not begin at once."""


def play_and_read(pack: Path, sound: bytes, folder: Path) -> tuple[str, Path]:
    """Play speech into a loudspeaker of our own; return its captions, and what came out of it."""
    recording = write_wav(folder / "played.wav", sound + silence(1))
    with SoundServer() as server:
        os.environ.update(server.env)
        beside = subprocess.Popen(
            [*RECORDER, f"--rate={RATE}", "--device=speaker.monitor"], stdout=subprocess.PIPE
        )
        with beside, ThreadPoolExecutor(1) as reader:
            came_out = reader.submit(beside.stdout.read) if beside.stdout else None
            seconds = len(sound) / BYTES_A_SECOND + AFTER
            text = asyncio.run(_captions(pack, lambda: server.play(recording), seconds))
            beside.terminate()
            heard = came_out.result() if came_out else b""
    return text, write_wav(folder / "heard.wav", heard)


async def _captions(pack: Path, play: Callable[[], object], seconds: float) -> str:
    texts: list[str] = []
    player: object = None
    async with aclosing(live.listen(pack, seconds=seconds)) as told:
        async for event in told:
            if isinstance(event, Final):
                texts.append(event.text)
            if isinstance(event, State) and event.text == "listening" and player is None:
                player = play()
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
    return Measured(name, round(ours / max(bare, 0.01), 3), ours, bare, "of 100, bare")
