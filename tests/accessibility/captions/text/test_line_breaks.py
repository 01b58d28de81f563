"""Lines of somebody who never pauses are finished early, and no word is lost or told twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accessibility.captions.events import Final, Partial, Word
from accessibility.captions.text.line_breaks import LineBreaker, told_of

STEP = 0.2
TALK = [f"w{n}" for n in range(60)]
"""Two words a second; none is like another."""


def drafts(words: list[str], since: float = 0.0) -> Iterator[Partial]:
    """Say words, two a second, and draft the whole line after each fifth of a second."""
    for step in range(1, len(words) * 5 // 2 + 1):
        now = since + step * STEP
        if said := words[: int(step * STEP * 2)]:
            yield Partial(" ".join(said), since, round(now, 3))


def final(words: list[str], since: float = 0.0) -> Final:
    """Finish a line of words, two a second."""
    timed = tuple(
        Word(word, since + n / 2, since + n / 2 + 0.4, 0.9) for n, word in enumerate(words)
    )
    return Final(" ".join(words), timed[0].start, timed[-1].end, words=timed)


def line(words: list[str], since: float = 0.0) -> list[Partial | Final]:
    """Say a whole line: its drafts, then its final."""
    return [*drafts(words, since), final(words, since)]


def told(*lines: list[str]) -> list[Partial | Final]:
    """Answer what is told of these lines, each drafted and finished as it was drafted."""
    talk, answer, since = LineBreaker(), list[Partial | Final](), 0.0
    for words in lines:
        for said in line(words, since):
            answer += talk.divide(said)
        since += len(words) / 2
    return answer


def finals(events: list[Partial | Final]) -> list[Final]:
    """Pick the finals."""
    return [each for each in events if isinstance(each, Final)]


def words_of(events: list[Partial | Final]) -> list[str]:
    """Join the words of the finals."""
    return " ".join(each.text for each in finals(events)).split()


def test_a_line_of_usual_length_is_left_as_it_is() -> None:
    words = TALK[:14]
    assert told(words) == line(words)


def test_a_long_line_is_finished_bit_by_bit_and_whole() -> None:
    events = told(TALK[:40])
    assert words_of(events) == TALK[:40]
    assert len(finals(events)) == 3


def test_nobody_waits_longer_than_ten_seconds_for_a_finished_line() -> None:
    talk, waited, since = LineBreaker(), list[float](), 0.0
    for said in line(TALK):
        for each in talk.divide(said):
            if isinstance(each, Final):
                waited.append(said.end - since)
                since = said.end
    assert max(waited) <= 10


def test_what_is_finished_early_has_stood_for_a_second_and_a_half() -> None:
    talk = LineBreaker()
    for said in drafts(TALK):
        for each in talk.divide(said):
            if isinstance(each, Final):
                words = each.text.split()
                assert words == TALK[: len(words)]
                drafted = len(words) / 2
                assert said.end - drafted >= 1.5 - 0.001
                return
    raise AssertionError("nothing was finished early")


def test_drafts_go_on_behind_what_is_finished() -> None:
    talk, finished = LineBreaker(), list[str]()
    for said in drafts(TALK[:40]):
        for each in talk.divide(said):
            if isinstance(each, Final):
                finished += each.text.split()
            else:
                assert finished + each.text.split() == said.text.split()


def test_times_never_go_back_and_the_last_part_keeps_its_words_times() -> None:
    events = told(TALK[:40], TALK[40:])
    ends = [each.end for each in finals(events)]
    assert ends == sorted(ends)
    assert all(each.start <= each.end for each in events)
    for before, after in zip(finals(events), finals(events)[1:], strict=False):
        assert after.start >= before.end
    last = finals(events)[-1]
    assert last.words[-1] == final(TALK[40:], 20.0).words[-1]


def test_words_told_early_have_about_the_times_they_were_said() -> None:
    early = finals(told(TALK[:40]))[0]
    assert [word.word for word in early.words] == early.text.split()
    assert (early.start, early.end) == (early.words[0].start, early.words[-1].end)
    for n, word in enumerate(early.words):
        assert word.start <= word.end
        assert word.end == pytest.approx(n / 2 + 0.4, abs=0.5)
        assert word.confidence == 0.5


def test_a_word_that_still_changes_is_not_finished() -> None:
    talk, told_early = LineBreaker(), list[str]()
    for n, said in enumerate(drafts(TALK[:20])):
        words = said.text.split()
        unsure = [*words[:3], f"or{n}", *words[4:]]
        events = talk.divide(Partial(" ".join(unsure[: len(words)]), said.start, said.end))
        told_early += words_of(events)
    assert told_early == TALK[:3]


def test_when_the_engine_changes_its_mind_what_was_told_stays() -> None:
    talk, events = LineBreaker(), list[Partial | Final]()
    for said in drafts(TALK[:20]):
        events += talk.divide(said)
    before = words_of(events)
    assert before
    changed = ["other", *TALK[1:20]]
    events += talk.divide(final(changed))
    assert words_of(events) == TALK[:20]
    assert words_of(events)[: len(before)] == before


def test_words_written_in_one_or_apart_are_neither_lost_nor_told_twice() -> None:
    assert told_of(["세부", "정보", "페이지는"], ["세부정보", "페이지는", "제출된"]) == 2
    assert told_of(["세부정보", "페이지는"], ["세부", "정보", "페이지는", "제출된"]) == 3
    assert told_of(["one", "two"], ["one", "two", "three"]) == 2
    assert told_of(["one", "two"], ["one"]) == 1
    assert told_of(["one", "two"], []) == 0


def test_nothing_new_in_the_final_takes_back_what_is_drafted() -> None:
    talk, events = LineBreaker(), list[Partial | Final]()
    for said in drafts(TALK[:20]):
        events += talk.divide(said)
    before = words_of(events)
    last = talk.divide(final(before))
    assert [(type(each), each.text) for each in last] == [(Partial, "")]
    assert talk.divide(Partial("hello", 11.0, 11.5)) == [Partial("hello", 11.0, 11.5)]


def test_a_draft_taken_back_ends_the_line() -> None:
    talk = LineBreaker()
    for said in drafts(TALK[:20]):
        talk.divide(said)
    assert talk.divide(Partial("", 0.0, 10.2)) == [Partial("", 0.0, 10.2)]
    assert talk.divide(final(TALK[:2], 11.0)) == [final(TALK[:2], 11.0)]
