"""The words of a session as a file."""

from __future__ import annotations

from accessibility.captions.text.export import chosen, written
from accessibility.captions.text.stream import Block
from resources.words import Words

WORDS = Words()
BLOCKS = [
    Block(1, "group", 0.0, 2.5, settled="He was not ill"),
    Block(2, "group", 2.5, 5.5, kind="missed"),
    Block(3, "me", 3725.0, 3726.25, settled="I <hear> & see"),
    Block(4, "group", 3727.0, 3728.0, draft="perhaps"),
]


def test_drafts_are_not_kept_and_losses_are() -> None:
    assert [block.id for block in chosen(BLOCKS)] == [1, 2, 3]


def test_only_the_starred_ones() -> None:
    assert [block.id for block in chosen(BLOCKS, starred={3, 4})] == [3]
    assert chosen(BLOCKS, starred=()) == []


def test_plain_text() -> None:
    assert written(chosen(BLOCKS), WORDS, "txt") == (
        "He was not ill\n[missed about 3 seconds]\nMe: I <hear> & see\n"
    )


def test_subrip() -> None:
    assert written(chosen(BLOCKS, starred={1, 3}), WORDS, "srt") == (
        "1\n00:00:00,000 --> 00:00:02,500\nHe was not ill\n\n"
        "2\n01:02:05,000 --> 01:02:06,250\nMe: I <hear> & see\n"
    )


def test_webvtt_escapes_what_would_be_markup() -> None:
    assert written(chosen(BLOCKS, starred={1, 3}), WORDS, "vtt") == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.500\nHe was not ill\n\n"
        "01:02:05.000 --> 01:02:06.250\nMe: I &lt;hear&gt; &amp; see\n"
    )


def test_nothing_is_nothing() -> None:
    assert written([], WORDS, "txt") == ""
    assert written([], WORDS, "vtt") == "WEBVTT\n\n"
