"""Colour themes by role, and which colours must have contrast with which.

A theme is a good printed leaflet: paper, deep ink, one confident colour. Nothing
else in the app names a colour, and the tests check every pair in `PAIRS`.
"""

from __future__ import annotations

from dataclasses import dataclass

from accessibility.look.contrast import EDGE, TEXT
from resources.declared import Setting
from resources.pictures import GROUP_COLOURS

THEME = Setting("look.theme", "computer", ("computer", "light", "cream", "dark", "contrast"))


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One set of colours, each written `#rrggbb`.

    `page` lies behind everything and `card` on it. `main` is the face of the one
    main button, `leave` that of the red one which leaves a meeting. `edge` goes round what
    can be pressed or filled in, `hairline` round what cannot. The three surfaces `calm`,
    `ask` and `danger` carry notices; each has an `_edge`. `tone` lies behind the lines of a
    drawing, `rose` to `plum` behind the picture of a group. The focus ring is an inner colour
    between two lines of the outer one, so that part of it always shows.
    """

    name: str
    is_dark: bool
    page: str
    card: str
    text: str
    quiet_text: str
    heading: str
    main: str
    main_down: str
    on_main: str
    leave: str
    leave_down: str
    on_leave: str
    button: str
    button_down: str
    chosen: str
    edge: str
    hairline: str
    focus_outer: str
    focus_inner: str
    calm: str
    calm_edge: str
    ask: str
    ask_edge: str
    danger: str
    danger_edge: str
    caption_page: str
    caption_text: str
    caption_draft: str
    caption_edge: str
    tone: str
    rose: str
    amber: str
    leaf: str
    lake: str
    sky: str
    plum: str

    def colour(self, role: str) -> str:
        """Return the colour of a role named in `PAIRS`."""
        return str(getattr(self, role))


LIGHT = Theme(
    name="light",
    is_dark=False,
    page="#f7f3ec",
    card="#fffdf9",
    text="#1d2a30",
    quiet_text="#44525a",
    heading="#0b4a57",
    main="#0b5563",
    main_down="#073c47",
    on_main="#ffffff",
    leave="#a01c2c",
    leave_down="#7c1320",
    on_leave="#ffffff",
    button="#fffdf9",
    button_down="#dcebea",
    chosen="#dcebea",
    edge="#6f7f82",
    hairline="#e6dece",
    focus_outer="#10191d",
    focus_inner="#ffcf3f",
    calm="#e3efec",
    calm_edge="#2c7a74",
    ask="#fdefcd",
    ask_edge="#96690d",
    danger="#fbe9e5",
    danger_edge="#a8323f",
    caption_page="#fffdf9",
    caption_text="#10191d",
    caption_draft="#44525a",
    caption_edge="#2c7a74",
    tone="#cfe3df",
    rose="#f6d5d2",
    amber="#f8deb0",
    leaf="#d5e6c3",
    lake="#c3e4e0",
    sky="#cfdff5",
    plum="#e6d6ee",
)

CREAM = Theme(
    name="cream",
    is_dark=False,
    page="#fbf0d3",
    card="#fff9e6",
    text="#2b2419",
    quiet_text="#524838",
    heading="#5b2147",
    main="#6a2653",
    main_down="#4c183a",
    on_main="#fffaf0",
    leave="#9c2018",
    leave_down="#78150f",
    on_leave="#ffffff",
    button="#fff9e6",
    button_down="#f4e1d8",
    chosen="#f4e1d8",
    edge="#857556",
    hairline="#e8d9b0",
    focus_outer="#2b1a0f",
    focus_inner="#ffc93a",
    calm="#e9edd2",
    calm_edge="#5f7334",
    ask="#ffe6ad",
    ask_edge="#93630a",
    danger="#fbe1d0",
    danger_edge="#a53a24",
    caption_page="#fff9e6",
    caption_text="#231c12",
    caption_draft="#524838",
    caption_edge="#5f7334",
    tone="#f2d6cd",
    rose="#f7d0c4",
    amber="#f7d893",
    leaf="#dbe3b0",
    lake="#cbe2d2",
    sky="#d3dfe8",
    plum="#ead2e2",
)

DARK = Theme(
    name="dark",
    is_dark=True,
    page="#15191b",
    card="#1f2528",
    text="#f3eee3",
    quiet_text="#c9cac3",
    heading="#9fdcd8",
    main="#8bd3d0",
    main_down="#b9e8e5",
    on_main="#06292d",
    leave="#a01c2c",
    leave_down="#7c1320",
    on_leave="#ffffff",
    button="#1f2528",
    button_down="#31464a",
    chosen="#23393c",
    edge="#788685",
    hairline="#333c3f",
    focus_outer="#ffcf3f",
    focus_inner="#10191d",
    calm="#1a3436",
    calm_edge="#74bdb9",
    ask="#3a2f15",
    ask_edge="#d9ab4e",
    danger="#401f22",
    danger_edge="#eb9a95",
    caption_page="#101416",
    caption_text="#fbf7ee",
    caption_draft="#c9cac3",
    caption_edge="#74bdb9",
    tone="#31464a",
    rose="#5a2f33",
    amber="#553f17",
    leaf="#34482a",
    lake="#1f4a49",
    sky="#2c4263",
    plum="#4b3559",
)

CONTRAST = Theme(
    name="contrast",
    is_dark=True,
    page="#000000",
    card="#000000",
    text="#ffffff",
    quiet_text="#ffffff",
    heading="#ffee4d",
    main="#ffee4d",
    main_down="#ffffff",
    on_main="#000000",
    leave="#b00020",
    leave_down="#8a0018",
    on_leave="#ffffff",
    button="#000000",
    button_down="#3c3c3c",
    chosen="#26324d",
    edge="#ffffff",
    hairline="#ffffff",
    focus_outer="#2f7dff",
    focus_inner="#ffee4d",
    calm="#000000",
    calm_edge="#66e0ff",
    ask="#000000",
    ask_edge="#ffee4d",
    danger="#000000",
    danger_edge="#ff9d94",
    caption_page="#000000",
    caption_text="#ffffff",
    caption_draft="#e6e6e6",
    caption_edge="#66e0ff",
    tone="#26324d",
    rose="#6b1f2a",
    amber="#584300",
    leaf="#1f4d1f",
    lake="#004f4f",
    sky="#1d3f80",
    plum="#55307a",
)

THEMES = {theme.name: theme for theme in (LIGHT, CREAM, DARK, CONTRAST)}

_SURFACES = ("page", "card", "button", "button_down", "chosen", "calm", "ask", "danger")

PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("text", surface, TEXT) for surface in _SURFACES),
    *(("quiet_text", surface, TEXT) for surface in ("page", "card", "button")),
    *(("heading", surface, TEXT) for surface in ("page", "card")),
    *(("text", surface, TEXT) for surface in ("tone", *GROUP_COLOURS)),
    *(("on_main", face, TEXT) for face in ("main", "main_down")),
    *(("on_leave", face, TEXT) for face in ("leave", "leave_down")),
    *(("caption_text", "caption_page", TEXT), ("caption_draft", "caption_page", TEXT)),
    *((edge, "page", EDGE) for edge in ("edge", "main")),
    *((edge, "card", EDGE) for edge in ("edge", "main")),
    ("edge", "button", EDGE),
    ("edge", "calm", EDGE),
    ("edge", "ask", EDGE),
    ("edge", "danger", EDGE),
    ("main", "chosen", EDGE),
    *((f"{notice}_edge", notice, EDGE) for notice in ("calm", "ask", "danger")),
    *((f"{notice}_edge", "page", EDGE) for notice in ("calm", "ask", "danger")),
    ("caption_edge", "caption_page", EDGE),
    ("focus_outer", "focus_inner", EDGE),
)
"""What lies on what, and the least contrast between them."""


def choose_theme(choice: str, *, dark: bool, more_contrast: bool) -> Theme:
    """Return the theme for a choice of `THEME`; the rest is what the computer wishes."""
    if choice in THEMES:
        return THEMES[choice]
    if more_contrast:
        return CONTRAST
    return DARK if dark else LIGHT
