"""`python dev.py bench [captions|startup|...] [--json] [--long]`: each number beside a bare
baseline. `captions` is all of `cost`, `delay`, `steadiness`, `sound` and `age`; `busy` reads
a calendar beside 2 busy loops.

A ratio of medians of one run says what Parlour costs over doing the same thing
bare; absolute times say only what machine it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

import msgspec

from tests.support.measuring import Measured


def main() -> int:
    """Run the benches asked for, or all; with `--json` each line is one result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help=", ".join([*ALL, *CAPTIONS]))
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--long", action="store_true", help="age: 4 hours of speech")
    asked = parser.parse_args()
    if unknown := {*asked.what} - {*ALL, *CAPTIONS}:
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    for name in asked.what or ALL:
        for bench in CAPTIONS if name == "captions" else (name,):
            for result in BENCHES[bench](asked.long):
                _say(result, as_json=asked.json)
    return 0


def _say(result: Measured, *, as_json: bool) -> None:
    if as_json:
        line = msgspec.json.encode(result).decode()
    else:
        line = (
            f"{result.name}: {result.ratio:.2f} × "
            f"({result.ours:g} against {result.baseline:g} {result.unit})"
        )
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _startup(_: bool) -> list[Measured]:
    from tests.support.bench_startup import bench

    return bench()


def _cost(_: bool) -> list[Measured]:
    from tests.support.bench_captions import bench

    return bench()


def _delay(_: bool) -> list[Measured]:
    from tests.support.bench_caption_delay import bench

    return bench()


def _steadiness(_: bool) -> list[Measured]:
    from tests.support.bench_caption_steadiness import bench

    return bench()


def _sound(_: bool) -> list[Measured]:
    from tests.support.bench_caption_sound import bench

    return bench()


def _age(long: bool) -> list[Measured]:
    from tests.support.bench_caption_age import bench

    return bench(long=long)


def _feeds(_: bool) -> list[Measured]:
    from tests.support.bench_feeds import bench

    return bench()


def _busy(_: bool) -> list[Measured]:
    from tests.support.bench_feeds import bench_busy

    return bench_busy()


def _stall(_: bool) -> list[Measured]:
    from tests.support.bench_stall import bench

    return bench()


def _painting(_: bool) -> list[Measured]:
    from tests.support.bench_painting import bench

    return bench()


BENCHES: dict[str, Callable[[bool], list[Measured]]] = {
    "cost": _cost,
    "delay": _delay,
    "steadiness": _steadiness,
    "sound": _sound,
    "age": _age,
    "startup": _startup,
    "feeds": _feeds,
    "busy": _busy,
    "stall": _stall,
    "painting": _painting,
}
CAPTIONS = ("cost", "delay", "steadiness", "sound", "age")
ALL = ("captions", "startup", "feeds", "busy", "stall", "painting")


if __name__ == "__main__":
    raise SystemExit(main())
