"""What captions of a recording cost, beside the same engine in a bare loop.

Processor time of whole child processes, loading included: the very same thing that
`time` would say. Set `PARLOUR_SPEECH_SAMPLES` to a folder with `ko/*.wav` and
`en/*.wav` for more speech than the practice recording holds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.support.measuring import Measured, in_turns
from tests.support.speech import english_pack, korean_pack, spoken_english, spoken_korean
from tests.support.tones import write_wav

RUNS = 5

BARE_VOSK = """
import json, sys, wave
import vosk
vosk.SetLogLevel(-1)
recogniser = vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), 16000)
recogniser.SetWords(True)
with wave.open(sys.argv[2]) as file:
    while sound := file.readframes(4000):
        if recogniser.AcceptWaveform(sound):
            print(json.loads(recogniser.Result())["text"])
        else:
            recogniser.PartialResult()
print(json.loads(recogniser.FinalResult())["text"])
"""

BARE_WHISPER = """
import sys, wave
import numpy
from faster_whisper import WhisperModel
from faster_whisper.vad import get_speech_timestamps
model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=1,
                     local_files_only=True)
with wave.open(sys.argv[2]) as file:
    sound = numpy.frombuffer(file.readframes(10**9), "<i2").astype("float32") / 32768
for phrase in get_speech_timestamps(sound, max_speech_duration_s=8, min_silence_duration_ms=400,
                                    speech_pad_ms=150):
    found, _ = model.transcribe(sound[phrase["start"]:phrase["end"]], language="en", beam_size=1,
                                temperature=0, condition_on_previous_text=False)
    print("".join(segment.text for segment in found))
"""


def bench() -> list[Measured]:
    """Return the cost of captions of a recording: Vosk in Korean, Whisper in English."""
    with tempfile.TemporaryDirectory() as folder:
        korean = write_wav(Path(folder, "korean.wav"), spoken_korean(Path(folder)) * 3)
        english = write_wav(Path(folder, "english.wav"), spoken_english()[0])
        return [
            _compare("captions of a recording, Vosk", BARE_VOSK, korean_pack(), korean),
            _compare("captions of a recording, Whisper", BARE_WHISPER, english_pack(), english),
        ]


def _compare(name: str, bare: str, pack: Path, recording: Path) -> Measured:
    places = (str(pack), str(recording))
    ours = (sys.executable, "-m", "desktop", "caption", places[1], "--pack", places[0], "--json")
    return in_turns(
        name,
        lambda: processor_time(ours),
        lambda: processor_time((sys.executable, "-c", bare, *places)),
        runs=RUNS,
        unit="CPU s",
    )


def printed_by(bare: str, pack: Path, recording: Path) -> str:
    """Run a bare loop over a recording; return the words it printed."""
    done = subprocess.run(
        (sys.executable, "-c", bare, str(pack), str(recording)),
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return " ".join(done.stdout.split())


def processor_time(command: Sequence[str]) -> float:
    """Run a command, with all its children; return the processor time it took, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
