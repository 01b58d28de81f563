"""The icons and drawings: one grid each, their colours, and each can be drawn."""

from __future__ import annotations

import re

import pytest

from resources.pictures import (
    DIRECTED,
    GROUP_DRAWINGS,
    app_icon_svg,
    drawing_names,
    drawing_svg,
    icon_names,
    icon_svg,
)

ASKED_FOR = (
    "again back bell calendar camera captions check clock copy cross edit folder help home join "
    "leave microphone open-again pause person phone play print read-aloud settings shield sound "
    "stop warning"
)
DRAWN = (
    "bell bird boat book calendar camera camera-off captions captions-below "
    "captions-whole captions-window clock cup door ear eye file flower friends game hand hands "
    "heart help home key letter link mary microphone moon music paint path "
    "people phone pot practice purse sam settings shield sound speech sun tear tree yarn you"
)


def test_every_icon_asked_for_is_there() -> None:
    assert icon_names() == tuple(ASKED_FOR.split())


def test_what_is_mirrored_is_there() -> None:
    assert set(icon_names()) >= DIRECTED


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_keeps_to_the_grid_and_takes_one_colour(name: str) -> None:
    drawn = icon_svg(name, "#12ab9F").decode()
    root, _, shapes = drawn.partition(">")
    assert 'viewBox="0 0 24 24"' in root
    assert 'stroke="#12ab9F" stroke-width="2"' in root
    assert set(re.findall(r"<(\w+)", shapes)) <= {"path", "circle", "rect"}
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', shapes)) <= {"#12ab9F"}
    assert "currentColor" not in drawn


def test_every_drawing_is_there() -> None:
    assert drawing_names() == tuple(DRAWN.split())
    assert set(GROUP_DRAWINGS) <= set(drawing_names())


@pytest.mark.parametrize("name", drawing_names())
def test_a_drawing_keeps_to_the_grid_and_takes_two_colours(name: str) -> None:
    drawn = drawing_svg(name, "#12ab9F", "#fedcba").decode()
    root, _, shapes = drawn.partition(">")
    assert 'viewBox="0 0 96 96"' in root
    assert 'stroke="#12ab9F" stroke-width="4" stroke-linecap="round"' in root
    assert set(re.findall(r"<(\w+)", shapes)) <= {"path", "circle", "rect"}
    assert set(re.findall(r'fill="([^"]+)"', shapes)) <= {"#12ab9F", "#fedcba"}
    assert 'fill="#fedcba" stroke="none"' in shapes.splitlines()[1], "the tone lies behind"
    assert shapes.count("<") - 1 <= 16, "it is simple"


@pytest.mark.parametrize("colours", [("red", "#000000"), ("#000000", "#fff"), ("#000000", "")])
def test_a_drawing_refuses_what_is_no_colour(colours: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="colour"):
        drawing_svg("cup", *colours)


@pytest.mark.parametrize("name", ["nothing", "parlour", "../drawings/cup"])
def test_a_drawing_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no drawing"):
        drawing_svg(name, "#000000", "#ffffff")


@pytest.mark.parametrize("colour", ["red", "#fff", '#000000"/><script>', ""])
def test_a_colour_that_is_none_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        icon_svg("home", colour)


@pytest.mark.parametrize("name", ["nothing", "parlour", "../icons/home"])
def test_an_icon_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no icon"):
        icon_svg(name, "#000000")


@pytest.mark.parametrize("name", [*icon_names(), "parlour"])
def test_qt_draws_an_icon(name: str) -> None:
    body = app_icon_svg() if name == "parlour" else icon_svg(name, "#ff0000")
    colours, _ = drawn_by_qt(body)
    assert len(colours) > 2


@pytest.mark.parametrize("name", drawing_names())
def test_qt_draws_a_drawing_in_both_colours_and_cuts_nothing_off(name: str) -> None:
    colours, edge = drawn_by_qt(drawing_svg(name, "#ff0000", "#00ff00"))
    assert {0xFFFF0000, 0xFF00FF00} <= colours
    assert edge == {0xFFFFFFFF}


def drawn_by_qt(body: bytes) -> tuple[set[int], set[int]]:
    """Return the colours of a picture as Qt draws it on white, and those of its outermost dots."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(body))
    assert renderer.isValid()
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    dots = {(x, y): image.pixel(x, y) for x in range(48) for y in range(48)}
    edge = {colour for (x, y), colour in dots.items() if {x, y} & {0, 47}}
    return set(dots.values()), edge
