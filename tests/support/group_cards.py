"""A good group card, as plain data and as bytes, with one thing changed."""

from __future__ import annotations

import copy
import json
from typing import Any

CARD: dict[str, Any] = {
    "format": 1,
    "made": "2026-11-01",
    "expires": "2027-11-01",
    "group": {
        "id": "tuesday-tea-4f2a",
        "name": "Tuesday Tea Group",
        "language": "en-GB",
        "contact": {
            "name": "Sam",
            "phone": "+44 20 7946 0018",
            "email": "sam@example.org",
            "hours": "Weekdays, 9 to 5",
        },
        "ways": [{"kind": "phone", "words": "Ring Sam for a chat."}],
        "hosts": ["meet.example.org"],
        "dial_in": [{"number": "+44 20 7946 0019", "meeting": "123 456#"}],
        "agreement": ["What is said here stays here.", "Cameras are a choice. ☕"],
        "captions": "A human captioner is there.",
    },
    "calendar": "https://example.org/tea.ics",
    "weekly": [
        {
            "name": "Tea",
            "day": "tuesday",
            "at": "14:00",
            "zone": "Europe/London",
            "minutes": 90,
            "room": "https://meet.example.org/tea",
        }
    ],
}


def changed(**changes: Any) -> dict[str, Any]:
    """Return the card with values replaced: `group__name="x"`, `weekly__0__day=...`.

    A value of `...` takes the field away.
    """
    return changed_in(CARD, **changes)


def changed_in(plain: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return another card with values replaced, as `changed` does."""
    card = copy.deepcopy(plain)
    for path, value in changes.items():
        *way, last = path.split("__")
        place: Any = card
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return card


def card_bytes(**changes: Any) -> bytes:
    """Return `changed(...)` as the bytes of a card's file."""
    return json.dumps(changed(**changes)).encode()
