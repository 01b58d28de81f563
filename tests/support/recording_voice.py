"""A voice for speech-dispatcher that writes down what it is given to say, and says it at once.

Run by speech-dispatcher as one of its output modules, with the file to write to. It
answers as every module does (speech-dispatcher's documentation, "Output Modules").
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

SPOKEN = ("SPEAK", "CHAR", "KEY")
ANSWERS = {
    "INIT": ("299-recording", "299 OK LOADED SUCCESSFULLY"),
    "LIST": ("200-recording\ten\tnone", "200 OK VOICE LIST SENT"),
    "DEBUG": ("200 OK DEBUGGING SET",),
    "QUIT": ("210 OK QUIT",),
}
LONG_ANSWERS = {
    "SET": ("203 OK RECEIVING SETTINGS", "203 OK SETTINGS RECEIVED"),
    "AUDIO": ("207 OK RECEIVING AUDIO SETTINGS", "203 OK AUDIO INITIALIZED"),
    "LOGLEVEL": ("207 OK RECEIVING LOGLEVEL SETTINGS", "203 OK LOG LEVEL SET"),
}


def main() -> None:
    """Answer speech-dispatcher until it ends."""
    written = Path(sys.argv[1])
    for line in sys.stdin:
        command = line.split(" ")[0].strip()
        if command in SPOKEN:
            _answer("202 OK RECEIVING MESSAGE")
            text = _plain(" ".join(_lines()))
            with written.open("a", encoding="utf-8") as file:
                file.write(f"{text}\n")
            _answer("200 OK SPEAKING", "701 BEGIN", "702 END")
        elif command in LONG_ANSWERS:
            first, last = LONG_ANSWERS[command]
            _answer(first)
            list(_lines())
            _answer(last)
        else:
            _answer(*ANSWERS.get(command, ()))


def _lines() -> Iterator[str]:
    """Read what comes with a command, up to the line with a full stop alone."""
    for line in sys.stdin:
        if line.rstrip("\n") == ".":
            return
        yield line.strip()


def _plain(text: str) -> str:
    """Take the marks of SSML out."""
    bare = re.sub(r"<[^>]*>", "", text)
    for mark, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        bare = bare.replace(mark, letter)
    return " ".join(bare.split())


def _answer(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
