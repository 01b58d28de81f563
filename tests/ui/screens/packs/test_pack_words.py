"""How packs are described in words."""

from __future__ import annotations

import pytest

from accessibility.captions.engines.loading import ENGINES
from resources.words import Words
from ui.screens.packs.pack_words import kind, manner


@pytest.mark.parametrize("engine", [each.id for each in ENGINES])
def test_each_engine_is_described_in_its_own_words(engine: str) -> None:
    words = Words()
    others = [each.id for each in ENGINES if each.id != engine]
    assert manner(words, engine).endswith(".")
    assert manner(words, engine) not in [manner(words, other) for other in others]
    assert kind(words, engine) not in [kind(words, other) for other in others]
