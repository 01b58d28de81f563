"""What a command says, and what happens when nobody takes it."""

from __future__ import annotations

import errno
import io
import json

import pytest

from desktop.cli.terminal import OutputUnwritten, ReaderGone, Terminal
from resources.declared import Problem
from resources.words import Words


class Broken(io.StringIO):
    """A stream that cannot be written to."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def write(self, _: str) -> int:
        """Raise what the system would."""
        raise OSError(self._number, "no")


@pytest.fixture
def words() -> Words:
    """Return the sentences."""
    return Words()


def test_answers_and_problems_go_apart(words: Words) -> None:
    out, err = io.StringIO(), io.StringIO()
    terminal = Terminal(words, out, err)
    terminal.say("Hello")
    terminal.show({"name": "Tee ☕"})
    terminal.complain(OutputUnwritten())
    assert out.getvalue().splitlines() == ["Hello", '{"name": "Tee ☕"}']
    assert err.getvalue() == f"{words.explain(OutputUnwritten())}\n"


def test_data_is_one_line(words: Words) -> None:
    out = io.StringIO()
    Terminal(words, out, None).show([{"title": "a\nb"}])
    assert out.getvalue().count("\n") == 1
    assert json.loads(out.getvalue()) == [{"title": "a\nb"}]


def test_a_reader_that_goes_is_no_problem(words: Words) -> None:
    with pytest.raises(ReaderGone):
        Terminal(words, Broken(errno.EPIPE), None).say("Hello")


def test_a_full_disk_is_one(words: Words) -> None:
    with pytest.raises(OutputUnwritten):
        Terminal(words, Broken(errno.ENOSPC), None).say("Hello")


def test_streams_may_be_closed(words: Words) -> None:
    terminal = Terminal(words, None, None)
    terminal.say("Hello")
    terminal.complain(Problem())
    Terminal(words, None, Broken(errno.EPIPE)).complain(Problem())
