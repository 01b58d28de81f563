"""Holds captions while Parlour itself reads aloud: neither the group nor I said that."""

from __future__ import annotations

from accessibility.aloud.reader import AloudReader
from accessibility.captions.captioning import Captioning
from accessibility.captions.source_state import OWN_VOICE


def hold_while_speaking(captioning: Captioning, reader: AloudReader) -> None:
    """Hold captions whenever `reader` speaks; a microphone would pick it up too."""

    def follow() -> None:
        if reader.is_speaking:
            captioning.hold(OWN_VOICE)
        else:
            captioning.go_on()

    reader.watch(follow)
