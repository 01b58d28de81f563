"""A computer that is too slow: words come late, then are missed, and both are said."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

from accessibility.captions.client.client import CaptionClient
from accessibility.captions.events import Final, Partial
from accessibility.captions.protocol import Level
from accessibility.captions.worker.inbox import LIMIT_S, TOO_LATE_S
from accessibility.captions.worker.pipeline import NO_DRAFTS_BEHIND_S
from tests.support.listener import Listener
from tests.support.tones import silence, tone, write_wav

COMMAND = (sys.executable, "-m", "tests.support.loud_words")
A_PIECE_S = 5.0
"""Seconds that the slow engine takes for a piece of sound, at the most: itself half a second, and
what a busy computer makes of it."""


async def test_an_engine_that_takes_twice_as_long_as_people_speak(tmp_path: Path) -> None:
    recording = write_wav(tmp_path / "a.wav", (tone(1.1) + silence(0.2)) * 14)
    heard = Listener()
    client = CaptionClient(heard.tell, command=COMMAND)
    try:
        client.warm(Path("laggard"))
        await heard.until_state("ready")
        client.read(recording, realtime=True)
        await heard.until_state("stopped")
    finally:
        await client.close()
    drafts = [each for each in heard.told if isinstance(each, Partial) and each.text]
    finals = [each for each in heard.told if isinstance(each, Final)]
    levels = [each for each in heard.told if isinstance(each, Level)]
    assert all(each.lag_ms / 1000 <= NO_DRAFTS_BEHIND_S + A_PIECE_S for each in drafts)
    assert max(each.lag_ms for each in levels) / 1000 <= LIMIT_S + A_PIECE_S
    assert max(each.lag_ms for each in levels) > 1000  # it is said how late the words are
    assert heard.missed
    assert all(each.lag_ms / 1000 <= TOO_LATE_S + 2 * A_PIECE_S for each in finals)
    times = [each.end for each in heard.told if isinstance(each, Final) or each in heard.missed]
    assert all(before <= after for before, after in pairwise(times))
    lost = sum(each.end - each.start for each in heard.missed)
    assert 4 <= lost < 18.2  # at half the speed; all of it never, however busy the computer
    assert finals
