"""A small program that is the single instance as the app is, for starting and killing."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from desktop.system.single_instance import SingleInstance, StartRequest, request_from


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main(instance: SingleInstance) -> None:
    """Listen, print what is asked for, and end when the input ends."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(sys.stdin, ended.set)

    def take(request: StartRequest) -> None:
        say(f"{request.kind} {request.value}".strip())

    say("listening" if await instance.listen(take) else "not listening")
    await ended.wait()
    instance.close()


if __name__ == "__main__":
    here = SingleInstance(Path(sys.argv[1]), os.environ)
    entry = here.enter(request_from(sys.argv[2:], folder=Path.cwd()), patience=0.5, starting=5)
    say(entry)
    if entry != "handed_over":
        if "WAIT" in os.environ:
            sys.stdin.readline()
        asyncio.run(main(here))
