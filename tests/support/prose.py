"""Measures of plain words: how long a sentence is, and what nobody should have to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resources.pages import split_sentences

HARD_LIMIT = 20
AVERAGE = 15

# Idioms, jargon, and phrases that blame, hurry or patronise. Each is looked for as a whole word.
BANNED = (
    "abort",
    "ASAP",
    "at the end of the day",
    "authenticate",
    "authentication",
    "bandwidth",
    "boot",
    "browser cache",
    "buffer",
    "cache",
    "click here",
    "client",
    "config",
    "configuration",
    "configure",
    "credentials",
    "daemon",
    "deprecated",
    "dial",
    "disabled",
    "dropdown",
    "easily",
    "e.g.",
    "endpoint",
    "error",
    "etc.",
    "execute",
    "failed",
    "failure",
    "fatal",
    "feed",
    "hit the ground",
    "hyperlink",
    "i.e.",
    "illegal",
    "in order to",
    "initialise",
    "initialize",
    "input device",
    "instance",
    "invalid",
    "just a sec",
    "keep an eye",
    "kindly",
    "latency",
    "leverage",
    "loopback",
    "malformed",
    "null",
    "obviously",
    "on the same page",
    "oops",
    "parse",
    "partial",
    "please note",
    "plugin",
    "prior to",
    "process",
    "protocol",
    "query",
    "reach out",
    "regarding",
    "ring",
    "scroll down",
    "select",
    "server",
    "simply",
    "subsequently",
    "terminate",
    "timeout",
    "timed out",
    "toggle",
    "touch base",
    "up and running",
    "uninstall",
    "URL",
    "user",
    "utilise",
    "utilize",
    "valid",
    "via",
    "whoops",
)
_BANNED = re.compile(
    "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(BANNED, key=len, reverse=True)),
    re.IGNORECASE,
)
# Words put together as no one says them, or that mean two things; what is said instead.
STIFF = {
    r"fits? together": "match",
    r"holds (for|until)": "lasts",
    r"in vain": "without success",
    r"keeps? \w+( and \w+)? from \w+ing": "stops",
    r"(link|password) of (a|an|its|one|the|this|your|\{name\})": "to, for",
    r"may not (?!be\b)": "is not allowed to; or: might not",
    r"mends?": "repairs",
    r"need not": "does not need to",
    r"no longer at its": "no longer where it was",
    r"on a real day": "in a real session",
    r"(?:words|captions|lines?|times?) (?:can |also |will )*stands?": "appear, are shown",
    r"takes? place": "there is one, there is none",
    r"the last (times|words) we": "before",
}
_STIFF = {re.compile(rf"(?<!\w)(?:{shape})", re.IGNORECASE): said for shape, said in STIFF.items()}

# Short forms people know better than their long ones, names, and words to type as they are.
KNOWN_CAPITALS = {"BSL", "KDE", "NHS", "SHOUT", "UK"}
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_BLANK = re.compile(r"\{[^}]*\}")
_SPELT_NUMBER = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b", re.I
)

# Who does it is left out: what is so ("you are tired") is no such thing.
_FEELINGS = "frightened|tired|worried"
_IRREGULAR = (
    "begun|bought|broken|brought|built|chosen|done|drawn|driven|eaten|found|forgotten|given|heard|"
    "held|hidden|kept|known|left|lost|made|meant|paid|put|read|said|seen|sent|set|shown|shut|"
    "spoken|taken|taught|thought|told|understood|written"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being|gets|got)\s+(?:(?:not|never|only|still)\s+)?"
    rf"(?!(?:{_FEELINGS})\b)(?:\w+ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)
_NEVER = {
    re.compile(r"\d{6,}"): "a number nobody can read out, put spaces in it",
    re.compile("!"): "no exclamation marks",
}

# A lone 1 counts something or is a date; "one person", "only one" and "one of them" are words.
_COUNTED = "day|hour|letter|line|minute|month|more|reminder|second|session|week|and a half"
_LONE_ONE = re.compile(rf"(?<![\w.:,-])1(?!\w|[.:,-]\w|\s+(?:{_COUNTED}|to|[A-Z]))")


def words_in(sentence: str) -> int:
    """Count the words of a sentence; a blank such as `{name}` counts as 1."""
    return len(_BLANK.sub("blank", sentence).split())


def banned_in(text: str) -> list[str]:
    """Return the words in `text` that nobody should have to read."""
    return _BANNED.findall(_BLANK.sub(" ", text))


def passives_in(text: str) -> list[str]:
    """Return the words in `text` that say what is done, and not who does it."""
    return _PASSIVE.findall(_BLANK.sub(" ", text))


def complaints(text: str) -> Iterator[str]:
    """Yield what is wrong: too long, a banned word, figures and words mixed up, capitals."""
    for sentence in split_sentences(text):
        if words_in(sentence) > HARD_LIMIT:
            yield f"{words_in(sentence)} words: {sentence}"
    yield from (f"banned {word!r}: {text}" for word in banned_in(text))
    for shape, instead in _STIFF.items():
        if found := shape.search(text):
            yield f"stiff {found[0]!r}, say {instead!r}: {text}"
    for number in _SPELT_NUMBER.findall(_BLANK.sub(" ", text)):
        yield f"{number!r} must be a figure: {text}"
    if _LONE_ONE.search(_BLANK.sub(" ", text)):
        yield f"'1' counts nothing here, say 'one': {text}"
    for word in set(_CAPITALS.findall(_BLANK.sub(" ", text))) - KNOWN_CAPITALS:
        yield f"capitals {word!r}: {text}"
    for shape, what in _NEVER.items():
        if shape.search(text):
            yield f"{what}: {text}"


def average_length(texts: list[str]) -> float:
    """Return the mean number of words in a sentence."""
    lengths = [words_in(sentence) for text in texts for sentence in split_sentences(text)]
    return sum(lengths) / len(lengths)
