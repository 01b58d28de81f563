"""Parses WebDAV multistatus responses of a CalDAV server (RFC 4918, 13), which may be hostile."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from desktop.feeds import problems

DAV = "DAV:"
CALDAV = "urn:ietf:params:xml:ns:caldav"
SERVER = "http://calendarserver.org/ns/"
DEEPEST = 40
"""Elements inside one another."""
MOST_ELEMENTS = 100_000
"""Elements of one answer: 10,000 events need some 60,000. Each costs time and memory."""


def tag(space: str, name: str) -> str:
    """Return the name of an element as ElementTree has it."""
    return f"{{{space}}}{name}"


RESPONSE, HREF = tag(DAV, "response"), tag(DAV, "href")
PROPSTAT, STATUS, PROP = tag(DAV, "propstat"), tag(DAV, "status"), tag(DAV, "prop")


def read_responses(body: bytes) -> list[tuple[str, Element]]:
    """Return (href, properties that were found) of each response of a multistatus.

    Raises `ServerTrouble` for what is not one.
    """
    root = _parse(body)
    if root.tag != tag(DAV, "multistatus"):
        raise problems.ServerTrouble
    return [(value(one, HREF), _found(one)) for one in root.findall(RESPONSE)]


def value(element: Element, *path: str) -> str:
    """Return the text of the first element at the end of a path, "" if there is none."""
    return (element.findtext("/".join(path)) or "").strip()


def values(element: Element, *path: str) -> list[str]:
    """Return the texts of all elements at the end of a path, without the empty ones."""
    found = ((one.text or "").strip() for one in element.findall("/".join(path)))
    return [text for text in found if text]


def _found(response: Element) -> Element:
    """Put the properties with status 200 together."""
    found = Element(PROP)
    for stat in response.findall(PROPSTAT):
        if " 200" in value(stat, STATUS):
            for prop in stat.findall(PROP):
                found.extend(prop)
    return found


class _ShallowTree(TreeBuilder):
    """Builds the tree, unless it is deeper or larger than any answer is."""

    depth = 0
    elements = 0

    def start(self, name: str, attributes: dict[str, str], /) -> Element:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise problems.ServerTrouble
        return super().start(name, attributes)

    def end(self, name: str, /) -> Element:
        self.depth -= 1
        return super().end(name)


def _parse(body: bytes) -> Element:
    """Parse without a document type, and so without every entity trick."""
    from defusedxml.ElementTree import XMLParser

    parser = XMLParser(target=_ShallowTree(), forbid_dtd=True)
    try:
        parser.feed(body)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError):
        raise problems.ServerTrouble from None
    return root
