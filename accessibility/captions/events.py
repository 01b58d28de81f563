"""Caption events, as the worker prints them: words with times, gaps, states.

The shapes are the command line's contract (design, section 4). Times are seconds
of audio since the source started; they never go back.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Source = Literal["group", "me"]
"""`group` is what the computer plays, `me` is the microphone."""

RATE = 16_000
"""Samples a second of all sound inside Parlour: mono, signed 16 bit, little endian."""

BYTES_A_SECOND = RATE * 2


MOST = 10_000_000
"""No number of an event is larger: 115 days, as seconds. What is comes from a fault."""

Number = Annotated[float, msgspec.Meta(ge=-MOST, le=MOST)]
Milliseconds = Annotated[int, msgspec.Meta(ge=-MOST * 1000, le=MOST * 1000)]

STATES = frozenset(
    {
        "loading",  # a language pack is being loaded
        "ready",  # loaded and warm, not listening
        "listening",  # sound is being read
        "quiet",  # the device works, nobody is speaking
        "no_sound",  # no sound reaches us at all
        "no_words",  # there is sound, but no words in it
        "moved",  # the system handed us another device: stopped, the person decides
        "no_device",  # there is nothing to listen to
        "no_pack",  # there is no language pack
        "bad_pack",  # the language pack cannot be loaded
        "stopped",  # stopped because it was asked to
        "own_voice",  # Parlour itself reads aloud: nothing is heard until it is done
        "restarting",  # the worker died or hung; a new one is on its way
        "gave_up",  # it died again and again: stopped, the person may try again
    }
)

StateName = Annotated[str, msgspec.Meta(pattern=rf"^({'|'.join(sorted(STATES))})\Z")]


class Word(msgspec.Struct, frozen=True):
    """One word, when it was said, and how sure the engine is (0 to 1)."""

    word: str
    start: Number
    end: Number
    confidence: Number


class Partial(msgspec.Struct, frozen=True, tag_field="type", tag="partial"):
    """What the engine thinks is being said now; the next partial replaces it."""

    text: str
    start: Number
    end: Number
    source: Source = "group"
    words: tuple[Word, ...] = ()
    lag_ms: Milliseconds = 0


class Final(msgspec.Struct, frozen=True, tag_field="type", tag="final"):
    """Words that will not change any more."""

    text: str
    start: Number
    end: Number
    source: Source = "group"
    words: tuple[Word, ...] = ()
    lag_ms: Milliseconds = 0


class Missed(msgspec.Struct, frozen=True, tag_field="type", tag="missed"):
    """Sound that was not read: from `start` to `end`. Never hidden from the reader."""

    start: Number
    end: Number
    source: Source = "group"
    text: str = ""
    words: tuple[Word, ...] = ()
    lag_ms: Milliseconds = 0


class State(msgspec.Struct, frozen=True, tag_field="type", tag="state"):
    """What the worker is doing: `text` is one of `STATES`; `detail` a device or engine name."""

    text: StateName
    start: Number = 0.0
    end: Number = 0.0
    source: Source = "group"
    words: tuple[Word, ...] = ()
    lag_ms: Milliseconds = 0
    detail: str = ""


Caption = Partial | Final | Missed | State
