"""The typeface the app brings along: Atkinson Hyperlegible, drawn for people with low vision.

By the Braille Institute of America, SIL Open Font License 1.1 (`fonts/OFL.txt`).
It has Latin letters only; other scripts come from the computer's own typefaces.
"""

from __future__ import annotations

from importlib.resources import files

FAMILIES = (
    "Atkinson Hyperlegible",
    "Segoe UI",
    "Helvetica Neue",
    "Ubuntu",
    "Cantarell",
    "Noto Sans",
    "DejaVu Sans",
)
"""What text is set in: the first that is there, the rest for letters it has not."""


def font_files() -> tuple[bytes, ...]:
    """Return the bytes of each typeface file that the app brings."""
    folder = files("resources").joinpath("fonts")
    names = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")
    return tuple(folder.joinpath(name).read_bytes() for name in names)
