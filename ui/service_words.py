"""Names the meeting service that the person is in, as a sentence needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.services import Services


def service_in_use(services: Services) -> str:
    """Return such as "Zoom" or "the practice meeting"; nothing where nobody knows."""
    if services.join.is_practising:
        return services.words("practice.service")
    return services.join.service_name


def where_in_words(services: Services) -> str:
    """Say in which service something is to be done, where that is known."""
    service = service_in_use(services)
    return services.words("need_help.in_service", service=service) if service else ""
