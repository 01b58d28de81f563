"""What every speech engine keeps to: one contract, and all pass it on real speech, as do two
together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import jiwer
import pytest

from accessibility.captions.engines import loading as engines
from accessibility.captions.engines.recogniser import PackNotLoaded, Recogniser, SpeechModel
from accessibility.captions.events import BYTES_A_SECOND, Final, Partial
from tests.support.speech import english_pack, korean_pack, noises, spoken_english, spoken_korean

BLOCK = 6400


@dataclass(frozen=True)
class Speaker:
    """A loaded engine, and somebody who speaks its language."""

    model: SpeechModel
    sound: bytes


@pytest.fixture(scope="module", params=[*(each.id for each in engines.ENGINES), "both"])
def speaker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Speaker:
    """Load each engine. Both together hear Korean, of which Whisper makes English, so the
    quick words stay: no pair of packs of one language is to be had here (`test_both.py`)."""
    if request.param == "whisper":
        return Speaker(engines.load(english_pack()), spoken_english(2)[0])
    tidy = english_pack() if request.param == "both" else None
    sound = spoken_korean(tmp_path_factory.mktemp("korean"))
    return Speaker(engines.load(korean_pack(), tidy=tidy), sound)


@pytest.fixture
def recogniser(speaker: Speaker) -> Iterator[Recogniser]:
    made = speaker.model.recogniser()
    yield made
    made.close()


def hear(
    recogniser: Recogniser, sound: bytes, *, block: int = BLOCK, drafts: bool = True
) -> list[Partial | Final]:
    """Feed a whole recording, and flush."""
    told: list[Partial | Final] = []
    for start in range(0, len(sound), block):
        told += recogniser.feed(sound[start : start + block], drafts=drafts)
    return [*told, *recogniser.flush()]


def finals(told: list[Partial | Final]) -> list[Final]:
    return [each for each in told if isinstance(each, Final)]


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower()).split())


@pytest.fixture(scope="module")
def told(speaker: Speaker) -> list[Partial | Final]:
    """What one recogniser tells of the same speech, twice over."""
    made = speaker.model.recogniser()
    return hear(made, speaker.sound) + hear(made, speaker.sound)


def test_drafts_come_before_their_final(told: list[Partial | Final]) -> None:
    assert len(finals(told)) >= 4
    assert isinstance(told[0], Partial)
    assert sum(isinstance(each, Partial) and bool(each.text) for each in told) > 6


def test_times_are_seconds_of_sound_and_never_go_back(
    told: list[Partial | Final], speaker: Speaker
) -> None:
    length = len(speaker.sound) / BYTES_A_SECOND
    words = [word for final in finals(told) for word in final.words]
    times = [moment for word in words for moment in (word.start, word.end)]
    assert all(before <= after for before, after in pairwise(times))
    assert length < times[-1] <= 2 * length
    assert all(0 <= word.confidence <= 1 for word in words)
    for final in finals(told):
        assert (final.start, final.end) == (final.words[0].start, final.words[-1].end)
        assert final.text == " ".join(word.word for word in final.words)


def test_a_partial_never_lies_before_the_last_final(told: list[Partial | Final]) -> None:
    last = 0.0
    for each in told:
        assert last <= each.start <= each.end
        last = each.end if isinstance(each, Final) else last


def test_one_feed_answers_at_most_one_partial_and_it_comes_last(
    recogniser: Recogniser, speaker: Speaker
) -> None:
    for start in range(0, len(speaker.sound), BLOCK * 5):
        told = recogniser.feed(speaker.sound[start : start + BLOCK * 5])
        assert all(isinstance(each, Final) for each in told[:-1])


def test_without_drafts_there_are_only_finals(recogniser: Recogniser, speaker: Speaker) -> None:
    told = hear(recogniser, speaker.sound, drafts=False)
    assert told
    assert all(isinstance(each, Final) or not each.text for each in told)


def test_flush_answers_what_is_held_back_and_only_once(
    recogniser: Recogniser, speaker: Speaker
) -> None:
    assert recogniser.flush() == []
    half = speaker.sound[: len(speaker.sound) // 2 // 2 * 2]
    told = [
        each
        for start in range(0, len(half), BLOCK)
        for each in recogniser.feed(half[start : start + BLOCK])
    ]
    told += recogniser.flush()
    assert finals(told)
    assert recogniser.flush() == []


def test_reset_forgets(recogniser: Recogniser, speaker: Speaker) -> None:
    half = speaker.sound[: len(speaker.sound) // 3 // 2 * 2]
    for start in range(0, len(half), BLOCK):
        recogniser.feed(half[start : start + BLOCK])
    recogniser.reset()
    assert recogniser.flush() == []
    before = len(half) / BYTES_A_SECOND
    assert finals(hear(recogniser, speaker.sound))[0].start >= before - 1.0  # early words: about


def test_without_hurry_there_are_only_finals_and_no_word_is_lost(
    recogniser: Recogniser, speaker: Speaker
) -> None:
    told = [
        each
        for start in range(0, len(speaker.sound), BLOCK)
        for each in recogniser.feed(speaker.sound[start : start + BLOCK], drafts=False, waits=True)
    ]
    told += recogniser.flush()
    assert finals(told)
    assert all(isinstance(each, Final) or not each.text for each in told)
    ends = [each.end for each in finals(told)]
    assert ends == sorted(ends)


LOUDEST = b"\xff\x7f\x00\x80"


@pytest.mark.parametrize(
    "piece",
    [LOUDEST * 8000, LOUDEST[:2] * 16_000, bytes(range(256)) * 125, bytes(32_000)],
    ids=["clipped", "stuck", "scrambled", "nothing"],
)
def test_broken_sound_is_harmless_and_speech_after_it_is_heard(
    recogniser: Recogniser, speaker: Speaker, piece: bytes
) -> None:
    told = hear(recogniser, piece * 3)
    told += hear(recogniser, speaker.sound)
    heard = finals(told)
    assert heard[-1].end > 3 + len(speaker.sound) / BYTES_A_SECOND / 3
    times = [moment for each in heard for moment in (each.start, each.end)]
    assert times == sorted(times)


@pytest.mark.parametrize("piece", [b"", b"\0", b"\0\0", b"\1\2\3", bytes(BLOCK + 1), b"\xff" * 999])
def test_odd_empty_and_tiny_pieces_are_harmless(recogniser: Recogniser, piece: bytes) -> None:
    for _ in range(5):
        assert finals(recogniser.feed(piece)) == []
    assert recogniser.flush() == []


def test_closing_twice_and_feeding_after_it_are_harmless(speaker: Speaker) -> None:
    made = speaker.model.recogniser()
    made.feed(speaker.sound[:BLOCK])
    made.close()
    made.close()
    assert made.feed(speaker.sound[:BLOCK]) == []
    assert made.flush() == []
    made.reset()


def test_two_recognisers_of_one_model_do_not_mix(
    speaker: Speaker, told: list[Partial | Final]
) -> None:
    talking, silent = speaker.model.recogniser(), speaker.model.recogniser()
    together: list[Partial | Final] = []
    for start in range(0, len(speaker.sound), BLOCK):
        together += talking.feed(speaker.sound[start : start + BLOCK], drafts=False)
        assert finals(silent.feed(bytes(BLOCK), drafts=False)) == []
    heard = " ".join(each.text for each in finals([*together, *talking.flush()]))
    alone = " ".join(each.text for each in finals(told)[: len(finals(told)) // 2])
    assert jiwer.cer(alone, heard) < 0.4  # Vosk adds random noise: never quite the same


def test_whisper_writes_down_what_is_said_in_the_practice_session() -> None:
    sound, words = spoken_english()
    told = finals(hear(engines.load(english_pack()).recogniser(), sound, drafts=False))
    heard = " ".join(each.text for each in told)
    assert jiwer.wer(plain(words), plain(heard)) <= 0.05


@pytest.mark.parametrize("name", sorted(noises(0.1)))
def test_whisper_invents_nothing_where_nobody_speaks(name: str) -> None:
    recogniser = engines.load(english_pack()).recogniser()
    assert hear(recogniser, noises(100)[name]) == []


@pytest.mark.parametrize("engine", [None, "whisper", "vosk", "another"])
def test_what_is_no_pack_is_a_problem(tmp_path: Path, engine: str | None) -> None:
    with pytest.raises(PackNotLoaded):
        engines.load(tmp_path, engine)


def test_a_pack_of_another_engine_is_a_problem() -> None:
    with pytest.raises(PackNotLoaded):
        engines.load(english_pack(), "vosk")


def test_a_damaged_whisper_pack_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"not a model")
    with pytest.raises(PackNotLoaded):
        engines.load(tmp_path)
