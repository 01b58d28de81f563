"""What a check is: a name, and a question that ends in one finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from resources.declared import Finding


@dataclass(frozen=True)
class Check:
    """One thing to look at. `run` may block; `check.<name>.<outcome>` are its words.

    Checks of sound and captions have the same shape and are added where
    everything meets; they are not known here.
    """

    name: str
    run: Callable[[], Finding]
