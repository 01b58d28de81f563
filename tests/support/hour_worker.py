"""A caption worker that has heard an hour of talk: it says it all as fast as it can be written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice

import msgspec

from accessibility.captions.events import Final, Partial, State
from accessibility.captions.protocol import Level, Listen, Order, Ping, Pong, Told

LINES, SECONDS = 900, 4.0
WHO = ("Ruth", "Marek", "Ines", "Tariq", "Olive", "Bryn", "Shanice")
WHAT = ("baked", "lost", "planted", "borrowed", "painted", "mended", "feared", "hid", "sold")
THINGS = ("a ladder", "two kettles", "the letter", "eleven pears", "her diary", "a blue coat")


def sentence(number: int) -> str:
    """Return what is said in a line: made up here, so that it stands in no file."""
    who, what = WHO[number % len(WHO)], WHAT[number % len(WHAT)]
    return f"{who} {what} {THINGS[number % len(THINGS)]} on day {number}."


def hour() -> Iterator[Told]:
    """Yield all that is told of the hour."""
    yield State("listening", detail="Loudspeaker")
    for number in range(LINES):
        start, words = number * SECONDS, sentence(number).split()
        for count in range(1, len(words)):
            at = start + 0.3 * count
            yield Partial(" ".join(words[:count]), start, at)
        yield Final(sentence(number), start, start + 2.5)
        yield Level(0.4, start + 2.5)


def main() -> None:
    """Obey as a worker does, until nobody gives orders."""
    decode = msgspec.json.Decoder(Order).decode
    for line in sys.stdin.buffer:
        order = decode(line)
        if isinstance(order, Ping):
            tell([Pong(0.0)])
        elif isinstance(order, Listen):
            told = hour()
            while some := list(islice(told, 200)):
                tell(some)


def tell(some: list[Told]) -> None:
    """Write some lines."""
    sys.stdout.buffer.write(b"".join(msgspec.json.encode(each) + b"\n" for each in some))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
