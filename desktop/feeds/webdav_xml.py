"""What a CalDAV server answers, read from its XML (RFC 4918, 13).

Read with expat itself, so that a document type (and with it every entity trick)
can be refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from desktop.feeds import problems

DAV = "DAV:"
CALDAV = "urn:ietf:params:xml:ns:caldav"
SERVER = "http://calendarserver.org/ns/"
DEEPEST = 40


@dataclass
class XmlNode:
    """An element: `name` is "namespace local", `text` all text directly inside."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[XmlNode] = field(default_factory=list)

    def all(self, *path: str) -> list[XmlNode]:
        """Return the elements at the end of a path of names below this one."""
        found = [self]
        for name in path:
            found = [child for node in found for child in node.children if child.name == name]
        return found

    def value(self, *path: str) -> str:
        """Return the text of the first element at the end of a path, "" if there is none."""
        found = self.all(*path)
        return found[0].text.strip() if found else ""


def tag(space: str, name: str) -> str:
    """Return the name of an element as `XmlNode.name` has it."""
    return f"{space} {name}"


RESPONSE, HREF = tag(DAV, "response"), tag(DAV, "href")
PROPSTAT, STATUS, PROP = tag(DAV, "propstat"), tag(DAV, "status"), tag(DAV, "prop")


def read_answers(body: bytes) -> list[tuple[str, XmlNode]]:
    """Return (href, properties that were found) of each response of a multistatus.

    Raises `ServerTrouble` for what is not one.
    """
    root = _tree(body)
    if root.name != tag(DAV, "multistatus"):
        raise problems.ServerTrouble
    return [(one.value(HREF), _found(one)) for one in root.all(RESPONSE)]


def _found(response: XmlNode) -> XmlNode:
    """Put the properties with status 200 together."""
    found = XmlNode(PROP)
    for stat in response.all(PROPSTAT):
        if " 200" in stat.value(STATUS):
            for prop in stat.all(PROP):
                found.children += prop.children
    return found


def _tree(body: bytes) -> XmlNode:
    top = XmlNode("")
    open_nodes = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_nodes) > DEEPEST:
            raise problems.ServerTrouble
        node = XmlNode(name, attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        open_nodes.pop()

    def text(piece: str) -> None:
        open_nodes[-1].text += piece

    def refuse(*_: object) -> None:
        raise problems.ServerTrouble

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, refuse
    try:
        parser.Parse(body, True)
    except (ExpatError, ValueError, LookupError):
        raise problems.ServerTrouble from None
    return top.children[0]
