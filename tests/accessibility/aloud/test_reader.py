"""Reading aloud: in order, from the place where it paused, silent the moment it is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from accessibility.aloud.reader import AloudReader
from tests.support.voices import QuietVoice

PAGE = ["This is the first.", "  ", "Call 116 123.", "This is the last."]


async def a_moment() -> None:
    for _ in range(4):
        await asyncio.sleep(0)


@pytest.fixture
async def voice() -> QuietVoice:
    return QuietVoice()


@pytest.fixture
async def reader(voice: QuietVoice) -> AsyncIterator[AloudReader]:
    made = AloudReader(voice)
    yield made
    await made.close()


async def test_it_reads_everything_in_order(reader: AloudReader, voice: QuietVoice) -> None:
    reader.read(PAGE)
    await a_moment()
    for _ in range(3):
        await voice.finish()
    assert voice.said == ["This is the first.", "Call 1 1 6, 1 2 3.", "This is the last."]
    assert not reader.is_speaking


async def test_it_tells_when_it_begins_and_ends(reader: AloudReader, voice: QuietVoice) -> None:
    told: list[bool] = []
    forget = reader.watch(lambda: told.append(reader.is_speaking))
    reader.read(["One."])
    await a_moment()
    await voice.finish()
    assert told == [True, False]
    forget()
    forget()
    reader.read(["Two."])
    assert told == [True, False]


async def test_it_goes_on_where_it_paused(reader: AloudReader, voice: QuietVoice) -> None:
    reader.read(PAGE)
    await a_moment()
    await voice.finish()
    reader.pause()
    await a_moment()
    assert reader.is_paused
    assert not reader.is_speaking
    assert voice.silenced == ["Call 1 1 6, 1 2 3."]
    reader.resume()
    await a_moment()
    assert voice.begun[-1] == "Call 1 1 6, 1 2 3."


async def test_again_begins_at_the_first_sentence(reader: AloudReader, voice: QuietVoice) -> None:
    reader.read(PAGE)
    await a_moment()
    await voice.finish()
    reader.again()
    await a_moment()
    assert voice.begun[-1] == PAGE[0]


async def test_stop_is_silence(reader: AloudReader, voice: QuietVoice) -> None:
    reader.read(PAGE)
    await a_moment()
    reader.stop()
    await a_moment()
    assert voice.silenced == [PAGE[0]]
    assert not reader.is_speaking
    assert not reader.is_paused


async def test_a_new_text_ends_the_one_before(reader: AloudReader, voice: QuietVoice) -> None:
    reader.read(PAGE)
    await a_moment()
    reader.read(["Another."])
    await a_moment()
    assert voice.silenced == [PAGE[0]]
    assert voice.begun[-1] == "Another."
    await voice.finish()
    assert not reader.is_speaking


async def test_a_voice_that_fails_is_a_problem_with_words() -> None:
    reader = AloudReader(QuietVoice(fails=True))
    reader.read(PAGE)
    await a_moment()
    assert reader.problem is not None
    assert not reader.is_speaking


async def test_nothing_to_read_is_over_at_once(reader: AloudReader) -> None:
    reader.read([])
    await a_moment()
    assert not reader.is_speaking
