"""A sound server of one's own: real PulseAudio with null sinks, as loud as you like and silent.

`with SoundServer() as sound:` then give `sound.env` to the programs under test.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accessibility.audio.levels import rms
from accessibility.captions.events import BYTES_A_SECOND, RATE
from tests.support.needs import program
from tests.support.until import PATIENCE_S, wait_until, wait_until_up

LOUD = 0.01
"""RMS of a piece in which something is heard."""


def loud_seconds(sound: bytes) -> float:
    """Return how long something is heard in `sound`, in pieces of 10 ms."""
    step = BYTES_A_SECOND // 100
    return sum(rms(sound[at : at + step]) > LOUD for at in range(0, len(sound), step)) / 100


class Recording:
    """What a loudspeaker has played so far."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def sound(self) -> bytes:
        """Return the sound itself, as Parlour works with it."""
        sound = self._path.read_bytes()
        return sound[: len(sound) // 2 * 2]

    @property
    def loud_s(self) -> float:
        """Return for how many seconds something was heard."""
        return loud_seconds(self.sound)


class SoundServer:
    """PulseAudio in a folder of its own; started and stopped with the test.

    It starts with one loudspeaker, `speaker`. `env` is what makes a program use it.
    """

    def __init__(self, *, rate: int = 48_000) -> None:
        self._rate = rate
        self._folder = tempfile.TemporaryDirectory(prefix="sound-", ignore_cleanup_errors=True)
        self._socket = Path(self._folder.name) / "native"
        self._server: subprocess.Popen[bytes] | None = None
        self.env = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": self._folder.name,
            "PULSE_STATE_PATH": self._folder.name,
            "PULSE_COOKIE": str(Path(self._folder.name) / "cookie"),
        }

    def __enter__(self) -> SoundServer:
        try:
            self.start()
            self.plug_loudspeaker("speaker", "Kitchen loudspeaker")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._folder.cleanup()

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make this test's own process, and what it starts, use this server."""
        for name, value in self.env.items():
            monkeypatch.setenv(name, value)

    def start(self) -> None:
        """Start the server, with nothing plugged in, and wait until it answers."""
        log = (Path(self._folder.name) / "log").open("ab")
        modules = f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"
        self._server = subprocess.Popen(
            [
                program("pulseaudio", "pulseaudio"),
                *("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                *("--disable-shm=yes", "--high-priority=no", "--load", modules),
            ],
            env=os.environ | self.env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        log.close()
        wait_until_up(self._answers, self._server, what="PulseAudio")

    def stop(self) -> None:
        """Stop the server: every device and stream is gone."""
        if self._server:
            self._server.terminate()
            self._server.wait(PATIENCE_S)
            self._server = None
            self._socket.unlink(missing_ok=True)

    def plug_loudspeaker(self, name: str, words: str) -> int:
        """Plug in a loudspeaker that nobody hears; answer what unplugs it again."""
        return self._load(
            "module-null-sink",
            f"sink_name={name}",
            f"rate={self._rate}",
            f"sink_properties=\"device.description='{words}'\"",
        )

    def plug_microphone(self, name: str, loudspeaker: str, words: str) -> int:
        """Plug in a microphone that hears whatever `loudspeaker` plays."""
        return self._load(
            "module-remap-source",
            f"source_name={name}",
            f"master={loudspeaker}.monitor",
            f"source_properties=\"device.description='{words}'\"",
        )

    def unplug(self, module: int) -> None:
        """Pull out what was plugged in."""
        self.pactl("unload-module", str(module))

    def pactl(self, *command: str) -> str:
        """Run `pactl`; answer what it printed."""
        done = subprocess.run(
            self._pactl(*command), env=os.environ | self.env, check=True, capture_output=True
        )
        return done.stdout.decode().strip()

    def play(
        self, recording: Path, loudspeaker: str = "speaker", **properties: str
    ) -> subprocess.Popen[bytes]:
        """Start playing a wav file; `wait()` for it, or `kill()` it.

        `properties` of the stream say who plays it: `media_role` is `media.role`.

        It hands over 2 seconds at a time, as players do: with 50 ms, what a busy computer
        makes late is played as silence in the middle of a word.
        """
        command = [program("paplay", "pulseaudio-utils"), f"--device={loudspeaker}"]
        command += [f"--property={k.replace('_', '.')}={v}" for k, v in properties.items()]
        return subprocess.Popen([*command, str(recording)], env=os.environ | self.env)

    @property
    def is_playing(self) -> bool:
        """Say whether anything is being played."""
        return bool(self.pactl("list", "short", "sink-inputs"))

    @contextmanager
    def recorded(self, loudspeaker: str = "speaker") -> Iterator[Recording]:
        """Record what a loudspeaker plays from here on."""
        path = Path(self._folder.name) / "recorded"
        command = [program("parec", "pulseaudio-utils"), "--raw", "--format=s16le", "--channels=1"]
        command += [f"--rate={RATE}", f"--device={loudspeaker}.monitor", "--latency-msec=50"]
        with path.open("wb") as file:
            child = subprocess.Popen(command, env=os.environ | self.env, stdout=file)
        try:
            wait_until(lambda: path.stat().st_size > 0, what="a recording that has begun")
            yield Recording(path)
        finally:
            child.kill()
            child.wait()

    def _answers(self) -> bool:
        done = subprocess.run(
            self._pactl("info"), env=os.environ | self.env, check=False, capture_output=True
        )
        return done.returncode == 0

    def _load(self, module: str, *arguments: str) -> int:
        return int(self.pactl("load-module", module, *arguments))

    def _pactl(self, *command: str) -> list[str]:
        return [program("pactl", "pulseaudio-utils"), *command]
