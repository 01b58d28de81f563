"""Tells whether an event was called off, or the calendar's owner will not come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from desktop.ical.content_lines import ContentLine
from desktop.sessions.session import Status

_ADDRESS = re.compile(r"(?:mailto:)?([^\s@<>:]+@[^\s@<>:]+)", re.I)
_PREFIX = re.compile(r"\s*([^:\uff1a]{2,30})[:\uff1a]")

_WORDS = (
    "abgesagt", "aflyst", "anulat", "annullata", "annullato", "annulé", "annulée", "anulowane",
    "anulowano", "atšaukta", "atcelts", "avlyst", "canceled", "cancelada", "cancelado",
    "cancel·lat", "cancelled", "geannuleerd", "inställd", "inställt", "i̇ptal", "i̇ptal edildi",
    "lemondva", "odpovedano", "odwołane", "odwołany", "otkazano", "peruttu", "peruutettu",
    "preklicano", "tühistatud", "törölve", "zrušené", "zrušeno", "ακυρώθηκε", "отменено",
    "скасовано", "בוטל", "已取消", "취소됨", "キャンセル", "キャンセル済み",
)  # fmt: skip
"""What Outlook writes before the title of a meeting that was called off, by language."""


def event_status(status: str, title: str, *, is_free: bool) -> Status:
    """Return the status of an event from its STATUS, or from a title only Outlook writes.

    The title counts where the event leaves the time free: a film may be called so too.
    """
    word = status.strip(" \t\"';").upper()
    if word.startswith("CANCEL"):  # CANCELED is how Americans spell it
        return "cancelled"
    prefix = _PREFIX.match(title)
    if is_free and prefix and normalize("NFC", prefix[1]).strip().casefold() in _WORDS:
        return "cancelled"
    return "tentative" if word == "TENTATIVE" else "confirmed"


def address_in(text: str) -> str:
    """Return the one e-mail address that `text` is, "" if it is anything else."""
    found = _ADDRESS.fullmatch(text.strip())
    return found[1].casefold() if found else ""


def is_declined(attendees: Iterable[ContentLine], owner: str) -> bool:
    """Say whether `owner` (an e-mail address, "" if unknown) has answered no."""
    return bool(owner) and any(
        line.params.get("PARTSTAT", "").upper() == "DECLINED" and address_in(line.uri) == owner
        for line in attendees
    )
