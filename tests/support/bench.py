"""`python dev.py bench [captions|startup|...] [--json]`: each number beside a bare baseline.

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
    parser.add_argument("what", nargs="*", choices=[*BENCHES], default=[])
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    asked = parser.parse_args()
    for name in asked.what or BENCHES:
        for result in BENCHES[name]():
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


def _startup() -> list[Measured]:
    from tests.support.bench_startup import bench

    return bench()


def _captions() -> list[Measured]:
    from tests.support.bench_captions import bench

    return bench()


def _feeds() -> list[Measured]:
    from tests.support.bench_feeds import bench

    return bench()


def _stall() -> list[Measured]:
    from tests.support.bench_stall import bench

    return bench()


BENCHES: dict[str, Callable[[], list[Measured]]] = {
    "captions": _captions,
    "startup": _startup,
    "feeds": _feeds,
    "stall": _stall,
}


if __name__ == "__main__":
    raise SystemExit(main())
