"""`python dev.py shots`: every screen × theme × text size to `build/shots/`, with an index page."""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from accessibility.look.text_size import TEXT_SIZE
from accessibility.look.themes import THEME, THEMES
from desktop.navigation import Visit
from resources.words import Words
from ui.parts import Parts

OUT = Path("build") / "shots"
WINDOW = (1040, 800)
SIZES = (100, 200)


def main() -> int:
    """Draw what was asked for: all themes and sizes, or only those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--theme", action="append", choices=sorted(THEMES))
    parser.add_argument("--size", action="append", type=int, choices=TEXT_SIZE.choices)
    parser.add_argument("--screen", action="append", help="only these places")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = asyncio.run(
        draw_all(asked.theme or list(THEMES), asked.size or list(SIZES), asked.screen)
    )
    (OUT / "index.html").write_text(index_page(made), "utf-8")
    sys.stdout.write(f"{len(made)} pictures; look at {OUT / 'index.html'}\n")
    return 0


async def draw_all(
    themes: Sequence[str], sizes: Sequence[int], only: Sequence[str] | None
) -> list[Path]:
    """Draw each screen in each theme and size; returns the pictures."""
    from tests.support.example import make_parts, settle_in, speak, visits
    from ui.app import dress, make_application

    app = make_application(Words()("app.name"))
    made = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        empty, full = make_parts(home / "empty"), make_parts(home / "full")
        await settle_in(full, home)
        speak(full)
        wanted = [visit for visit in visits(full) if not only or visit.place.value in only]
        for theme in themes:
            for size in sizes:
                for parts, name in ((empty, "first-start"), (full, "")):
                    parts.settings[THEME], parts.settings[TEXT_SIZE] = theme, size
                    dress(app, parts.settings)
                    shown = wanted if parts is full else wanted[:1]
                    made += [await draw(parts, visit, theme, size, name) for visit in shown]
        for parts in (empty, full):
            await parts.background.close()
            await parts.captioning.close()
            await parts.shelf.close()
    return made


async def draw(parts: Parts, visit: Visit, theme: str, size: int, name: str) -> Path:
    """Draw one screen."""
    from ui.app import draw_window
    from ui.window import Window

    picture = OUT / f"{name or visit.place.value}-{theme}-{size}.png"
    window = Window(parts)
    window.resize(*WINDOW)
    window.show_visit(visit)
    await asyncio.sleep(0.05)  # what the screen asked for in the background
    draw_window(window, picture)
    window.take_down()
    window.deleteLater()
    parts.doorway.left()
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
