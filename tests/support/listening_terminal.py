"""A terminal that remembers what was said."""

from __future__ import annotations

import io
import json
from typing import Any

from desktop.cli.terminal import Terminal
from resources.words import Words


class ListeningTerminal(Terminal):
    """The real terminal, on two streams in memory."""

    def __init__(self) -> None:
        self._out, self._err = io.StringIO(), io.StringIO()
        super().__init__(Words(), self._out, self._err)

    @property
    def lines(self) -> list[str]:
        """Return the lines of the answer."""
        return self._out.getvalue().splitlines()

    @property
    def notes(self) -> list[str]:
        """Return the lines beside the answer."""
        return self._err.getvalue().splitlines()

    @property
    def data(self) -> Any:
        """Return the last line as data."""
        return json.loads(self.lines[-1])
