"""The links and phone numbers written in an event, exact to the byte.

Nothing is judged or repaired here: what is found is what was written, without the
brackets and full stops around it. Only a link to a known meeting service in LOCATION
or URL may lack its `https://`, for people type it so: that is put in front. The order is the
order to trust: CONFERENCE (RFC 7986, 5.11; video first, a moderator's own way in never),
then what Google and Microsoft write, URL, LOCATION, DESCRIPTION, and HTML at last. Where
one text holds several links the longest comes first: it is the one with its passcode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from types import ModuleType
from unicodedata import category
from urllib.parse import unquote

from desktop.ical.content_lines import ContentLine, Properties
from desktop.sessions.session import FoundLink, Phone, Where

MOST_LINKS = 50
LONGEST_LINK = 8192
"""Characters of a link."""
LONGEST_LINE = 2000
"""Characters looked at of what is shown in one line."""
LONGEST_TEXT = 200_000
"""Characters searched for links."""
LONGEST_PLACE = 4000
"""Characters of a LOCATION in which words of a place are looked for."""
_END = (
    r"\s<>\"\x00-\x20\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\u201c-\u201f\xab\xbb\u2039\u203a\u3001\u3002\u3008-\u3011\u3014\u3015"
    r"\uff01\uff08\uff09\uff0c\uff1b\uff1f\uff3b\uff3d\u060c\u061b\u061f\u06d4\u2190-\u21ff"
)
"""Where a link in a text ends: spaces, unseen marks, quotes, the brackets and stops of other
scripts. Never a letter: cut there it could lead into another room."""
_WEB = re.compile(rf"https?://[^{_END}]+", re.I)
_BARE = re.compile(
    rf"(?<![\w@/.-])(?<!http:)(?<!https:)((?:[a-z0-9-]{{1,63}}\.){{1,8}}[a-z]{{2,24}})/[^{_END}]+",
    re.I,
)
_NEXT = re.compile(r"(?:[,;|]|\]\()(?=https?://)|\}\{", re.I)
_AND = re.compile(r"&(?:amp;|#38;|#x26;)+", re.I)
_ENTITY = re.compile(r"&(?:gt|lt|quot|nbsp|#39|#34|#62|#60|#160)(?:;|(?![=\w;]))", re.I)
_ENTITIES = re.compile(r"&(#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)", re.I)
_TAG = re.compile(r"<(?:a\s|br\b|p\b|div\b|span\b|html\b|/a>|ul\b|b>|table\b)", re.I)
_BREAK = re.compile(r"<(?:br|p|/p|div|li|tr)\b[^<>]*>", re.I)
_MARKUP = re.compile(r"</?(?!https?:)[a-z][^<>]*>", re.I)
_HREF = re.compile(r"<a\s[^<>]*?href\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s<>\"']+))", re.I)
_TEL = re.compile(r"\btel:[+\d][-+\d().,;#*%=\w]*", re.I)
_ONE_TAP = re.compile(r"\+\d[\d() -]{5,18}\d,{1,4}\d[\d#*,]*")
_PAUSE = re.compile(r"[,;pw]", re.I)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_SEEN = "\u200c\u200d"
"""Joiners: not seen themselves, but Persian and many emoji are not written without them."""
_AFTER = ".,;:!?'*`|\u2019\u201d\u00bb\u2026>"

_VENDORS: dict[str, Where] = {
    "X-GOOGLE-CONFERENCE": "x-google",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL": "x-microsoft",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK": "x-microsoft",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK": "x-microsoft",
}
_TEXTS: dict[str, Where] = {"LOCATION": "location", "DESCRIPTION": "description"}
_PAGES: dict[str, Where] = {"X-ALT-DESC": "html", "STYLED-DESCRIPTION": "html"}
_WRITTEN = _TEXTS | _PAGES

PROPERTIES = frozenset({"CONFERENCE", "URL", *_VENDORS, *_TEXTS, *_PAGES})


def links(event: Properties) -> tuple[FoundLink, ...]:
    """Return the links of an event in the order to trust them, each address once."""
    once: dict[str, FoundLink] = {}
    if event.keys().isdisjoint(PROPERTIES):
        return ()
    for link in _all_links(event):
        if len(link.url) <= LONGEST_LINK:
            once.setdefault(link.url, link)
        if len(once) == MOST_LINKS:
            break
    return tuple(once.values())


def phones(event: Properties) -> tuple[Phone, ...]:
    """Return the numbers to join by: from CONFERENCE, then `tel:` and "one tap" numbers."""
    written = [line.uri for line in _conferences(event) if line.uri.lower().startswith("tel:")]
    for name in _WRITTEN:
        for line in event.get(name, []):
            text = without_markup(line.text)
            written += one_tap_numbers(text)
            written += [link for link in hrefs(line.text) if link.lower().startswith("tel:")]
    found = [phone(number) for number in written[:MOST_LINKS]]
    return tuple(dict.fromkeys(number for number in found if number is not None))


def phone(written: str) -> Phone | None:
    """Read a `tel:` link or a number with an access code after pauses; None if no number.

    Numbers that begin with `*` or `#` command the telephone and are never taken.
    """
    text = unquote(re.sub(r"^tel:", "", written.strip(), flags=re.I))
    text = re.sub(r";(?:ext|phone-context|isub)=[^;,]*", "", text, flags=re.I)
    pause = _PAUSE.search(text)
    number, rest = (text[: pause.start()], text[pause.start() :]) if pause else (text, "")
    digits = re.sub(r"[^\d]", "", number)
    if not 3 <= len(digits) <= 15 or number.strip()[:1] in "*#":
        return None
    pin = re.sub(r"[^\d#*,]", "", rest).strip(",")
    return Phone(_international(number) or ("+" if "+" in number else "") + digits, pin)


def place(event: Properties) -> str:
    """Return the location in words, "" where it is only a link."""
    text = " ".join(without_markup(line.text) for line in event.get("LOCATION", [])[:1])
    text = without_hidden(text[:LONGEST_PLACE])
    for link in dict.fromkeys(bare_links(text)):
        text = text.replace(link.removeprefix("https://"), "")
    return _WEB.sub("", text).strip(" \t\n<>;,-")[:200]


def without_markup(text: str) -> str:
    """Return `text` for a reader: HTML becomes its words, plain text stays as it is."""
    text = text[:LONGEST_TEXT]
    if not _TAG.search(text):
        return text
    words = _without_entities(_MARKUP.sub("", _BREAK.sub("\n", text)))
    lines = (line.strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def hrefs(text: str) -> list[str]:
    """Return the targets of the `<a href>` of a piece of HTML, their entities undone."""
    found = _HREF.findall(_plain_quotes(text[:LONGEST_TEXT]))
    return [_without_entities(first or second or third).strip() for first, second, third in found]


def written_links(text: str) -> list[str]:
    """Return the web links that stand in plain `text`, without what surrounds them."""
    text = _plain_quotes(text[:LONGEST_TEXT])
    found = []
    for match in _WEB.finditer(text):
        is_marked = text[match.start() - 1 : match.start()] == "_"
        for piece in _NEXT.split(match[0]):
            link = _trimmed(_AND.sub("&", _ENTITY.split(piece, maxsplit=1)[0]))
            found.append(link.removesuffix("_") if is_marked else link)
    return found


def bare_links(text: str) -> list[str]:
    """Return the links to meeting services that stand in `text` without their `https://`."""
    found = list(_BARE.finditer(_WEB.sub(" ", _plain_quotes(text))))
    if not found:
        return []
    from desktop.links.services import known_services

    at = known_services().at
    return [f"https://{_trimmed(one[0])}" for one in found if at(one[1].lower()) is not None]


def one_tap_numbers(text: str) -> list[str]:
    """Return the numbers in plain `text` with their codes, as `phone` reads them."""
    return _TEL.findall(text) + _ONE_TAP.findall(text)


def _plain_quotes(text: str) -> str:
    """Undo the backslash that some programs put before a quote, though iCalendar has none."""
    return text.replace('\\"', '"')


def _all_links(event: Properties) -> Iterator[FoundLink]:
    for line in _conferences(event):
        if not line.uri.lower().startswith("tel:"):
            yield from (FoundLink(uri, "conference", _features(line)) for uri in _uris([line]))
    for name, where in _VENDORS.items():
        yield from (FoundLink(uri, where) for uri in _uris(event.get(name, [])))
    yield from (FoundLink(_whole(uri), "url") for uri in _uris(event.get("URL", [])))
    for name, where in _WRITTEN.items():
        for line in event.get(name, []):
            found: set[str] = set()
            for text in (reading.text for reading in line.readings):
                found |= {*hrefs(text), *written_links(without_markup(text))}
                if where == "location":
                    found.update(bare_links(without_markup(text)))
            web = (link for link in found if _WEB.match(link))
            yield from (FoundLink(link, where) for link in sorted(web, key=_longest_first))


def _whole(uri: str) -> str:
    """Return what stands in URL without brackets, and with the start that a person left out."""
    written = _AND.sub("&", uri.strip().removeprefix("<").removesuffix(">"))
    bare = bare_links(written)
    return bare[0] if bare == [f"https://{written}"] else written


def _uris(lines: list[ContentLine]) -> Iterator[str]:
    for line in lines:
        yield from (reading.uri for reading in line.readings if reading.uri)


def _longest_first(link: str) -> tuple[int, str]:
    return (-len(link), link)


def _conferences(event: Properties) -> list[ContentLine]:
    lines = [line for line in event.get("CONFERENCE", []) if line.uri]
    return sorted((line for line in lines if "MODERATOR" not in _features(line)), key=_rank)


def _features(line: ContentLine) -> str:
    return line.params.get("FEATURE", "").upper()


def _rank(line: ContentLine) -> int:
    features = _features(line)
    return 0 if "VIDEO" in features else 1 if not features else 2 if "AUDIO" in features else 3


def _trimmed(link: str) -> str:
    """Take away punctuation that belongs to the sentence: a full stop, an unopened bracket."""
    extra = {close: link.count(close) - link.count(opens) for close, opens in _PAIRS.items()}
    end = len(link)
    while end and (link[end - 1] in _AFTER or extra.get(link[end - 1], 0) > 0):
        end -= 1
        if link[end] in extra:
            extra[link[end]] -= 1
    return link[:end]


def _without_entities(text: str) -> str:
    """Undo the entities of HTML, but none without its semicolon: `&reg=2` belongs to a link."""
    return _ENTITIES.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    return unescape(entity[0]) if entity[1].startswith("#") else html5.get(entity[1], entity[0])


def load_numbers() -> ModuleType:
    """Return phonenumbers: to be imported before a clock runs."""
    import phonenumbers

    return phonenumbers


def _international(number: str) -> str | None:
    """Return the E.164 form of a number written with its country, else None."""
    if not number.strip().startswith("+"):
        return None
    phonenumbers = load_numbers()
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def title(text: str) -> str:
    """Return a summary fit for one line of a screen."""
    return " ".join(without_hidden(_without_entities(text[:LONGEST_LINE])).split())[:200]


def without_hidden(text: str) -> str:
    """Take away letters that nobody sees, or that turn the words around them round."""
    return "".join(letter for letter in text if letter in _SEEN or not _is_mark(letter))


def _is_mark(letter: str) -> bool:
    return not letter.isspace() and category(letter) in ("Cc", "Cf", "Cs", "Co")
