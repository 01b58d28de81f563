"""`python dev.py faults [NAME ...] [--json] [--kills N]`: each fault, made to happen for real.

For each: what the person sees, the seconds until it is well again, and what is lost. What is seen
is read from the screen, or printed by the program; nothing of it stands here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

import msgspec

from tests.support.fault_desk import Met
from tests.support.faults_captions import CAPTION_FAULTS
from tests.support.faults_of_calendars import CALENDAR_FAULTS
from tests.support.faults_of_files import FILE_FAULTS
from tests.support.faults_of_keyrings import KEYRING_FAULTS
from tests.support.faults_of_kills import KILL_FAULTS
from tests.support.faults_of_packs import PACK_FAULTS

FAULTS: dict[str, Callable[[int], Met]] = {
    **KILL_FAULTS,
    **FILE_FAULTS,
    **KEYRING_FAULTS,
    **CALENDAR_FAULTS,
    **CAPTION_FAULTS,
    **PACK_FAULTS,
}
"""Each fault by its name; it is given how often something is to be killed."""

KILLS = 200


class Row(msgspec.Struct, frozen=True):
    """One line of the table."""

    name: str
    fault: str
    sees: tuple[str, ...]
    seconds: float | None
    lost: str


def main() -> int:
    """Make the faults happen that are asked for, or all; 1 if something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="these faults; else all")
    parser.add_argument("--only", choices=FAULTS, metavar="NAME", help="one fault")
    parser.add_argument("--list", action="store_true", help="only name the faults")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--kills", type=int, default=KILLS, help="how often a writer is killed")
    asked = parser.parse_args()
    if unknown := {*asked.names} - {*FAULTS}:
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    is_all_well = True
    for name in [asked.only] if asked.only else asked.names or FAULTS:
        fault = described(FAULTS[name])
        if asked.list:
            sys.stdout.write(f"{name}: {fault}\n")
            continue
        met = FAULTS[name](asked.kills)
        is_all_well = is_all_well and met.seconds is not None and met.lost == "nothing"
        say(Row(name, fault, met.sees, met.seconds, met.lost), as_json=asked.json)
    return 0 if is_all_well else 1


def described(make: Callable[[int], Met]) -> str:
    """Return what happens, in the words that stand beside the code that does it."""
    return (make.__doc__ or "").strip().splitlines()[0].rstrip(".")


def say(row: Row, *, as_json: bool) -> None:
    """Print one row: a line of JSON, or a few lines for people."""
    if as_json:
        text = msgspec.json.encode(row).decode()
    else:
        took = "never well again" if row.seconds is None else f"well after {row.seconds:.1f} s"
        seen = "".join(f"\n    sees: {line}" for line in row.sees) or "\n    sees: nothing new"
        text = f"{row.fault} [{row.name}]{seen}\n    {took}; lost: {row.lost}"
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
