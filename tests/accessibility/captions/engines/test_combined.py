"""Words at once, tidied when the line ends: two engines as one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from importlib.resources import files
from itertools import pairwise

import jiwer
import pytest

from accessibility.captions.engines import loading as engines
from accessibility.captions.engines.combined import CombinedRecogniser
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.engines.tidying import TIDY_WITHIN_S, Tidier, tidied
from accessibility.captions.engines.whisper import load as load_whisper
from accessibility.captions.events import Final, Partial, Word
from accessibility.captions.text.stream import CaptionStream
from accessibility.captions.text.word_errors import plain_words
from tests.support.scripted import ENDED, Scripted, ScriptedReader, line_of
from tests.support.speech import english_pack, korean_pack, spoken_english
from tests.support.tones import silence

STEP = 0.2
BLOCK = silence(STEP)


MakePair = Callable[..., "Pair"]


class Pair:
    """Both engines from scripts, with a clock that goes with the sound."""

    def __init__(self, lines: Sequence[tuple[Word, ...]], *answers: str) -> None:
        self.now = 0.0
        self.reader = ScriptedReader(*answers)
        self.tidier = Tidier(lambda: self.reader)
        self.recogniser = CombinedRecogniser(Scripted(*lines), self.tidier, clock=lambda: self.now)
        self.told: list[tuple[float, Partial | Final]] = []

    def hear(self, until: float, *, settle: bool = True) -> None:
        """Let time pass; `settle` gives the tidy engine all the time it needs."""
        while self.now < until - 0.001:
            self.now = round(self.now + STEP, 3)
            self.told += [(self.now, each) for each in self.recogniser.feed(BLOCK)]
            if settle and self.tidier.reading:
                wait([self.tidier.reading])

    @property
    def finals(self) -> list[str]:
        """Return the finished lines."""
        return [each.text for _, each in self.told if isinstance(each, Final)]

    @property
    def last(self) -> Partial | Final:
        """Return what was told last."""
        return self.told[-1][1]

    def shown(self, moment: float) -> str:
        """Return what a reader saw at a moment."""
        stream = CaptionStream(steadiness="fast")
        for at, each in self.told:
            if at <= moment + 0.001:
                stream.take(each)
        return " / ".join(block.text for block in stream.blocks)


@pytest.fixture
def pairs() -> Iterator[MakePair]:
    """Make pairs that are let go of in the end."""
    made: list[Pair] = []

    def make(lines: Sequence[tuple[Word, ...]], *answers: str) -> Pair:
        made.append(Pair(lines, *answers))
        return made[-1]

    yield make
    for pair in made:
        pair.reader.may_answer.set()
        pair.tidier.close()


HELLO = line_of("hello how are you", 1.0)


def test_words_come_at_once_and_the_line_is_tidied_once(pairs: MakePair) -> None:
    pair = pairs([HELLO], "Hello, how are you?")
    pair.hear(6.0)
    drafts = [each.text for _, each in pair.told if isinstance(each, Partial)]
    assert drafts[0] == "hello"
    assert "hello how are you" in drafts
    assert pair.finals == ["Hello, how are you?"]
    assert isinstance(pair.last, Final)
    assert pair.shown(2.2) == "Hello"
    assert pair.shown(6.0) == "Hello, how are you?"


def test_the_tidy_line_lies_where_the_quick_one_lay(pairs: MakePair) -> None:
    pair = pairs([HELLO], "Hello, how are you?")
    pair.hear(6.0)
    final = next(each for _, each in pair.told if isinstance(each, Final))
    assert (final.start, final.end) == (1.0, 3.0)
    assert [word.word for word in final.words] == ["Hello,", "how", "are", "you?"]
    assert all(1.0 <= word.start <= word.end <= 3.0 for word in final.words)
    assert pair.reader.given == [pytest.approx(2.6)]  # the line, and a little around it


@pytest.mark.parametrize("tidy", ["Thank you for watching!", "", "Hello."])
def test_where_the_two_disagree_wildly_the_quick_words_stay(pairs: MakePair, tidy: str) -> None:
    pair = pairs([HELLO], tidy)
    pair.hear(6.0)
    assert pair.finals == ["hello how are you"]


def test_half_of_the_words_may_differ() -> None:
    quick = Final("one two three four", 0.0, 2.0, words=line_of("one two three four", 0.0))
    assert tidied(quick, line_of("One, two.", 0.0, 2.0), 0.0).text == "One, two."
    assert tidied(quick, line_of("One.", 0.0, 2.0), 0.0) == quick


def test_a_late_tidy_line_is_not_waited_for_and_never_comes(pairs: MakePair) -> None:
    pair = pairs([HELLO, line_of("bye", 9.0)], "Hello, how are you?", "Bye.")
    pair.reader.may_answer.clear()
    pair.hear(6.0, settle=False)
    when = next(at for at, each in pair.told if isinstance(each, Final))
    assert pair.finals == ["hello how are you"]
    assert when <= 3.0 + 0.7 + TIDY_WITHIN_S + 2 * STEP
    pair.reader.may_answer.set()
    pair.hear(12.0)
    assert pair.finals == ["hello how are you", "Bye."]


def test_while_one_line_is_read_another_is_not_queued(pairs: MakePair) -> None:
    pair = pairs([HELLO, line_of("yes", 3.4)], "Hello, how are you?", "Yes.")
    pair.reader.may_answer.clear()
    pair.hear(5.2, settle=False)
    pair.reader.may_answer.set()
    pair.hear(8.0)
    assert pair.finals == ["Hello, how are you?", "yes"]
    assert len(pair.reader.given) == 1


def test_words_said_meanwhile_stand_behind_the_line_and_do_not_move(pairs: MakePair) -> None:
    pair = pairs([HELLO, line_of("and you", 3.4)], "Hello, how are you?", "And you?")
    pair.reader.may_answer.clear()
    pair.hear(4.6, settle=False)
    assert pair.shown(4.6) == "Hello how are you and"
    pair.reader.may_answer.set()
    pair.hear(4.8)
    pair.hear(5.0)
    assert pair.finals == ["Hello, how are you?"]
    assert pair.shown(5.0).startswith("Hello, how are you? and")
    pair.hear(8.0)
    assert pair.shown(8.0) == "Hello, how are you? And you?"


def test_new_words_after_a_pause_do_not_wait_for_the_line_before(pairs: MakePair) -> None:
    pair = pairs([HELLO, line_of("so then", 4.2)], "Hello, how are you?", "So, then.")
    pair.reader.may_answer.clear()
    pair.hear(5.2, settle=False)
    assert pair.finals == ["hello how are you"]
    assert pair.shown(5.2) == "Hello how are you / So"
    pair.reader.may_answer.set()


def test_between_two_drafts_no_line_is_told(pairs: MakePair) -> None:
    pair = pairs([HELLO, line_of("and you", 3.4)], "Hello, how are you?", "And you?")
    pair.reader.may_answer.clear()
    pair.hear(4.6, settle=False)
    pair.reader.may_answer.set()
    assert pair.tidier.reading
    wait([pair.tidier.reading])
    assert pair.recogniser.feed(BLOCK, drafts=False) == []
    assert [type(each) for each in pair.recogniser.feed(BLOCK)] == [Final, Partial]


def test_a_very_long_line_is_told_bit_by_bit_and_the_rest_is_tidied(pairs: MakePair) -> None:
    words = [f"w{n}" for n in range(40)]
    pair = pairs([line_of(" ".join(words), 0.0)], "Nonsense.")
    pair.hear(24.0)
    assert len(pair.finals) > 1
    assert " ".join(pair.finals).split() == words
    assert len(pair.reader.given) == 1


def test_of_a_file_that_waits_every_line_is_tidied_and_nothing_is_drafted(pairs: MakePair) -> None:
    pair = pairs([HELLO, line_of("yes", 3.6)], "Hello, how are you?", "Yes.")
    told = [
        each for _ in range(40) for each in pair.recogniser.feed(BLOCK, drafts=False, waits=True)
    ]
    assert [each.text for each in told] == ["Hello, how are you?", "Yes."]


def test_pausing_waits_a_moment_for_the_last_line(pairs: MakePair) -> None:
    pair = pairs([HELLO], "Hello, how are you?")
    pair.hear(3.6)
    assert [each.text for each in pair.recogniser.flush()] == ["Hello, how are you?"]
    assert pair.recogniser.flush() == []


def test_forgetting_forgets_the_lines_that_wait(pairs: MakePair) -> None:
    pair = pairs([HELLO], "Hello, how are you?")
    pair.reader.may_answer.clear()
    pair.hear(4.0, settle=False)
    pair.recogniser.reset()
    pair.reader.may_answer.set()
    assert pair.recogniser.flush() == []


def test_a_tidy_pack_that_does_not_load_is_a_problem() -> None:
    def refuse() -> ScriptedReader:
        raise PackNotLoaded

    tidier = Tidier(refuse)
    with pytest.raises(PackNotLoaded):
        tidier.until_loaded()
    tidier.close()


def test_two_packs_of_one_kind_are_no_pair() -> None:
    with pytest.raises(PackNotLoaded):
        engines.load(english_pack(), tidy=english_pack())
    with pytest.raises(PackNotLoaded):
        engines.load(korean_pack(), tidy=korean_pack())


def rehearsed() -> list[tuple[Word, ...]]:
    """Return the practice session as a quick engine would hear it: small letters, no stops."""
    script = (files("resources") / "practice/rehearsal.en.toml").read_text("utf-8")
    return [
        line_of(" ".join(plain_words(each["text"])), each["start"], each["end"])
        for each in tomllib.loads(script)["line"]
    ]


@pytest.fixture(scope="module")
def whisper() -> Iterator[Tidier]:
    """Load the real tidy engine."""
    tidier = Tidier(lambda: load_whisper(english_pack()))
    tidier.until_loaded()
    yield tidier
    tidier.close()


def test_the_real_whisper_tidies_the_practice_session(whisper: Tidier) -> None:
    """The quick words are a script here: no English Vosk pack can be had by a package registry."""
    sound, said = spoken_english()
    recogniser = CombinedRecogniser(Scripted(*rehearsed()), whisper)
    told = []
    for start in range(0, len(sound), 6400):
        told += recogniser.feed(sound[start : start + 6400], drafts=False, waits=True)
    told += recogniser.flush()
    heard = " ".join(each.text for each in told)
    assert jiwer.wer(" ".join(plain_words(said)), " ".join(plain_words(heard))) <= 0.05
    tidy = [each for each in told if each.text != each.text.lower()]
    assert len(tidy) >= 0.9 * len(told)
    assert all(before.end <= after.start for before, after in pairwise(told))


def test_with_the_real_whisper_a_line_is_tidy_as_soon_as_it_is_read(whisper: Tidier) -> None:
    """By the sound's own clock: Whisper is given the time it needs between two blocks."""
    line = rehearsed()[0]
    sound, said = spoken_english(1)
    now = 0.0
    recogniser = CombinedRecogniser(Scripted(line), whisper, clock=lambda: now)
    finals: list[Partial | Final] = []
    while not finals:
        block = sound[round(now * 32_000) :][:6400].ljust(6400, b"\0")
        now = round(now + STEP, 3)
        finals = [each for each in recogniser.feed(block) if isinstance(each, Final)]
        if whisper.reading:
            wait([whisper.reading])
    assert plain_words(finals[0].text) == plain_words(said)
    assert finals[0].text != finals[0].text.lower()
    assert now <= line[-1].end + ENDED + 2 * STEP
