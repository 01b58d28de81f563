"""A gate lets through once it was opened, and makes nobody wait for ever."""

from __future__ import annotations

import asyncio

from desktop.system.gate import Gate


async def test_who_comes_earlier_waits_until_it_is_opened() -> None:
    gate = Gate()
    waiting = asyncio.create_task(gate.passed(10))
    await asyncio.sleep(0)
    assert not waiting.done()
    gate.open()
    assert await waiting
    assert await gate.passed(0.01)


async def test_nobody_waits_for_ever() -> None:
    assert not await Gate().passed(0.01)
