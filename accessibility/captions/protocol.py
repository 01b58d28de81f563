"""Messages between the window's process and the caption worker, besides the caption events.

One JSON object a line, on the worker's standard input and output. Paths and names
of devices travel here and never in an argument list.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from accessibility.captions.events import Caption, Milliseconds, Number, Source

BOTH_SOURCES: tuple[Source, ...] = ("group", "me")


class Load(msgspec.Struct, frozen=True, tag_field="order", tag="load"):
    """Load a language pack and get warm; `engine` when the person chose one.

    `tidy` is a second pack, whose engine tidies the lines of the first, or empty. `warms` are
    the sources whose recognisers hear some noise before anybody speaks to them: none for a
    recording, since what Vosk heard before changes its words (`engines/vosk.py`).
    """

    path: str
    engine: str | None = None
    tidy: str = ""
    warms: tuple[Source, ...] = BOTH_SOURCES


class Listen(msgspec.Struct, frozen=True, tag_field="order", tag="listen"):
    """Listen to a source, from `start` seconds on its clock (more than 0 after a restart).

    `device` is the system's name, empty for the computer's own choice. With
    `recording` a wav file takes the device's place: `realtime` at its own speed.
    """

    source: Source
    device: str = ""
    recording: str = ""
    realtime: bool = False
    start: float = 0.0


class Stop(msgspec.Struct, frozen=True, tag_field="order", tag="stop"):
    """Let go of a source's device, and say what is still held back."""

    source: Source


class Ping(msgspec.Struct, frozen=True, tag_field="order", tag="ping"):
    """Are you there?"""


Order = Load | Listen | Stop | Ping


class Level(msgspec.Struct, frozen=True, tag_field="type", tag="level"):
    """How loud the last moment was (0 to 1, for a bar), five times a second.

    `end` is how far the source's clock is; `lag_ms` how much sound waits to be read.
    """

    level: Number
    end: Number
    source: Source = "group"
    lag_ms: Milliseconds = 0


class Pong(msgspec.Struct, frozen=True, tag_field="type", tag="pong"):
    """I am here; the engine has been at its present piece of sound for `busy` seconds.

    `memory` is in bytes, 0 where it is not known.
    """

    busy: Number
    loading: bool = False
    memory: Annotated[int, msgspec.Meta(ge=0, lt=2**60)] = 0


class Fault(msgspec.Struct, frozen=True, tag_field="type", tag="fault"):
    """The worker ends because of a bug: its kind and place, never a word that was said."""

    kind: str
    where: str


Told = Caption | Level | Pong | Fault

Event = Caption | Level
"""What a client passes on."""
