"""What will happen in a session, step by step, for who was never there."""

from __future__ import annotations

from datetime import timedelta

from tests.support.example import SESSIONS, Example, Row, calendar
from tests.support.scenes import Scene, at
from ui.navigation import Place
from ui.window import Window

FILM = Row("film", "Film night", timedelta(minutes=10), "URL:https://vimeo.com/76979871")
ROOM = Row("room", "Book club", timedelta(minutes=10), "URL:https://meet.example.org/books")


def step(name: str, title: str = "Tea") -> Scene:
    """Return the scene of one step, about the session of that name."""

    async def scene(example: Example) -> Window:
        rows = {"Film": [FILM], "Book": [ROOM]}.get(title, SESSIONS)
        await example.settle_in(calendar(rows=rows))
        before = f"{name}:" if name else ""
        return await at(example, Place.BEFORE, before + example.session(title).id)

    return scene


BEFORE_SCENES: dict[str, Scene] = {
    "before-happens": step(""),
    "before-where": step("where"),
    "before-name": step("name"),
    "before-camera": step("camera"),
    "before-camera-early": step("camera", "Carers"),
    "before-camera-room": step("camera", "Book"),
    "before-watch": step("watch", "Film"),
    "before-gone": lambda example: at(example, Place.BEFORE, "gone"),
}
