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
    command = [program("pdftotext", "poppler-utils"), "-bbox-layout", "-", "-"]
    run = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60)
    lines = [line for line in run.stdout.decode().splitlines() if "<word " in line]
    boxes = [dict(part.split("=") for part in line.split()[1:5]) for line in lines]
    heights = [float(box["yMax"].split('"')[1]) - float(box["yMin"].split('"')[1]) for box in boxes]
    return {round(each, 1) for each in heights}
