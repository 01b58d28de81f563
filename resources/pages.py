"""The pages a person can read: what is safe, how things work, a soft goodbye.

A page is a text file in `resources/pages/<language>/`: a head in TOML between two
lines of `+++`, then plain Markdown of four kinds only (heading, paragraph, bullets,
numbered steps) with no styling and no links, so that every page looks the same,
prints large, and can be read aloud sentence by sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from resources.helplines import Helpline, Nation, helplines_by_id

SOURCE_LANGUAGE = "en"
_FENCE = "+++\n"
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class BrokenPage(ValueError):
    """A page file breaks the rules of pages: a bug, found by the tests."""


@dataclass(frozen=True)
class Heading:
    """A heading inside a page, always of the second level."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A few sentences about one thing."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """Things in no order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Numbered:
    """Steps in order, from 1."""

    items: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Numbered


@dataclass(frozen=True)
class Page:
    """One page. `order` sorts pages of a kind; `note` is for the translator.

    `picture` is the drawing on what leads to it, or "". `part` is the part of its kind that it
    stands in, or "". `sources` are the addresses of what was read for it; nobody sees them.

    `helplines` are those named in the page's head: they stand at its end.
    """

    name: str
    title: str
    summary: str
    reviewed: date
    order: int
    note: str
    blocks: tuple[Block, ...]
    helplines: tuple[Helpline, ...] = ()
    picture: str = ""
    part: str = ""
    sources: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """Return what is read aloud, one sentence each, from the title to the numbers."""
        spoken = [self.title]
        for text in (*block_texts(self.blocks), *(line.in_words for line in self.helplines)):
            spoken.extend(split_sentences(text))
        return spoken

    def as_text(self) -> str:
        """Return the page as plain text, to be pasted into a letter or a mail."""
        lines = (line.in_words for line in self.helplines)
        return "\n\n".join([self.title, *map(_block_as_text, self.blocks), *lines])

    def for_nation(self, nation: Nation | None) -> Page:
        """Return the page with the numbers that answer where the person lives."""
        lines = tuple(line for line in self.helplines if line.serves(nation))
        return replace(self, helplines=lines)


def _block_as_text(block: Block) -> str:
    if isinstance(block, Bullets):
        return "\n".join(f"- {item}" for item in block.items)
    if isinstance(block, Numbered):
        return "\n".join(f"{number}. {item}" for number, item in enumerate(block.items, 1))
    return block.text


def page_names(start: str = "", language: str = SOURCE_LANGUAGE) -> list[str]:
    """Name the pages whose names begin with `start` (`safety-`, `help-`), in their order.

    A page that `language` lacks is there in English.
    """
    names = _stored(language) | _stored(SOURCE_LANGUAGE)
    pages = (read_page(name, language) for name in names if name.startswith(start))
    return [page.name for page in sorted(pages, key=lambda page: (page.order, page.name))]


@cache
def read_page(name: str, language: str = SOURCE_LANGUAGE) -> Page:
    """Read the page called `name`, in English where `language` has none.

    Raises KeyError if there is no such page, BrokenPage if it breaks the rules.
    """
    spoken = language if name in _stored(language) else SOURCE_LANGUAGE
    if name not in _stored(spoken):
        raise KeyError(name)
    source = files("resources").joinpath("pages", spoken, f"{name}.md").read_text("utf-8")
    return parse_page(name, source)


def parse_page(name: str, source: str) -> Page:
    """Understand the text of one page file; raises BrokenPage."""
    head, body = _split(name, source)
    try:
        return Page(
            name=name,
            title=head["title"],
            summary=head["summary"],
            reviewed=head["reviewed"],
            order=head["order"],
            note=head["note"],
            blocks=tuple(_blocks(name, body)),
            helplines=helplines_by_id(tuple(head.get("helplines", ()))),
            picture=head.get("picture", ""),
            part=head.get("part", ""),
            sources=tuple(head.get("sources", ())),
        )
    except KeyError as missing:
        raise BrokenPage(f"{name}: {missing} is missing") from missing


def block_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the text of each block and each item, in order."""
    for block in blocks:
        if isinstance(block, Bullets | Numbered):
            yield from block.items
        else:
            yield block.text


def split_sentences(text: str) -> list[str]:
    """Cut a text after each full stop, question mark or exclamation mark."""
    return [sentence for sentence in _END_OF_SENTENCE.split(text.strip()) if sentence]


@cache
def _stored(language: str) -> frozenset[str]:
    folder = files("resources").joinpath("pages", language)
    if not folder.is_dir():
        return frozenset()
    names = (entry.name for entry in folder.iterdir())
    return frozenset(name.removesuffix(".md") for name in names if name.endswith(".md"))


def _split(name: str, source: str) -> tuple[dict[str, Any], str]:
    before, fence, rest = source.partition(_FENCE)
    head, second, body = rest.partition(f"\n{_FENCE}")
    if before or not fence or not second:
        raise BrokenPage(f"{name}: the head must stand between two lines of +++")
    try:
        return tomllib.loads(head), body
    except tomllib.TOMLDecodeError as error:
        raise BrokenPage(f"{name}: {error}") from error


def _blocks(name: str, body: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    for node in SyntaxTreeNode(MarkdownIt("commonmark").parse(body)).children:
        if node.type == "heading" and node.tag == "h2":
            yield Heading(_plain(name, node))
        elif node.type == "paragraph":
            yield Paragraph(_plain(name, node))
        elif node.type == "bullet_list":
            yield Bullets(tuple(_plain(name, item) for item in node.children))
        elif node.type == "ordered_list":
            yield Numbered(tuple(_plain(name, item) for item in node.children))
        else:
            raise BrokenPage(f"{name}: {node.type} {node.tag} is not allowed")


def _plain(name: str, node: Any) -> str:
    """Return the words of a heading, paragraph or list item that holds nothing but words."""
    inner = node
    while inner.type != "inline":
        if len(inner.children) != 1:
            raise BrokenPage(f"{name}: {node.type} must hold one paragraph")
        inner = inner.children[0]
        if inner.type not in ("paragraph", "inline"):
            raise BrokenPage(f"{name}: {inner.type} is not allowed in {node.type}")
    words = []
    for part in inner.children:
        if part.type not in ("text", "softbreak"):
            raise BrokenPage(f"{name}: {part.type} is not allowed")
        words.append(part.content if part.type == "text" else " ")
    return "".join(words)
