"""The words of the finals, and how late they come, beside a bare Vosk loop at the same speed."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from accessibility.captions.events import BYTES_A_SECOND
from accessibility.captions.text.word_errors import changes
from tests.support.bench_captions import BARE_VOSK, printed_by
from tests.support.measuring import Measured
from tests.support.speech import korean_pack, real_korean
from tests.support.tones import write_wav

SECONDS = 30

AT_ITS_OWN_SPEED = """
import json, sys, time, wave
import vosk
vosk.SetLogLevel(-1)
recogniser = vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), 16000)
recogniser.SetWords(True)
def tell(answer):
    said = json.loads(answer)
    if said["text"]:
        line = {"type": "final", "text": said["text"], "end": said["result"][-1]["end"]}
        print(json.dumps(line), flush=True)
with wave.open(sys.argv[2]) as file:
    recogniser.AcceptWaveform(bytes(32000)), recogniser.Reset()
    began, fed = time.monotonic(), 1.0
    print(json.dumps({"type": "state", "text": "listening"}), flush=True)
    while sound := file.readframes(1600):
        fed += len(sound) / 32000
        time.sleep(max(0, began + fed - 1.0 - time.monotonic()))
        if recogniser.AcceptWaveform(sound):
            tell(recogniser.Result())
        else:
            recogniser.PartialResult()
tell(recogniser.FinalResult())
"""


def bench() -> list[Measured]:
    """Return how many words of the finals differ, and how late finals come."""
    with tempfile.TemporaryDirectory() as name:
        speech = real_korean(Path(name))[0][: SECONDS * BYTES_A_SECOND]
        korean = write_wav(Path(name, "ko.wav"), speech)
        pack = str(korean_pack())
        ours = (sys.executable, "-m", "desktop", "caption", str(korean), "--pack", pack, "--json")
        quick = [each["text"] for _, each in _finals(ours)]
        bare = printed_by(BARE_VOSK, korean_pack(), korean)
        differ = changes(bare.split(), " ".join(quick).split())
        late = _late(_finals((*ours, "--realtime")), lead=0.0)
        bare_late = _late(
            _finals((sys.executable, "-c", AT_ITS_OWN_SPEED, pack, str(korean))), lead=1.0
        )
    words = len(bare.split())
    return [
        Measured(
            "words of the finals that differ from bare Vosk's",
            differ / words,
            differ,
            words,
            "words of a recording",
        ),
        Measured(
            "a final comes after its last word, Vosk",
            round(late / bare_late, 3),
            late,
            bare_late,
            "s, median, at the speed of speech",
        ),
    ]


Line = tuple[float, dict[str, str]]


def _finals(command: Sequence[str]) -> list[Line]:
    """Run a command; return its finals, each with the seconds since it began to listen."""
    lines: list[Line] = []
    began = 0.0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        for line in child.stdout or ():
            said = json.loads(line)
            if said["type"] == "state" and said["text"] == "listening":
                began = time.monotonic()
            elif said["type"] == "final" and said["text"]:
                lines.append((time.monotonic() - began, said))
    return lines


def _late(finals: list[Line], *, lead: float) -> float:
    """Return the median delay; `lead` is how much the engine heard before it began to listen."""
    late = [when - (float(said["end"]) - lead) for when, said in finals]
    return round(statistics.median(late), 2)
