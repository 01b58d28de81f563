"""A caption worker that hears nothing, says a line, and then what is no event at all.

`python -m tests.support.odd_words KIND`, a key of `KINDS`. One that takes up where another
was (it listens from later than 0 on) says another line, and nothing odd. With the pack
`odd` it says the odd thing while it loads.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from accessibility.captions.events import Final, State
from accessibility.captions.protocol import Listen, Load, Order, Ping, Pong, Told

LEVEL = b'{"type":"level","level":0.1,"end":0.1}\n'


def half_a_line_and_death() -> bytes:
    """Die in the middle of a line, as by a full pipe and a fault."""
    _write(b'{"type":"final","text":"half')
    os._exit(3)


KINDS: dict[str, Callable[[], bytes]] = {
    "no text": lambda: b'{"type":"final","text":"\xff\xfe","start":0.0,"end":0.0}\n',
    "no JSON": lambda: b"terminate called after throwing an instance of std::bad_alloc\n",
    "nothing": lambda: b"\n",
    "another thing": lambda: b'{"type":"weather","text":"fair"}\n',
    "a number too large": lambda: b'{"type":"final","text":"","start":1e999,"end":0.0}\n',
    "no end": lambda: b'{"type":"final","text":"' + b"a" * 5_000_000,
    "very long": lambda: b'{"type":"final","text":"' + b"a" * 5_000_000 + b'"}\n',
    "zeros": lambda: bytes(1000) + b"\n",
    "no number": lambda: b'{"type":"level","level":NaN,"end":Infinity}\n',
    "an age": lambda: b'{"type":"missed","start":0.0,"end":1e300}\n',
    "a word of an age": lambda: (
        b'{"type":"final","text":"a","start":0.0,"end":0.0,'
        b'"words":[{"word":"a","start":-1e300,"end":0.0,"confidence":0.5}]}\n'
    ),
    "a huge lag": lambda: b'{"type":"level","level":0.1,"end":0.1,"lag_ms":1%s}\n' % (b"0" * 300),
    "no such state": lambda: b'{"type":"state","text":"haunted"}\n',
    "a state and more": lambda: b'{"type":"state","text":"ready\\n"}\n',
    "no such source": lambda: b'{"type":"final","text":"a","start":0,"end":0,"source":"you"}\n',
    "no such type": lambda: b'{"type":"final","text":["a"],"start":"0","end":null}\n',
    "a list": lambda: b"[" + LEVEL.strip() + b"]\n",
    "half a line": lambda: b'{"type":"final","text":"half',
    "half a line and death": half_a_line_and_death,
    "a flood": lambda: LEVEL * 200_000,
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
