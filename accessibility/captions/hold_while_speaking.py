"""Parlour's own voice is never captioned: neither the group nor I said that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from accessibility.captions.captioning import Captioning
from accessibility.captions.source_state import OWN_VOICE


class Voice(Protocol):
    """A voice of our own (`accessibility.aloud.reader.Reader`)."""

    @property
    def is_speaking(self) -> bool:
        """Say whether it can be heard now."""
        ...

    def watch(self, watcher: Callable[[], None]) -> object:
        """Call `watcher` after each change."""
        ...


def hold_while_speaking(captioning: Captioning, voice: Voice) -> None:
    """Hold captions whenever `voice` speaks; a microphone would hear it too."""

    def follow() -> None:
        if voice.is_speaking:
            captioning.hold(OWN_VOICE)
        else:
            captioning.go_on()

    voice.watch(follow)
