"""Sets captions for a session as its group's card says, and back when the person has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.captioning import CAPTIONS_ON

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


def end_captions(services: Services) -> None:
    """Have captions as the person set them, after a session."""
    _set(services, language="", on=False)


def _set(services: Services, *, language: str, on: bool) -> None:
    services.packs.follow_group(language)
    wished = on or services.settings[CAPTIONS_ON]
    if wished != services.captioning.is_turned_on:
        services.captioning.turn(on=wished)
