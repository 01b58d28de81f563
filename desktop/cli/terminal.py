"""Writes a command's output to standard output, and problems in words to standard error."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TextIO

from resources.declared import Problem
from resources.words import Words


class OutputUnwritten(Problem):
    """The answer could not be written (a full disk, say)."""

    key = "output_unwritten"


class ReaderGone(Exception):
    """Nobody reads our output any more (`| head`): the command ends quietly."""


class Terminal:
    """Two streams and the words. A stream that was closed before we began takes nothing."""

    def __init__(self, words: Words, answers: TextIO | None, problems: TextIO | None) -> None:
        self.words = words
        self._answers = answers
        self._problems = problems

    def say(self, line: str) -> None:
        """Write one line of the answer, at once. Raises `ReaderGone` or `OutputUnwritten`."""
        if self._answers is None:
            return
        try:
            self._answers.write(f"{line}\n")
            self._answers.flush()
        except BrokenPipeError:
            raise ReaderGone from None
        except OSError:
            raise OutputUnwritten from None

    def show(self, answer: object) -> None:
        """Write plain data as one line of JSON."""
        self.say(json.dumps(answer, ensure_ascii=False))

    def note(self, line: str) -> None:
        """Write one line beside the answer; if that is not possible, nothing."""
        if self._problems is not None:
            try:
                self._problems.write(f"{line}\n")
                self._problems.flush()
            except OSError:
                self._problems = None

    def complain(self, problem: Problem) -> None:
        """Put a problem into words, beside the answer."""
        self.note(str(self.words.explain(problem)))


def open_terminal() -> Terminal:
    """Return the terminal we were started in. It speaks UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is no text (half of a pair, an odd byte in a name) is shown by its number.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return Terminal(Words(), sys.stdout, sys.stderr)


def drop_output() -> None:
    """Send what is still unwritten nowhere, so that Python says nothing about it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
