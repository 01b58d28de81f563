"""Describes a language pack in words: language, kind, size, quality."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from accessibility.captions.engines.pack_catalogue import KnownPack
    from accessibility.captions.packs.language_packs import LanguagePack
    from resources.words import Words

MEGABYTE = 1_000_000


def language_name(words: Words, code: str) -> str:
    """Return the name of a language, also of one that Parlour has no name for."""
    key = f"setting.captions.language.{code}"
    return words(key) if words.has(key) else words("pack.unknown_language")


def manner(words: Words, engine: str) -> str:
    """Return a sentence or two on how an engine writes."""
    return words(f"captions_screen.engine.{engine}")


def kind(words: Words, engine: str) -> str:
    """Return how an engine writes, in a few words for the middle of a line."""
    return words(f"pack.kind.{engine}")


def size(words: Words, count: int) -> str:
    """Return so many bytes in megabytes."""
    return words("pack.megabytes", count=max(1, round(count / MEGABYTE)))


def label(words: Words, pack: LanguagePack) -> str:
    """Return what tells one installed pack from the others."""
    language, kind_here = language_name(words, pack.language), kind(words, pack.engine)
    return words("pack.label", language=language, kind=kind_here, size=size(words, pack.size))


def quality(words: Words, facts: KnownPack | None) -> str:
    """Return how many words of 100 are wrong in tests, as far as that is published."""
    if facts is None or not facts.errors:
        return words("pack.errors_unknown")
    least, most = round(min(facts.errors)), round(max(facts.errors))
    if least == most:
        return words("pack.errors", count=most)
    return words("pack.errors_range", least=least, most=most)


def offer(words: Words, known: KnownPack) -> list[str]:
    """Return the lines about a pack that can be fetched."""
    maker = urlsplit(known.url).hostname or ""
    language = language_name(words, known.language)
    return [
        words("pack.size", language=language, size=size(words, known.bytes), maker=maker),
        manner(words, known.engine),
        quality(words, known),
        words("pack.licence", licence=known.licence),
    ]
