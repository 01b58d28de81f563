"""The screens that put something on paper."""

from __future__ import annotations

from datetime import timedelta

from tests.support.example import Example
from tests.support.scenes import TEA, Scene, at, has, press, until, with_sessions
from ui.navigation import Place
from ui.screens.paper import PaperScreen
from ui.window import Window


async def _print_week_of_nothing(example: Example) -> Window:
    await with_sessions(example, TEA._replace(ahead=timedelta(days=9)))
    return await at(example, Place.PRINT_WEEK)


def saved_at(place: Place, detail: str = "") -> Scene:
    """Return the scene of something that was saved to be printed later."""

    async def scene(example: Example) -> Window:
        await example.settle_in()
        return await save_page_of(await at(example, place, detail), example)

    return scene


async def save_page_of(window: Window, example: Example) -> Window:
    """Save the page that a window offers."""
    screen = window.screen_shown
    assert isinstance(screen, PaperScreen)
    screen.save_in(example.paths.private / "Documents")
    await until(lambda: has(window, "The page is saved."))
    return window


async def _no_printer(example: Example) -> Window:
    """Print was pressed; in the tests there is no printer."""
    await example.settle_in()
    window = await at(example, Place.PRINT_WEEK)
    await press(window, "Print")
    return window


PAPER_SCENES: dict[str, Scene] = {
    "print-week-none": _print_week_of_nothing,
    "print-week-no-printer": _no_printer,
    "print-week-saved": saved_at(Place.PRINT_WEEK),
    "print-page-saved": saved_at(Place.PRINT_PAGE, "safety-unsafe-home"),
}
