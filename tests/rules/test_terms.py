"""One word for one thing, on every screen, page and helpline: the list of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resources.helplines import read_helplines
from resources.pages import block_texts, page_names, read_page
from resources.words import Words
from tests.support.source import expect_none


@dataclass(frozen=True)
class Term:
    """A word that people see, what it means, and the words that must not be used instead."""

    said: str
    means: str
    never: tuple[str, ...]


TERMS = (
    Term("browser", "the program that shows web pages", ("internet browser", "web browser")),
    Term(
        "calendar",
        "where the times of a group come from",
        ("agenda", "diary", "list of sessions", "schedule", "timetable", "your list"),
    ),
    Term(
        "caption language",
        "what teaches the computer to write one language",
        ("language model", "language pack", "language packs", "pack", "packs", "speech model"),
    ),
    Term(
        "captions",
        "what people say, as words on the screen",
        ("all the words", "back to the words", "subtitles", "these words", "transcript"),
    ),
    Term("close", "to end a program", ("exit", "quit")),
    Term("e-mail", "a letter by the internet", ("email", "mail", "mails")),
    Term("group", "people who meet; they are asked, not one of them", ("organiser", "organizer")),
    Term("loudspeaker", "what sound comes out of", ("speaker", "speakers")),
    Term("phone", "what one calls with", ("telephone", "telephones")),
    Term("practise, practice", "to try everything, alone", ("demo", "rehearsal", "trial")),
    Term("press", "what one does to a button", ("click", "tap")),
    Term("remove", "to take something out of Parlour", ("erase", "unsubscribe")),
    Term(
        "safe place for passwords",
        "where the computer keeps passwords",
        ("keychain", "keyring", "password store", "vault"),
    ),
    Term("scam", "a trick to get money or private details", ("fraudster", "tricks")),
    Term("session", "one meeting of a group", ("appointment", "event", "events", "occurrence")),
    Term("settings", "what one can choose", ("options", "preferences")),
    Term("website", "what stands at a web address", ("site", "webpage", "web site")),
    Term("Wi-Fi", "internet without a cable", ("wifi", "wireless", "WLAN")),
    Term("plain words", "technical ones are not for people", ("app password", "CalDAV", "licence")),
)
"""What each thing is called wherever a person meets it."""

EXCEPTIONS = {
    "home.try_hint": "a person reads it before they know what practice is",
    "save_words.format": "a kind of file, as video programs name it",
}
"""Texts that may use another word, each with the reason. They may only become fewer."""


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text that a person can meet, with its name."""
    words = Words()
    for key in sorted(words.keys()):
        sentence = words.sentence(key)
        yield from ((key, text) for text in (sentence.text, sentence.one, sentence.next) if text)
    for name in page_names():
        page = read_page(name)
        shown = (page.title, page.summary, *block_texts(page.blocks))
        yield from ((f"page {name}", text) for text in shown)
    for line in read_helplines():
        yield f"helpline {line.id}", line.in_words


def wrong_words(text: str) -> Iterator[str]:
    """Yield each word of a text that another term should stand for, and that term.

    What is typed, such as `parlour packs`, is no word for people.
    """
    for term in TERMS:
        for word in term.never:
            alone = rf"(?<![\w{{-])(?<!parlour ){re.escape(word)}(?![\w}}])"
            if re.search(alone, text, re.IGNORECASE):
                yield f"{word!r}, where we say {term.said!r} ({term.means})"


def is_excepted(name: str) -> bool:
    """Say whether a text, or the part that it belongs to, is among the exceptions."""
    return any(name == one or name.startswith(f"{one}.") for one in EXCEPTIONS)


def test_one_word_for_one_thing() -> None:
    expect_none(
        f"{name}: {what}: {text}"
        for name, text in texts()
        if not is_excepted(name)
        for what in wrong_words(text)
    )


def test_exceptions_are_still_needed() -> None:
    found = [name for name, text in texts() if [*wrong_words(text)]]
    expect_none(
        f"no exception any more: {one}"
        for one in EXCEPTIONS
        if not any(name == one or name.startswith(f"{one}.") for name in found)
    )


def test_another_word_is_caught() -> None:
    assert [*wrong_words("Open your web browser.")]
    assert [*wrong_words("Two Packs are here.")]
    assert not [*wrong_words("Write an e-mail to {site}.")]
