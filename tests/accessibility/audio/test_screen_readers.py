"""Which streams of sound are a screen reader's voice: as real ones name themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from accessibility.audio.screen_readers import is_screen_reader

NAME, BINARY, ROLE = "application.name", "application.process.binary", "media.role"

READERS = [
    # speech-dispatcher 0.11.4 on PulseAudio 16.1, as it was seen
    {NAME: "speech-dispatcher-espeak-ng", BINARY: "speech-dispatcher", "media.name": "playback"},
    {NAME: "speech-dispatcher-dummy", BINARY: "sd_dummy"},
    {BINARY: "sd_espeak-ng"},
    {BINARY: "sd_rhvoice"},
    {NAME: "eSpeak NG", BINARY: "espeak-ng"},
    {BINARY: "espeak"},
    {BINARY: "orca"},
    {"application.id": "org.gnome.Orca"},
    {"node.name": "speech-dispatcher-piper"},
    {ROLE: "a11y", NAME: "anything"},
    {ROLE: "Accessibility"},
    {BINARY: "piper"},
    {BINARY: "festival"},
]

OTHERS = [
    {},
    {
        NAME: "Chromium",
        BINARY: "chromium",
        ROLE: "video",
        "application.id": "org.chromium.Chromium",
    },
    {NAME: "Firefox", BINARY: "firefox", "media.name": "Tuesday Tea – about screen readers"},
    {NAME: "ZOOM VoiceEngine", BINARY: "zoom"},
    {NAME: "paplay", BINARY: "paplay", "application.process.id": "1"},
    {NAME: "paplay", BINARY: "paplay", "application.process.id": "no number"},
    {NAME: "paplay", BINARY: "paplay", "application.process.id": "99999999"},
    {NAME: "Music about an orca", BINARY: "rhythmbox", ROLE: "music"},
    {ROLE: "event", NAME: "libcanberra"},
    {"media.name": "speech-dispatcher"},  # a title, which a page chooses
]


@pytest.mark.parametrize("properties", READERS, ids=str)
def test_a_readers_voice(properties: dict[str, str]) -> None:
    assert is_screen_reader(properties)


@pytest.mark.parametrize("properties", OTHERS, ids=str)
def test_not_a_readers_voice(properties: dict[str, str]) -> None:
    assert not is_screen_reader(properties)


def test_a_player_that_a_voice_module_has_started(tmp_path: Path) -> None:
    module = tmp_path / "sd_generic"
    module.write_text(f'#!/bin/sh\n"{sys.executable}" -c "import sys; sys.stdin.read()"\n')
    module.chmod(0o700)
    above = subprocess.Popen([module], stdin=subprocess.PIPE)
    try:
        assert is_screen_reader({BINARY: "paplay", "application.process.id": str(above.pid)})
    finally:
        assert above.stdin is not None
        above.stdin.close()
        above.wait()
