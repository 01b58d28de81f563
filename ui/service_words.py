"""The meeting service in use: its name as a sentence needs it, and a drawing of its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.services import Services
    from ui.widgets.service_drawing import Part, ServiceDrawing


def service_in_use(services: Services) -> str:
    """Return such as "Zoom" or "the practice meeting"; nothing where nobody knows."""
    if services.join.is_practising:
        return services.words("practice.service")
    return services.join.service_name


def where_in_words(services: Services) -> str:
    """Say in which service something is to be done, where that is known."""
    service = service_in_use(services)
    return services.words("need_help.in_service", service=service) if service else ""


def drawn_button(services: Services, part: Part | None) -> ServiceDrawing | None:
    """Return the meeting in use with that button marked; None where it is not known to stand."""
    from ui.widgets.service_drawing import meeting_drawing

    look, leave = services.join.steps_anywhere().look, services.join.steps_anywhere().leave_word
    if part is None or services.join.is_by_phone or not (look.sound or part == "leave"):
        return None
    return meeting_drawing(look, services.words(leave) if leave else "", part)
