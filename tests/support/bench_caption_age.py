"""What captions of hours of speech do to memory: a feed as fast as the engine goes.

The same way as in the worker (`Pipeline`, live, with drafts), in a child of its own. Memory is
taken once the engine is warm, after a quarter of the speech, and again at the end. `--long`
is 4 hours of speech: 20 to 40 minutes of work.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from accessibility.captions import memory
from accessibility.captions.engines import loading as engines
from accessibility.captions.events import BYTES_A_SECOND
from accessibility.captions.worker.inbox import SoundBlock
from accessibility.captions.worker.pipeline import Pipeline
from tests.support.measuring import Measured
from tests.support.speech import english_pack, korean_pack, real_english, real_korean
from tests.support.tones import write_wav

MINUTES = 10
LONG_MINUTES = 240
WARM = 0.25
PIECE = BYTES_A_SECOND // 10
MEGABYTE = 1_000_000


def bench(*, long: bool = False) -> list[Measured]:
    """Return memory at the end against memory when warm, for each engine."""
    minutes = LONG_MINUTES if long else MINUTES
    with tempfile.TemporaryDirectory() as folder:
        korean = write_wav(Path(folder, "ko.wav"), real_korean(Path(folder))[0])
        english = write_wav(Path(folder, "en.wav"), real_english()[0])
        return [
            _grown("Vosk", korean_pack(), korean, minutes),
            _grown("Whisper", english_pack(), english, minutes),
        ]


def _grown(engine: str, pack: Path, recording: Path, minutes: int) -> Measured:
    command = [sys.executable, "-m", __name__, str(pack), str(recording), str(minutes)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    sizes = msgspec.json.decode(done.stdout.splitlines()[-1], type=list[float])
    warm, end = sizes[round(len(sizes) * WARM)], sizes[-1]
    name = f"memory after {minutes} minutes of speech, {engine}"
    return Measured(name, round(end / warm, 3), end, warm, "MB, against when warm")


def main() -> None:
    """Be the child: print the memory, in MB, after each hundredth of the speech."""
    from tests.support.speech import sound_of

    pack, recording, minutes = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    model, speech = engines.load(pack), sound_of(recording)
    now = 0.0
    pipeline = Pipeline(
        "group",
        model.recogniser(),
        clock=lambda: now,
        fast_drafts=model.has_cheap_drafts,
        long_lines=model.has_long_lines,
    )
    sizes: list[float] = []
    at = 0
    while now < minutes * 60:
        piece = speech[at : at + PIECE]
        at = (at + PIECE) % len(speech)
        sound = SoundBlock(piece, now, now + len(piece) / BYTES_A_SECOND)
        now = sound.end
        for _ in pipeline.follow(sound):
            pass
        if now >= (len(sizes) + 1) * minutes * 0.6:
            sizes.append(round(memory.used() / MEGABYTE, 1))
            sys.stdout.write(msgspec.json.encode(sizes).decode() + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
