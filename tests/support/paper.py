"""Reads a PDF as another program does: its words, and its pages."""

from __future__ import annotations

import subprocess

from tests.support.needs import program


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page of a PDF, as they stand there."""
    command = [program("pdftotext", "poppler-utils"), "-layout", "-", "-"]
    run = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60)
    return run.stdout.decode().split("\f")[:-1]


def sizes_of(pdf: bytes) -> set[float]:
    """Return the sizes of all letters of a PDF, in points."""
    return {round(bottom - top, 1) for _, top, _, bottom in _boxes(_laid_out(pdf))}


def margins_of(pdf: bytes) -> tuple[float, float, float, float]:
    """Return how far the words stay at least from the left, upper, right and lower edge, in mm."""
    edges: list[tuple[float, ...]] = []
    for page in _laid_out(pdf).split("<page ")[1:]:
        wide, high = (
            float(page.split(f'{name}="')[1].split('"')[0]) for name in ("width", "height")
        )
        edges += [(x, y, wide - right, high - low) for x, y, right, low in _boxes(page)]
    left, top, right, low = (min(edge) * 25.4 / 72 for edge in zip(*edges, strict=True))
    return left, top, right, low


def _laid_out(pdf: bytes) -> str:
    command = [program("pdftotext", "poppler-utils"), "-bbox-layout", "-", "-"]
    run = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60)
    return run.stdout.decode()


def _boxes(laid_out: str) -> list[tuple[float, float, float, float]]:
    """Return where each word stands: left, top, right, bottom, in points."""
    lines = [line for line in laid_out.splitlines() if "<word " in line]
    parts = [[float(part.split('"')[1]) for part in line.split()[1:5]] for line in lines]
    return [(x, y, right, bottom) for x, y, right, bottom in parts]
