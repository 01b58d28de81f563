"""A session's meeting service: its name as a sentence needs it, and a drawing of its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.links.policy import LinkVerdict
    from desktop.links.services import ServiceGuide
    from desktop.sessions.session import Session
    from ui.services import Services
    from ui.widgets.service_drawing import Part, ServiceDrawing


def service_in_use(services: Services) -> str:
    """Return such as "Zoom" or "the practice meeting"; nothing where nobody knows."""
    if services.join.is_practising:
        return services.words("practice.service")
    return services.join.service_name


def where_in_words(services: Services) -> str:
    """Say in which service something is to be done, where that is known."""
    return _in_service(services, service_in_use(services))


def where_link_leads(services: Services, link: LinkVerdict | None) -> str:
    """Say the same of where a link leads."""
    return _in_service(services, (link.service if link else None) or "")


def span_in_words(services: Services, session: Session) -> str:
    """Say from when to when a session is, with which service, and with whom."""
    from desktop.sessions.times_in_words import say_span

    line = say_span(session, services.clock.now(), services.words)
    service = next(iter(services.join.way_in(session).services), "")
    if service:
        line = services.words("home.on", line=line, service=service)
    group = services.calendars.group_of(session)
    if group is not None and group.contact is not None:
        line = services.words("home.with", line=line, name=group.contact.name)
    return line


def drawn_button(services: Services, part: Part | None) -> ServiceDrawing | None:
    """Return the meeting in use with that button marked; None where it is not known to stand."""
    if part is None or services.join.is_by_phone:
        return None
    return drawn_in(services, services.join.steps_anywhere(), part)


def drawn_in(services: Services, guide: ServiceGuide, part: Part) -> ServiceDrawing | None:
    """Return the meeting of a service with that button marked, or None as above."""
    from ui.widgets.service_drawing import meeting_drawing

    if not guide.look.sound and part != "leave":
        return None
    word = services.words(guide.leave_word) if guide.leave_word else ""
    return meeting_drawing(guide.look, word, part)


def _in_service(services: Services, service: str) -> str:
    return services.words("need_help.in_service", service=service) if service else ""
