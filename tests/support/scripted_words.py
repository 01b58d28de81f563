"""A caption worker that hears nothing and says a script: every draft ends with when it was said.

`python -m tests.support.scripted_words OLD NEW`: first OLD finished lines at once, then
NEW drafts, five a second, as Vosk gives them. The last word of a draft is the
microsecond of the computer's steady clock. With `--bare` it prints these numbers alone.
"""

from __future__ import annotations

import sys
import threading
import time

import msgspec

from accessibility.captions.events import Final, Partial, State
from accessibility.captions.protocol import Listen, Load, Order, Ping, Pong, Told

EVERY = 0.2
WORDS = "and then we talked about what helps us when a day is hard"
DRAFTS_A_LINE = 10


def now() -> int:
    """Return the microsecond of the steady clock, which all processes share."""
    return time.monotonic_ns() // 1000


def main() -> int:
    """Say the script, to a client or bare."""
    old, new = int(sys.argv[1]), int(sys.argv[2])
    if "--bare" in sys.argv:
        for _ in range(new):
            time.sleep(EVERY)
            sys.stdout.write(f"{now()}\n")
            sys.stdout.flush()
        return 0
    decoder = msgspec.json.Decoder(Order)
    for line in sys.stdin:
        order = decoder.decode(line)
        if isinstance(order, Load):
            _tell(State("loading"), State("ready"))
        elif isinstance(order, Ping):
            _tell(Pong(0.0))
        elif isinstance(order, Listen):
            _tell(State("listening", detail="a script"))
            threading.Thread(target=_speak, args=(old, new), daemon=True).start()
    return 0


def _speak(old: int, new: int) -> None:
    for number in range(old):
        _tell(Final(WORDS, number * 4.0, number * 4.0 + 2.0))
    began = old * 4.0
    for number in range(new):
        time.sleep(EVERY)
        at = began + number * EVERY
        line, place = divmod(number, DRAFTS_A_LINE)
        said = " ".join(WORDS.split()[: place + 1])
        start = began + line * DRAFTS_A_LINE * EVERY
        _tell(Partial(f"{said} {now()}", start, at))
        if place == DRAFTS_A_LINE - 1:
            _tell(Final(said, start, at))


_telling = threading.Lock()


def _tell(*told: Told) -> None:
    with _telling:
        for each in told:
            sys.stdout.buffer.write(msgspec.json.encode(each) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    raise SystemExit(main())
