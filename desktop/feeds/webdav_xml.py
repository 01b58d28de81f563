"""Parses WebDAV multistatus responses of a CalDAV server (RFC 4918, 13), which may be hostile.

It is done in a child process with limits (`bounded_child`): 10 MB of XML can ask for a
minute and for half a gigabyte. The child writes each response as soon as it is read, so
those before a limit, or before the answer breaks off, are there all the same.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

import msgspec

from desktop.feeds import problems
from desktop.sessions.session import CalendarReaderDied, Stopped
from resources.platform.bounded_child import ChildAnswer, limit_process, run_bounded
from resources.platform.child_process import WEBDAV_XML, begin_child, child_command

DAV = "DAV:"
CALDAV = "urn:ietf:params:xml:ns:caldav"
SERVER = "http://calendarserver.org/ns/"

_NO_ROOM = 1
"""The code of expat's "out of memory"."""


def tag(space: str, name: str) -> str:
    """Return the name of an element as ElementTree has it."""
    return f"{{{space}}}{name}"


HREF, MULTISTATUS, RESPONSE = tag(DAV, "href"), tag(DAV, "multistatus"), tag(DAV, "response")
PROPSTAT, STATUS, PROP = tag(DAV, "propstat"), tag(DAV, "status"), tag(DAV, "prop")
NAME, DATA = tag(DAV, "displayname"), tag(CALDAV, "calendar-data")
PRINCIPAL = f"{tag(DAV, 'current-user-principal')}/{HREF}"
HOME = f"{tag(CALDAV, 'calendar-home-set')}/{HREF}"
KIND = tag(DAV, "resourcetype")
COLLECTION, CALENDAR = f"{KIND}/{tag(DAV, 'collection')}", f"{KIND}/{tag(CALDAV, 'calendar')}"
COMPONENT = f"{tag(CALDAV, 'supported-calendar-component-set')}/{tag(CALDAV, 'comp')}"
MARKS = tag(SERVER, "getctag"), tag(DAV, "sync-token"), tag(DAV, "getetag")


class XmlLimits(msgspec.Struct, frozen=True):
    """What reading one answer may take.

    `seconds` of CPU time; `wall` seconds until the child is killed; `memory` in bytes;
    `depth` of elements inside one another; `nodes`: elements and attributes together,
    of which 10,000 events need some 60,000.
    """

    seconds: float = 4.0
    wall: float = 60.0
    memory: int = 200 * 1024 * 1024
    depth: int = 40
    nodes: int = 100_000


class DavResponse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """One response of a multistatus: its href, and of its properties those we ask for.

    `status` is the response's own, 0 if it has none. `principal` and `homes` are hrefs,
    `components` the kinds of things that a calendar may hold, none if it does not say.
    `mark` changes when a calendar does; `data` is an iCalendar text.
    """

    href: str = ""
    status: int = 0
    name: str = ""
    principal: str = ""
    homes: tuple[str, ...] = ()
    is_collection: bool = False
    is_calendar: bool = False
    components: tuple[str, ...] = ()
    mark: str = ""
    data: str = ""


class DavAnswer(NamedTuple):
    """The responses of an answer, and what is missing: its rest, or its end."""

    responses: tuple[DavResponse, ...]
    stopped: Stopped = ""
    cut_short: bool = False


XmlEnd = Literal["", "time", "memory", "many", "broken"]


class _Summary(msgspec.Struct, frozen=True, tag=True):
    """The child's last line: what ended the reading."""

    end: XmlEnd


def read_answer(
    body: bytes, *, limits: XmlLimits | None = None, command: Sequence[str] = ()
) -> DavAnswer:
    """Return what a multistatus holds. Blocks for a few seconds at most, on a busy computer longer.

    `command` starts `main` of this module in a process of its own. Where nothing could be
    read, raises `ServerTrouble` for what is no multistatus, `TooMuch` at a limit, and
    `CalendarReaderDied`.
    """
    limits = limits or XmlLimits()
    told = msgspec.json.encode(limits) + b"\n" + body
    try:
        written = run_bounded(command or child_command(WEBDAV_XML), told, limits.wall)
    except OSError:
        raise CalendarReaderDied from None
    answer = _decode(written)
    if answer.responses:
        return answer
    if answer.stopped == "died":
        raise CalendarReaderDied
    if answer.stopped:
        raise problems.TooMuch
    if answer.cut_short:
        raise problems.ServerTrouble
    return answer


