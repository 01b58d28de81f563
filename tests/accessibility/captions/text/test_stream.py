"""Captions as a person reads them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accessibility.captions.events import Caption, Final, Missed, Partial, Source, State, Word
from accessibility.captions.text import stream as stream_module
from accessibility.captions.text.stream import CaptionStream


def said(text: str, start: float = 0.0, *, source: Source = "group") -> Final:
    """Make a final of half a second a word."""
    words = tuple(
        Word(each, start + n / 2, start + n / 2 + 0.5, 1.0) for n, each in enumerate(text.split())
    )
    return Final(text, start, start + len(words) / 2, source=source, words=words)


def saying(text: str, end: float = 1.0, *, source: Source = "group") -> Partial:
    """Make a draft, as Vosk does: without times of words."""
    return Partial(text, 0.0, end, source=source)


def after(*events: Caption, steadiness: str = "steady", language: str = "en") -> CaptionStream:
    """Return a stream that took all the events."""
    stream = CaptionStream(steadiness=steadiness, language=language)
    for event in events:
        stream.take(event)
    return stream


def texts(stream: CaptionStream) -> list[str]:
    """Return the text of each block."""
    return [block.text for block in stream.blocks]


def test_a_draft_is_replaced_by_the_next_never_stacked() -> None:
    stream = after(saying("he"), saying("he was"), saying("he was not"))
    assert texts(stream) == ["He was not"]


def test_only_what_two_updates_agree_on_is_settled() -> None:
    stream = after(saying("he was"))
    assert (stream.blocks[0].settled, stream.blocks[0].draft) == ("", "He was")
    stream.take(saying("he was knot"))
    assert (stream.blocks[0].settled, stream.blocks[0].draft) == ("He was", "knot")
    stream.take(saying("he was not an"))
    assert (stream.blocks[0].settled, stream.blocks[0].draft) == ("He was", "not an")


def test_fast_shows_every_word_at_once_and_calm_waits_for_a_third() -> None:
    drafts = [saying("he was"), saying("he was not")]
    assert after(*drafts, steadiness="fast").blocks[0].settled == "He was not"
    assert after(*drafts, steadiness="calm").blocks[0].settled == ""
    calm = after(*drafts, saying("he was not ill"), steadiness="calm")
    assert calm.blocks[0].settled == "He was"


def test_a_settled_word_stays_though_the_engine_changes_its_mind_until_the_final() -> None:
    stream = after(saying("ill this"), saying("ill this post"), saying("he was not ill disposed"))
    assert stream.blocks[0].settled == "Ill this"
    assert stream.blocks[0].draft == "not ill disposed"
    stream.take(said("he was not ill disposed"))
    assert texts(stream) == ["He was not ill disposed"]
    assert stream.blocks[0].draft == ""


def test_case_and_punctuation_do_not_keep_a_word_from_settling() -> None:
    stream = after(saying("Hello there"), saying("Hello, there my"))
    assert stream.blocks[0].settled == "Hello, there"


def test_finals_go_on_in_one_block_until_there_is_a_pause() -> None:
    stream = after(said("he was", 0.0), said("not ill", 1.6), said("two cities", 5.0))
    assert texts(stream) == ["He was not ill", "Two cities"]


def test_a_draft_after_a_pause_begins_its_block_at_once() -> None:
    stream = after(said("he was", 0.0), saying("two", 5.0))
    assert texts(stream) == ["He was", "Two"]
    stream.take(said("two cities", 4.4))
    assert texts(stream) == ["He was", "Two cities"]


def test_a_draft_close_behind_goes_on_in_the_block() -> None:
    stream = after(said("he was", 0.0), saying("not", 1.9))
    assert texts(stream) == ["He was not"]


def test_a_long_talker_gets_a_new_block_at_the_end_of_a_line() -> None:
    stream = after(*(said("many words " * 5, n * 5.0) for n in range(12)))
    assert len(stream.blocks) > 1
    assert all(len(block.text) < stream_module.LONG_LETTERS + 60 for block in stream.blocks)


def test_two_sources_stand_apart_and_each_line_ends_where_it_began() -> None:
    stream = after(
        saying("how are", 1.0),
        saying("fine", 1.2, source="me"),
        saying("how are you", 1.4),
        said("fine", 1.0, source="me"),
        said("how are you", 0.2),
        said("good", 2.0),
    )
    assert [(block.source, block.text) for block in stream.blocks] == [
        ("group", "How are you"),
        ("me", "Fine"),
        ("group", "Good"),
    ]


def test_a_loss_stands_where_it_happened() -> None:
    stream = after(said("one"), Missed(0.5, 3.5), said("two", 3.6))
    assert [(block.kind, block.text) for block in stream.blocks] == [
        ("words", "One"),
        ("missed", ""),
        ("words", "Two"),
    ]
    assert stream.blocks[1].seconds == 3.0


def test_one_loss_after_the_other_is_one() -> None:
    stream = after(Missed(0.5, 3.5), Missed(3.5, 6.5))
    assert [block.seconds for block in stream.blocks] == [6.0]


@pytest.mark.parametrize("ending", ["restarting", "moved", "stopped"])
def test_when_the_worker_dies_the_words_on_the_screen_stay(ending: str) -> None:
    stream = after(said("he was"), saying("not ill", 1.5), State(ending))
    assert texts(stream) == ["He was not ill"]
    assert stream.blocks[0].draft == ""
    stream.take(said("later", 1.9))
    assert texts(stream) == ["He was not ill", "Later"]


@pytest.mark.parametrize("nothing", [Final("", 0, 1), saying("")])
def test_a_draft_that_was_no_word_is_taken_back(nothing: Caption) -> None:
    stream = CaptionStream()
    stream.take(saying("the"))
    stream.take(saying("the"))
    assert texts(stream) == ["The"]
    stream.take(nothing)
    assert stream.blocks == ()
    stream.take(saying("he was"))
    assert texts(stream) == ["He was"]


def test_silence_brings_nothing() -> None:
    stream = CaptionStream()
    quiet = (Final("", 0, 5), saying(""), State("quiet"), State("ready"))
    for event in quiet:
        stream.take(event)
    assert stream.blocks == ()


def test_a_block_keeps_its_number_while_it_grows() -> None:
    stream = CaptionStream()
    for event in (saying("he"), saying("he was"), State("listening"), said("he was")):
        stream.take(event)
        assert [block.id for block in stream.blocks] == [1]
    stream.take(said("two", 9.0))
    assert [block.id for block in stream.blocks] == [1, 2]


def test_only_so_many_blocks_are_kept_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "MOST_BLOCKS", 3)
    stream = after(*(said(f"line {n}", n * 9.0) for n in range(3)))
    stream.take(said("line 3", 40.0))
    assert [block.id for block in stream.blocks] == [2, 3, 4]
    assert texts(stream) == ["Line 1", "Line 2", "Line 3"]


def test_forgetting_leaves_nothing() -> None:
    stream = after(said("one"), saying("two", 9.0))
    stream.clear()
    assert stream.blocks == ()
    stream.take(said("three", 10.0))
    assert texts(stream) == ["Three"]


@pytest.mark.parametrize(
    ("language", "heard", "read"),
    [
        ("en", "i think i'm late said iris", "I think I'm late said iris"),
        ("en", "He said, i am.", "He said, i am."),
        ("it", "i ragazzi e i cani", "I ragazzi e i cani"),
        ("it", "poi i cani", "Poi i cani"),
        ("tr", "istanbul", "İstanbul"),
        ("ko", "안녕하세요 여러분", "안녕하세요 여러분"),
        ("ru", "привет", "Привет"),
        ("en", "2 of us", "2 of us"),
    ],
)
def test_capitals_are_given_only_where_they_are_certain(
    language: str, heard: str, read: str
) -> None:
    assert texts(after(said(heard), language=language)) == [read]


def test_the_middle_of_a_block_gets_no_capital() -> None:
    assert texts(after(said("he was"), said("not ill", 1.2))) == ["He was not ill"]


def test_what_is_marked_as_read_stays_and_the_line_goes_on_below_it() -> None:
    stream = after(saying("he was"), saying("he was not"))
    stream.place = 1
    stream.take(saying("he was knot ill"))
    assert texts(stream) == ["He was not", "Ill"]
    stream.take(said("she was not ill today"))
    assert texts(stream) == ["He was not", "Ill today"]


def test_a_finished_line_leaves_what_was_read_of_it() -> None:
    stream = after(said("one"), saying("two", 9.0))
    stream.place = 2
    stream.take(said("too", 9.0))
    assert texts(stream) == ["One", "Two"]
    stream.take(said("three", 9.6))
    assert texts(stream) == ["One", "Two", "Three"]


def test_a_place_in_finished_words_begins_a_new_block_below_it() -> None:
    stream = after(said("he was"))
    stream.place = 1
    stream.take(said("not ill", 1.2))
    assert texts(stream) == ["He was", "Not ill"]


def test_a_loss_goes_on_below_the_place() -> None:
    stream = after(Missed(0.5, 3.5))
    stream.place = 1
    stream.take(Missed(3.5, 6.5))
    assert [block.seconds for block in stream.blocks] == [3.0, 3.0]


def test_forgetting_forgets_the_place_too() -> None:
    stream = after(saying("one"))
    stream.place = 1
    stream.clear()
    assert stream.place is None


def test_our_own_voice_is_marked_once_where_it_spoke() -> None:
    own = State("own_voice")
    stream = after(said("one"), saying("two", 2.0), own, own, said("three", 9.0), own)
    assert [(block.kind, block.text) for block in stream.blocks] == [
        ("words", "One two"),
        ("own_voice", ""),
        ("words", "Three"),
        ("own_voice", ""),
    ]


def unsure(text: str, confidence: float = 0.3) -> Final:
    """Make a final in which the words written with an asterisk are unsure."""
    words = tuple(
        Word(each.strip("*"), 0.0, 0.5, confidence if "*" in each else 1.0) for each in text.split()
    )
    return Final(text.replace("*", ""), 0.0, 0.5, words=words)


def test_unsure_words_are_given_as_ranges_of_letters() -> None:
    stream = after(said("good"), unsure("i do *not have *ten *apples"))
    block = stream.blocks[0]
    assert [block.settled[start:end] for start, end in block.unsure] == ["not", "ten"]
    stream.take(unsure("but *never"))
    block = stream.blocks[0]
    assert [block.settled[start:end] for start, end in block.unsure] == ["not", "ten", "never"]


WORDS = st.lists(st.sampled_from(["he", "was", "not", "an", "ill", "man"]), max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=12), st.sampled_from(["steady", "calm"]))
def test_settled_words_never_change_while_a_line_is_said(
    drafts: list[list[str]], steadiness: str
) -> None:
    stream, before = CaptionStream(steadiness=steadiness), ""
    for n, draft in enumerate(drafts):
        stream.take(saying(" ".join(draft), 1.0 + n / 5))
        now = stream.blocks[0].settled if stream.blocks else ""
        assert now.startswith(before) if draft else now == ""  # taken back: it was no word
        before = now


@st.composite
def talk(draw: st.DrawFn) -> list[Caption]:
    """Draw what a worker might tell, times going on."""
    clock, told = 0.0, []
    for _ in range(draw(st.integers(0, 30))):
        clock += draw(st.sampled_from([0.2, 0.5, 2.0]))
        source: Source = draw(st.sampled_from(["group", "me"]))
        text = " ".join(draw(WORDS))
        events: list[Caption] = [
            saying(text, clock, source=source),
            said(text, clock, source=source),
            Missed(clock, clock + 1, source),
            State("restarting", source=source),
        ]
        told.append(draw(st.sampled_from(events)))
    return told


@settings(max_examples=150, deadline=None)
@given(talk())
def test_blocks_stand_in_the_order_they_began_and_none_is_empty(told: list[Caption]) -> None:
    stream = CaptionStream()
    for event in told:
        stream.take(event)
        numbers = [block.id for block in stream.blocks]
        assert numbers == sorted(set(numbers))
        assert all(block.text or block.kind != "words" for block in stream.blocks)


@settings(max_examples=200, deadline=None)
@given(talk(), st.lists(st.integers(0, 30), max_size=4), st.sampled_from(["steady", "fast"]))
def test_no_word_at_or_above_the_place_ever_changes(
    told: list[Caption], marks: list[int], steadiness: str
) -> None:
    stream = CaptionStream(steadiness=steadiness)
    for n, event in enumerate(told):
        if n in marks and stream.blocks:
            stream.place = stream.blocks[-1].id
        read = [block.text for block in stream.blocks if block.id <= (stream.place or 0)]
        stream.take(event)
        assert texts(stream)[: len(read)] == read
