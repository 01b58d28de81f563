"""What Parlour reads aloud comes out of the loudspeaker, and is not captioned as the group."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from accessibility.aloud.reader import AloudReader
from accessibility.audio.playing import Player
from accessibility.captions.captioning import Captioning
from accessibility.captions.client.client import CaptionClient
from accessibility.captions.hold_while_speaking import hold_while_speaking
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.text.stream import CaptionStream
from tests.support.sound import SoundServer
from tests.support.tones import silence, tone, write_wav
from tests.support.until import PATIENCE_S, until

COMMAND = (sys.executable, "-m", "tests.support.loud_words")
PACK = LanguagePack("en", "vosk", "loud", Path("a pack"), "own", 1)


class LoudVoice:
    """A voice that says the same loud second whatever the text."""

    is_available = True

    def __init__(self, sound: Path) -> None:
        self._sound = sound
        self._player = Player()

    async def speak(self, text: str) -> None:
        """Play it to its end."""
        await self._player.play(self._sound)


async def test_the_groups_words_are_there_and_ours_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with SoundServer() as server:
        server.use(monkeypatch)
        recording = write_wav(tmp_path / "a.wav", tone(1.3) + silence(0.3))
        captions = Captioning(lambda tell: CaptionClient(tell, command=COMMAND), CaptionStream())
        reader = AloudReader(LoudVoice(recording))
        hold_while_speaking(captions, reader)
        captions.use(PACK)
        captions.start()
        await until(lambda: captions.group.condition == "listening")
        reader.read(["We do not caption this."])
        assert captions.group.condition == "own_voice"
        await until(lambda: not reader.is_speaking)
        await until(lambda: captions.group.condition == "listening")
        assert [block.kind for block in captions.blocks] == ["own_voice"]
        assert server.play(recording).wait(PATIENCE_S) == 0
        await until(lambda: any(block.settled for block in captions.blocks))
        await until(lambda: not captions.blocks[-1].draft)
        assert len(" ".join(block.text for block in captions.blocks).split()) == 1
        await captions.close()