def _decode(answer: ChildAnswer) -> DavAnswer:
    """Read the child's lines. Without its last one it never ended."""
    responses: list[DavResponse] = []
    stopped: Stopped = answer.end or "died"
    cut_short = False
    for line in answer.written.splitlines():
        try:
            read = msgspec.json.decode(line, type=DavResponse | _Summary)
        except msgspec.DecodeError:
            continue  # the line that was being written when the child died
        if isinstance(read, DavResponse):
            responses.append(read)
        elif read.end == "broken":
            stopped, cut_short = "", True
        else:
            stopped = read.end
    if any(one.status == 507 for one in responses):  # RFC 5323, 5.4: the server gave only a part
        responses = [one for one in responses if one.status != 507]
        stopped = stopped or "many"
    return DavAnswer(tuple(responses), stopped, cut_short)


def main() -> int:
    """Be the child: limits and XML on stdin, a line for each response on stdout."""
    begin_child()
    limits = msgspec.json.decode(sys.stdin.buffer.readline(), type=XmlLimits)
    limit_process(limits.memory, math.ceil(limits.seconds) + 1)
    _write(_Summary(_read(limits)))
    return 0


def _write(line: DavResponse | _Summary) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
    sys.stdout.buffer.flush()  # the next piece may be the last


class _LimitMet(Exception):
    """The answer is larger, or takes longer, than any answer does."""

    def __init__(self, end: XmlEnd) -> None:
        super().__init__(end)
        self.end = end


def _read(limits: XmlLimits) -> XmlEnd:
    """Parse without a document type, and so without every entity trick; say what ended it."""
    from defusedxml.ElementTree import XMLParser

    responses = _Responses(limits)
    parser = XMLParser(target=responses, forbid_dtd=True)
    try:
        parser.feed(sys.stdin.buffer.read())
        parser.close()
    except _LimitMet as met:
        return met.end
    except MemoryError:
        return "memory"
    except ParseError as error:
        if responses.is_complete:
            return ""  # what stands behind the end is a program's chatter
        return "memory" if error.code == _NO_ROOM else "broken"
    except (ValueError, LookupError):
        return "broken"
    return ""


class _Responses:
    """Takes the parser's events, and writes each response down when it ends.

    Nothing is kept of one that was written, nor of what is in no response.
    """

    def __init__(self, limits: XmlLimits) -> None:
        self._limits = limits
        self._depth = self._nodes = 0
        self._response: TreeBuilder | None = None
        self.is_complete = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._depth += 1
        self._nodes += 1 + len(attributes)
        if (self._depth == 1 and name != MULTISTATUS) or self._depth > self._limits.depth:
            raise _LimitMet("broken")
        if self._nodes > self._limits.nodes:
            raise _LimitMet("many")
        if time.process_time() > self._limits.seconds:
            raise _LimitMet("time")
        if self._depth == 2 and name == RESPONSE:
            self._response = TreeBuilder()
        if self._response is not None:
            self._response.start(name, attributes)

    def data(self, text: str) -> None:
        """Take text within an element."""
        if self._response is not None:
            self._response.data(text)

    def end(self, name: str) -> None:
        """End an element."""
        if self._response is not None:
            self._response.end(name)
            if self._depth == 2:
                _write(_response(self._response.close()))
                self._response = None
        self._depth -= 1
        self.is_complete = self._depth == 0

    def close(self) -> None:
        """End the document."""


def _response(element: Element) -> DavResponse:
    props = _found(element)
    return DavResponse(
        href=_text(element, HREF),
        status=_status(element),
        name=_text(props, NAME),
        principal=_text(props, PRINCIPAL),
        homes=tuple(_texts(props, HOME)),
        is_collection=props.find(COLLECTION) is not None,
        is_calendar=props.find(CALENDAR) is not None,
        components=tuple(node.get("name", "") for node in props.findall(COMPONENT)),
        mark=next(filter(None, (_text(props, mark) for mark in MARKS)), ""),
        data=_text(props, DATA),
    )


def _found(response: Element) -> Element:
    """Put the properties with status 200 together."""
    found = Element(PROP)
    for stat in response.findall(PROPSTAT):
        if " 200" in _text(stat, STATUS):
            for prop in stat.findall(PROP):
                found.extend(prop)
    return found


def _status(response: Element) -> int:
    """Return the number in `HTTP/1.1 507 Insufficient Storage`, 0 if there is none."""
    words = _text(response, STATUS).split()
    return int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else 0


def _text(element: Element, path: str) -> str:
    """Return the text of the first element at the end of a path, "" if there is none."""
    return (element.findtext(path) or "").strip()


def _texts(element: Element, path: str) -> list[str]:
    """Return the texts of all elements at the end of a path, without the empty ones."""
    found = ((one.text or "").strip() for one in element.findall(path))
    return [text for text in found if text]


if __name__ == "__main__":
    sys.exit(main())
