"""`python dev.py shots`: every screen × theme × text size to `build/shots/`, with an index page.

Each theme also gets one sheet of all its screens, `sheet-<theme>.png`.
`python dev.py shots --readme` draws the pictures of the README anew: Home, and all drawings.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accessibility.look.text_size import TEXT_SIZE
from accessibility.look.themes import THEMES
from resources.words import Words

if TYPE_CHECKING:
    from tests.support.all_scenes import AnyScene

OUT = Path("build") / "shots"
WINDOW = (1040, 800)
README_PICTURE = Path("resources") / "pictures" / "home.png"
README_DRAWINGS = Path("resources") / "pictures" / "drawings.png"
README_WINDOW = (1040, 640)
SIZES = (100, 200, 400)


def main() -> int:
    """Draw what was asked for: all themes and sizes, or only those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--theme", action="append", choices=sorted(THEMES))
    parser.add_argument("--size", action="append", type=int, choices=TEXT_SIZE.choices)
    parser.add_argument("--screen", action="append", help="only these places")
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if asked.readme:
        return asyncio.run(draw_for_readme())
    themes = asked.theme or list(THEMES)
    made = asyncio.run(draw_all(themes, asked.size or list(SIZES), asked.screen))
    draw_sheets(made, themes)
    (OUT / "index.html").write_text(index_page(made), "utf-8")
    sys.stdout.write(f"{len(made)} pictures; look at {OUT / 'index.html'}\n")
    return 0


async def draw_all(
    themes: Sequence[str], sizes: Sequence[int], only: Sequence[str] | None
) -> list[Path]:
    """Draw each screen, in each state it can be in, in each theme and size."""
    from tests.support.all_scenes import EVERY_WINDOW
    from tests.support.dressed import dressed
    from ui.app import make_application

    app = make_application(Words()("app.name"))
    look = dressed(app)
    made = []
    for name in only or EVERY_WINDOW:
        for theme in themes:
            for size in sizes:
                look.wear(theme, size)
                made.append(await draw(EVERY_WINDOW[name], OUT / f"{name}-{theme}-{size}.png"))
    return made


def draw_sheets(made: Sequence[Path], themes: Sequence[str]) -> list[Path]:
    """Put all pictures of each theme on one sheet."""
    from tests.support.contact_sheets import sheet_of_screens

    return [
        sheet_of_screens(
            [one for one in made if f"-{theme}-" in one.name], OUT / f"sheet-{theme}.png"
        )
        for theme in themes
    ]


async def draw_for_readme() -> int:
    """Draw the home screen and the drawings as they stand in the README."""
    from tests.support.all_scenes import SCENES
    from tests.support.contact_sheets import sheet_of_drawings
    from tests.support.dressed import dressed
    from ui.app import make_application

    app = make_application(Words()("app.name"))
    dressed(app)
    await draw(SCENES["home"], README_PICTURE, README_WINDOW)
    sheet_of_drawings(README_DRAWINGS)
    return 0


async def draw(scene: AnyScene, picture: Path, size: tuple[int, int] = WINDOW) -> Path:
    """Draw one scene in a window of some size; returns the picture."""
    from tests.support.dressed import put_away, show
    from tests.support.example import Example, living
    from ui.app import draw_window

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        async with living(Example(Path(home))) as example:
            window = await scene(example)
            draw_window(show(window, *size), picture)
            put_away(window)
    return picture


def index_page(pictures: Sequence[Path]) -> str:
    """Return a page with all pictures, to look through."""
    rows = "\n".join(
        f"<figure><img src='{html.escape(one.name)}' width='520' loading='lazy'>"
        f"<figcaption>{html.escape(one.stem)}</figcaption></figure>"
        for one in sorted(pictures)
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1em;font:16px sans-serif}figure{margin:0}"
    return f"<!doctype html><title>Parlour, every screen</title><style>{style}</style>\n{rows}\n"


if __name__ == "__main__":
    raise SystemExit(main())
