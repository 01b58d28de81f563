"""A caption worker that hears nothing, says a line, and then what is no event at all.

`python -m tests.support.odd_words KIND`, a key of `KINDS`. One that takes up where another
was (it listens from later than 0 on) says another line, and nothing odd. With the pack
`odd` it says the odd thing while it loads.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from accessibility.captions.events import Final, State
from accessibility.captions.protocol import Listen, Load, Order, Ping, Pong, Told

KINDS: dict[str, Callable[[], bytes]] = {
    "no text": lambda: b'{"type":"final","text":"\xff\xfe","start":0.0,"end":0.0}\n',
    "no JSON": lambda: b"terminate called after throwing an instance of std::bad_alloc\n",
    "nothing": lambda: b"\n",
    "another thing": lambda: b'{"type":"weather","text":"fair"}\n',
    "a number too large": lambda: b'{"type":"final","text":"","start":1e999,"end":0.0}\n',
    "no end": lambda: b'{"type":"final","text":"' + b"a" * 5_000_000,
    "very long": lambda: b'{"type":"final","text":"' + b"a" * 5_000_000 + b'"}\n',
    "brackets": lambda: b'{"type":"final","more":' + b"[" * 1_000_000 + b"\n",
}


def main() -> None:
    """Be that worker."""
    odd = KINDS[sys.argv[1]]
    decoder = msgspec.json.Decoder(Order)
    for line in sys.stdin.buffer:
        order = decoder.decode(line)
        if isinstance(order, Ping):
            _tell(Pong(0.0))
        elif isinstance(order, Load):
            _tell(State("loading"))
            if Path(order.path).name == "odd":
                _write(odd())
            _tell(State("ready"))
        elif isinstance(order, Listen):
            _tell(State("listening", order.start, order.start))
            if order.start:
                _tell(Final("after it", order.start, order.start))
            else:
                _tell(Final("before it", 0.0, 0.0))
                _write(odd())


def _tell(told: Told) -> None:
    _write(msgspec.json.encode(told) + b"\n")


def _write(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
