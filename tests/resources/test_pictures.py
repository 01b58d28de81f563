"""The icons: one grid, one colour, and each can be drawn."""

from __future__ import annotations

import re

import pytest

from resources.pictures import DIRECTED, app_icon_svg, icon_names, icon_svg

ASKED_FOR = (
    "again back bell calendar captions check clock copy cross edit folder help home join leave "
    "microphone open-again pause person phone play read-aloud settings shield sound "
    "stop warning"
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


@pytest.mark.parametrize("colour", ["red", "#fff", '#000000"/><script>', ""])
def test_a_colour_that_is_none_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        icon_svg("home", colour)


@pytest.mark.parametrize("name", ["nothing", "parlour", "../icons/home"])
def test_an_icon_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no icon"):
        icon_svg(name, "#000000")


@pytest.mark.parametrize("name", [*icon_names(), "parlour"])
def test_qt_draws_it(name: str) -> None:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    body = app_icon_svg() if name == "parlour" else icon_svg(name, "#ff0000")
    renderer = QSvgRenderer(QByteArray(body))
    assert renderer.isValid()
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    colours = {image.pixel(x, y) for x in range(48) for y in range(48)}
    assert len(colours) > 2
