"""Names the room that an allowed link leads to, whatever host or passcode the link has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from desktop.links.url_parts import split_link

if TYPE_CHECKING:
    from desktop.links.policy import LinkVerdict

_NUMBER = re.compile(r"@?[0-9][0-9-]{5,}", re.A)
_IN_QUERY = frozenset(
    {"event", "id", "k", "key", "meeting", "meetingid", "mtid", "room", "session", "v"}
)
"""Parts of a query or fragment that name the room where the path is the same for all."""


def room_name(link: LinkVerdict) -> str:
    """Return what tells this room from another of the same service: a number, or words.

    It is fit to be shown, and holds no passcode.
    """
    parts = split_link(link.opens or "")
    if parts is None:
        return ""
    steps = [unquote(step) for step in parts.path.split("/") if step]
    number = next((step for step in steps if _NUMBER.fullmatch(step)), None)
    if number is not None:
        return number.replace("-", "")
    asked = (*parse_qsl(parts.query), *parse_qsl(parts.fragment))
    named = [value for name, value in asked if name.lower() in _IN_QUERY]
    return " ".join(["/".join(steps).casefold(), *named])
