"""A screen reader speaks through the loudspeaker that captions listen to: real streams."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.audio.levels import rms
from accessibility.audio.open_source import open_loopback
from accessibility.audio.pulse_server import PlayedStream
from accessibility.audio.source import BYTES_A_SECOND, AudioSource
from accessibility.audio.without_readers import MOST_STREAMS, WithoutReaders, mixed
from accessibility.captions.captioning import Captioning
from accessibility.captions.client.client import CaptionClient
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.text.stream import CaptionStream
from tests.support.sound import SoundServer, loud_seconds
from tests.support.tones import silence, tone, write_wav
from tests.support.until import until, wait_until

READER = {"application_name": "speech-dispatcher-espeak-ng"}
"""As speech-dispatcher names its stream, which stays open and uncorked after its first word."""

BLOCK = BYTES_A_SECOND // 10

COMMAND = (sys.executable, "-m", "tests.support.loud_words")
PACK = LanguagePack("en", "vosk", "loud", Path("a pack"), "own", 1)

GROUPS_SECONDS = 1 + 5 + 5
"""Whole seconds for which the group is heard: the engine says a word for each. The reader
speaks for twice six."""


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """Run a sound server that this process uses too."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


@pytest.fixture
def source(sound: SoundServer) -> Iterator[AudioSource]:
    """Listen to what the loudspeaker plays."""
    opened = open_loopback()
    yield opened
    opened.close()


def read_while(source: AudioSource, player: subprocess.Popen[bytes]) -> bytes:
    """Return what is given out until a player has ended."""
    heard = b""
    while player.poll() is None:
        heard += source.read() or b""
    return heard


def test_a_readers_voice_is_never_given_out(
    sound: SoundServer, source: AudioSource, tmp_path: Path
) -> None:
    """Neither the first time, nor when its stream stays open in silence and speaks again."""
    recording = write_wav(tmp_path / "a.wav", tone(2) + bytes(BYTES_A_SECOND) + tone(1))
    heard = read_while(source, sound.play(recording, **READER))
    assert loud_seconds(heard) == 0


def test_the_group_is_given_out_before_meanwhile_and_afterwards(
    sound: SoundServer, source: AudioSource, tmp_path: Path
) -> None:
    group = write_wav(tmp_path / "group.wav", tone(3, loudness=0.1))
    assert loud_seconds(read_while(source, sound.play(group))) > 1
    voice = write_wav(tmp_path / "reader.wav", tone(9, loudness=0.8))
    reader = sound.play(voice, **READER)
    wait_until(lambda: sound.is_playing, what="a reader that speaks")
    meanwhile = read_while(source, sound.play(group))
    assert loud_seconds(meanwhile) > 1
    assert loudest(meanwhile) < 2 * rms(tone(1, loudness=0.1))
    reader.kill()
    reader.wait()
    assert loud_seconds(read_while(source, sound.play(group))) > 1


def loudest(sound: bytes) -> float:
    return max(rms(sound[at : at + BLOCK]) for at in range(0, len(sound), BLOCK))


async def test_a_reader_makes_no_caption_and_the_group_does(
    sound: SoundServer, tmp_path: Path
) -> None:
    reading = write_wav(tmp_path / "reader.wav", tone(6))
    group = write_wav(tmp_path / "group.wav", tone(1.3) + silence(0.3))
    longer = write_wav(tmp_path / "longer.wav", tone(5) + silence(0.3))
    captions = Captioning(lambda tell: CaptionClient(tell, command=COMMAND), CaptionStream())
    captions.use(PACK)
    captions.start()
    await until(lambda: captions.group.condition == "listening")
    await ends(sound.play(group))
    await until(lambda: len(written(captions)) == 1)
    await ends(sound.play(reading, **READER))
    speaks_on = sound.play(reading, **READER)
    await ends(sound.play(longer))
    await until(lambda: len(written(captions)) > 1)
    await ends(speaks_on)
    heard = len(written(captions))
    await ends(sound.play(longer))
    await until(lambda: len(written(captions)) > heard)
    assert len(written(captions)) <= GROUPS_SECONDS
    await captions.close()


async def ends(player: subprocess.Popen[bytes]) -> None:
    await until(lambda: player.poll() == 0)


def written(captions: Captioning) -> list[str]:
    return " ".join(block.text for block in captions.blocks).split()


def test_all_others_are_added_up() -> None:
    assert mixed([], 4) == bytes(4)
    assert mixed([b"\1\0\2\0"], 4) == b"\1\0\2\0"
    assert mixed([b"\1\0\2\0", b"\3\0\4\0", b"\0\0\1\0"], 4) == b"\4\0\7\0"
    assert mixed([b"\xff\x7f\x00\x80", b"\xff\x7f\x00\x80"], 4) == b"\xff\x7f\x01\x80"


def test_where_the_server_gives_no_single_streams_all_is_given_out() -> None:
    playing = [PlayedStream(1, {"media.role": "a11y"}), PlayedStream(2, {})]
    cleaner = WithoutReaders(lambda: playing, lambda _: [sys.executable, "-c", ""])
    loud = tone(0.1)
    wait_until(lambda: rms(cleaner.clean(loud)) > 0, what="sound all the same")
    cleaner.close()


def test_no_more_programs_are_read_than_some_and_none_that_is_muted() -> None:
    playing = [PlayedStream(0, {"media.role": "a11y"})]
    playing += [PlayedStream(number, {}) for number in range(1, 3 * MOST_STREAMS)]
    playing += [PlayedStream(1000, {}, is_muted=True)]
    read: list[int] = []

    def command(index: int) -> list[str]:
        read.append(index)
        return ["sleep", "60"]

    cleaner = WithoutReaders(lambda: playing, command)
    assert sorted(read) == list(range(2 * MOST_STREAMS, 3 * MOST_STREAMS))
    assert rms(cleaner.clean(tone(0.1))) == 0
    cleaner.close()
