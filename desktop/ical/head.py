"""Reads the properties of a calendar as a whole: its name, its owner, how often to look again."""

from __future__ import annotations

from desktop.ical.called_off import address_in
from desktop.ical.content_lines import Properties
from desktop.ical.dates import read_length


def first(head: Properties, name: str) -> str:
    """Return the text of the first property called `name`, "" if there is none."""
    return head[name][0].text.strip() if name in head else ""


def owner_of(head: Properties) -> str:
    """Return whose calendar it is, an e-mail address: Google names it so, Outlook says it."""
    lines = [*head.get("X-OWNER", []), *head.get("X-WR-CALNAME", [])]
    return next(filter(None, (address_in(line.text) for line in lines)), "")


def refresh_hint(head: Properties) -> int:
    """Return the calendar's own refresh interval in seconds (RFC 7986, 5.7), 0 if none."""
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        try:
            if name in head:
                return max(0, int(read_length(head[name][0].value).total_seconds()))
        except (ValueError, OverflowError):
            continue
    return 0
