"""One source's way through the engine: times, gaps, silence, being late."""

from __future__ import annotations

from accessibility.captions.events import Caption, Final, Missed, Partial, State
from accessibility.captions.worker.inbox import Piece, SoundBlock, SoundGap, SourceEnd
from accessibility.captions.worker.pipeline import Pipeline
from tests.support.loud_words import LoudWords
from tests.support.tones import silence, tone

BLOCK = 0.1


class Listened(LoudWords):
    """The tiny engine, with a note of what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[bytes] = []
        self.drafts_asked = 0
        self.closed = False

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Note and hear."""
        self.given.append(sound)
        self.drafts_asked += drafts
        return super().feed(sound, drafts=drafts)

    def close(self) -> None:
        """Note."""
        self.closed = True


class Desk:
    """A pipeline with a clock that stands where the newest block ends, plus `late`."""

    def __init__(self, *, fast_drafts: bool = True, late: float = 0.0) -> None:
        self.engine = Listened()
        self.now, self.late, self.position = 0.0, late, 0.0
        self.pipeline = Pipeline(
            "group",
            self.engine,
            clock=lambda: self.now + self.late,
            fast_drafts=fast_drafts,
        )

    def hear(self, sound: bytes, *, exact: bool = False, waits: bool = False) -> list[Caption]:
        """Feed sound in blocks of a tenth of a second."""
        step = int(BLOCK * 32_000)
        said: list[Caption] = []
        for n in range(0, len(sound), step):
            self.now += BLOCK
            at = None if waits else self.now
            said += self.follow(SoundBlock(sound[n : n + step], self.position, at, exact=exact))
            self.position = round(self.position + BLOCK, 3)
        return said

    def follow(self, piece: Piece) -> list[Caption]:
        """Follow one piece."""
        return list(self.pipeline.follow(piece))


def finals(said: list[Caption]) -> list[Final]:
    """Pick the finals."""
    return [each for each in said if isinstance(each, Final)]


def test_words_have_the_sources_times() -> None:
    desk = Desk()
    desk.position = 100.0
    final = finals(desk.hear(tone(2.0) + silence(0.2)))[0]
    assert (final.start, final.words[1].start) == (100.0, 101.0)
    assert final.end <= 102.2


def test_a_gap_finishes_the_line_and_stands_after_it() -> None:
    desk = Desk()
    desk.hear(tone(2.0))
    said = desk.follow(SoundGap(2.0, 5.0))
    assert [type(each) for each in said] == [Final, Missed]
    desk.position = 5.0
    later = finals(desk.hear(tone(1.0) + silence(0.1)))[0]
    assert later.start == 5.0


def test_the_end_pads_with_silence_finishes_and_says_the_state_last() -> None:
    desk = Desk()
    desk.hear(tone(1.0))
    said = desk.follow(SourceEnd(State("stopped")))
    assert [type(each) for each in said] == [Final, State]
    assert len(desk.engine.given[-1]) == int(0.8 * 32_000)
    assert finals(said)[0].end <= 1.0


def test_times_go_on_rightly_after_the_silence_that_was_added() -> None:
    desk = Desk()
    desk.hear(tone(1.0))
    desk.follow(SourceEnd())
    assert finals(desk.hear(tone(1.0) + silence(0.1)))[0].start == 1.0


def test_a_recording_is_fed_as_it_is() -> None:
    desk = Desk()
    sound = tone(0.5) + silence(5) + tone(0.5)
    desk.hear(sound, exact=True, waits=True)
    desk.follow(SourceEnd())
    assert b"".join(desk.engine.given) == sound


def test_long_digital_silence_is_not_decoded_and_the_next_words_have_a_little_of_it_first() -> None:
    desk = Desk()
    desk.hear(tone(1.0))
    said = desk.hear(silence(60))
    assert len(finals(said)) == 1
    fed = len(b"".join(desk.engine.given)) / 32_000
    assert fed < 1.0 + 2.6
    before = len(desk.engine.given)
    final = finals(desk.hear(tone(1.0) + silence(0.1)))[0]
    assert final.start == 61.0
    assert any(desk.engine.given[before]) is False
    assert any(desk.engine.given[before + 4])


def test_drafts_are_asked_for_every_fifth_of_a_second() -> None:
    desk = Desk()
    desk.hear(tone(2.0))
    assert desk.engine.drafts_asked == 10


def test_more_than_a_second_behind_there_are_no_drafts_and_the_lag_is_told() -> None:
    desk = Desk(late=1.2)
    said = desk.hear(tone(2.0) + silence(0.1))
    assert [type(each) for each in said] == [Final]
    assert said[0].lag_ms == 1200


def test_drafts_come_again_only_when_it_has_caught_up() -> None:
    desk = Desk()
    asked = []
    for late in (0.9, 1.1, 0.9, 0.4, 0.2, 0.9):
        before, desk.late = desk.engine.drafts_asked, late
        desk.hear(tone(1.0))
        asked.append(desk.engine.drafts_asked - before)
    assert asked == [5, 0, 0, 0, 5, 5]


def test_a_file_that_waits_gets_drafts_only_from_an_engine_that_has_them_cheap() -> None:
    assert Desk(fast_drafts=False).hear(tone(2.0), waits=True) == []
    assert Desk(fast_drafts=True).hear(tone(2.0), waits=True)


def test_warming_leaves_no_words_and_does_not_move_the_times() -> None:
    desk = Desk()
    desk.pipeline.warm(tone(3.0))
    said = desk.hear(tone(1.0) + silence(0.1))
    assert finals(said)[0].start == 0.0


def test_a_draft_that_comes_to_nothing_is_taken_back() -> None:
    class Mistaken(Listened):
        def flush(self) -> list[Final]:
            self.reset()
            return []

    desk = Desk()
    desk.pipeline = Pipeline("group", Mistaken(), clock=lambda: desk.now, fast_drafts=True)
    desk.hear(tone(1.0))
    said = desk.follow(SourceEnd())
    assert [(type(each), each.text) for each in said] == [(Partial, "")]
    assert desk.follow(SourceEnd()) == []


def test_a_long_talkers_line_is_divided_when_somebody_waits_for_it() -> None:
    desk = Desk()
    said = desk.hear(tone(20.0) + silence(0.2))
    words = " ".join(each.text for each in finals(said)).split()
    assert len(finals(said)) > 1
    assert words == [f"word{n}" for n in range(1, 21)]


def test_a_recording_that_waits_is_told_as_the_engine_tells_it() -> None:
    assert len(finals(Desk().hear(tone(20.0) + silence(0.2), exact=True, waits=True))) == 1


def test_closing_says_what_is_held_back() -> None:
    desk = Desk()
    desk.hear(tone(1.0))
    assert [type(each) for each in desk.pipeline.close()] == [Final]
    assert desk.engine.closed
