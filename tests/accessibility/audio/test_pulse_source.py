"""Real devices of a real sound server: what is heard, and never hearing the wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.audio.levels import rms
from accessibility.audio.open_source import open_loopback, open_microphone
from accessibility.audio.pulse_server import (
    NOWHERE,
    Device,
    NoSoundSystem,
    PulseServer,
    Verdict,
    stream_verdict,
)
from accessibility.audio.pulse_source import PulseSource
from accessibility.audio.source import (
    AudioSource,
    DeviceGone,
    NoComputerSound,
    NoLoudspeaker,
    NoMicrophone,
    SoundMoved,
    SoundToolsMissing,
    SourceMoved,
)
from tests.support.sound import SoundServer
from tests.support.tones import tone, write_wav

MANY_BLOCKS = 200
"""20 seconds of sound: whatever a source has to notice, it has noticed by then."""


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """Run a sound server that this process uses too."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


class LateLink(PulseServer):
    """A sound server that links our stream to a device late, as PipeWire's does.

    For the next `unlinked` questions it is on no device; then on that with number `really`,
    or (None) where it truly is.
    """

    unlinked = 3
    really: int | None = None

    def stream_verdict(self, device: Device) -> Verdict:
        """Answer the real verdict, late."""
        real = super().stream_verdict(device)
        if real == "gone":
            return real
        if self.unlinked:
            self.unlinked -= 1
            return stream_verdict(device.index, NOWHERE, [device.index])
        return real if self.really is None else stream_verdict(device.index, self.really, [])


def speaker_of(server: PulseServer) -> Device:
    found = server.computer_sound("speaker")
    assert found is not None
    return found


def read_until(source: AudioSource, *, loud: bool) -> None:
    """Read until there is a loud (or quiet) block."""
    levels = (rms(source.read() or b"") for _ in range(MANY_BLOCKS))
    assert any((level > 0.05) is loud for level in levels)


def read_on(source: AudioSource, blocks: int = MANY_BLOCKS) -> float:
    """Read some blocks, or until the source raises; answer the loudest one's `rms`."""
    return max(rms(source.read() or b"") for _ in range(blocks))


def test_what_the_computer_plays_is_heard_with_the_devices_name(
    sound: SoundServer, tmp_path: Path
) -> None:
    source = open_loopback()
    assert source.name == "Kitchen loudspeaker"
    player = sound.play(write_wav(tmp_path / "a.wav", tone(3)))
    read_until(source, loud=True)
    player.kill()
    player.wait()
    read_until(source, loud=False)
    source.close()


def test_a_stream_that_is_linked_late_is_waited_for(sound: SoundServer) -> None:
    server = LateLink()
    source = PulseSource(server, speaker_of(server), follow=False)
    assert server.unlinked == 0
    server.unlinked = 3
    source.read()
    assert server.unlinked == 0
    source.close()


def test_a_stream_that_is_linked_late_to_another_device_is_never_heard(sound: SoundServer) -> None:
    server = LateLink()
    source = PulseSource(server, speaker_of(server), follow=False)
    server.unlinked, server.really = 3, 99
    with pytest.raises(SoundMoved):
        source.read()
    source.close()
    opening = LateLink()
    opening.really = 99
    with pytest.raises(SoundMoved):
        PulseSource(opening, speaker_of(opening), follow=False)


def test_a_stream_that_is_never_linked_is_gone(sound: SoundServer) -> None:
    server = LateLink()
    server.unlinked = 10**9
    with pytest.raises(DeviceGone):
        PulseSource(server, speaker_of(server), follow=False)


def test_a_microphone_is_never_a_monitor(sound: SoundServer) -> None:
    with pytest.raises(NoMicrophone):
        open_microphone()
    sound.plug_microphone("mic", "speaker", "Desk microphone")
    source = open_microphone()
    assert source.name == "Desk microphone"
    source.close()


def test_when_the_headset_is_unplugged_the_microphone_is_never_heard(
    sound: SoundServer, tmp_path: Path
) -> None:
    room = sound.plug_loudspeaker("room", "The room")
    sound.plug_microphone("mic", "room", "Desk microphone")
    sound.pactl("set-default-source", "mic")
    headset = sound.plug_loudspeaker("headset", "Headset")
    source = open_loopback("headset")
    private = sound.play(write_wav(tmp_path / "private.wav", tone(8)), "room")
    assert read_on(source, 12) == 0
    sound.unplug(headset)
    loudest = 0.0
    with pytest.raises((SoundMoved, DeviceGone)):
        for _ in range(MANY_BLOCKS):
            loudest = max(loudest, rms(source.read() or b""))
    assert loudest == 0
    source.close()
    private.kill()
    private.wait()
    sound.unplug(room)


def test_being_handed_another_device_by_hand_is_seen_too(sound: SoundServer) -> None:
    sound.plug_loudspeaker("other", "Another")
    source = open_loopback("speaker")
    stream = sound.pactl("list", "short", "source-outputs").split()[0]
    sound.pactl("move-source-output", stream, "other.monitor")
    with pytest.raises(SourceMoved):
        read_on(source)
    source.close()


def test_a_new_default_loudspeaker_is_told(sound: SoundServer) -> None:
    source = open_loopback()
    sound.plug_loudspeaker("other", "Another")
    sound.pactl("set-default-sink", "other")
    with pytest.raises(SourceMoved):
        read_on(source)
    source.close()
    source = open_loopback()
    assert source.name == "Another"
    source.close()


def test_when_the_server_stops_the_device_is_gone(sound: SoundServer) -> None:
    source = open_loopback()
    sound.stop()
    with pytest.raises(DeviceGone):
        read_on(source)
    source.close()
    with pytest.raises(NoSoundSystem):
        open_loopback()


def test_a_loudspeaker_that_is_not_there_is_a_problem(sound: SoundServer) -> None:
    with pytest.raises(NoLoudspeaker):
        open_loopback("no such thing")
    with pytest.raises(NoMicrophone):
        open_microphone("no such thing")


def test_macos_hides_what_it_plays() -> None:
    with pytest.raises(NoComputerSound):
        open_loopback(platform="darwin")


def test_linux_without_the_sound_tools_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SoundToolsMissing):
        open_loopback(platform="linux")
    with pytest.raises(SoundToolsMissing):
        open_microphone(platform="linux")
