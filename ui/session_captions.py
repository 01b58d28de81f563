"""Captions of a session: as its group's card says, where the person wants them, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.look.own_window import WHERE

if TYPE_CHECKING:
    from desktop.sessions.session import Session
    from ui.services import Services


def begin_captions(services: Services, session: Session) -> None:
    """Start captions in a session: on, and in its language, where its group's card says so.

    Where there is no pack of that language, they stay in the person's own.
    """
    choice = services.calendars.group_captions
    group = None if services.agenda.is_practice(session) else services.calendars.group_of(session)
    _set(services, language=choice.language(group), on=choice.start(group))
    services.captioning.start_if_possible()
    services.own_window.is_due = True


def end_captions(services: Services) -> None:
    """Have captions as the person set them, after a session."""
    _set(services, language="", on=False)
    services.own_window.is_due = False
    services.own_window.close()


def take_to_captions(services: Services) -> None:
    """Put captions where the person wants them, once in a session, if there are any."""
    is_due, services.own_window.is_due = services.own_window.is_due, False
    if is_due and services.captioning.is_turned_on and services.settings[WHERE] != "parlour":
        put_captions(services)


def put_captions(services: Services) -> None:
    """Put captions where the person wants them, and let them begin."""
    where = services.settings[WHERE]
    if where == "parlour":
        services.own_window.close()
        return
    services.captioning.start_if_possible()
    services.own_window.open(whole=where == "screen")


def captions_place(services: Services) -> str:
    """Return where captions are now, as `WHERE` names it."""
    own_window = services.own_window
    if not own_window.is_open:
        return "parlour"
    return "screen" if own_window.is_whole else "window"


def _set(services: Services, *, language: str, on: bool) -> None:
    services.packs.follow_group(language)
    wished = on or services.settings[CAPTIONS_ON]
    if wished != services.captioning.is_turned_on:
        services.captioning.turn(on=wished)
