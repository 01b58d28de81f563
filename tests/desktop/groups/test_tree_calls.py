"""Whom the person called in a phone tree: the day is kept, and can be taken back."""

from __future__ import annotations

from datetime import date

from desktop.groups.group import TreePerson
from desktop.groups.tree_calls import TreeCalls

SAM = TreePerson(name="Sam", phone="020 7946 0018")
ANN = TreePerson(name="Ann", phone="020 7946 0018")
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
TEA, CHOIR = "tea-group-2026", "choir-group-2026"


class Store(dict[str, bytes]):
    """Bytes in memory, as a sealed store keeps them."""

    def put(self, identity: str, body: bytes, /) -> None:
        self[identity] = body

    def forget(self, identity: str, /) -> None:
        self.pop(identity, None)


async def test_a_call_is_there_after_a_restart_for_this_group_and_person_alone() -> None:
    store, calls = Store(), TreeCalls()
    await calls.load(store)
    await calls.mark(TEA, SAM, SUNDAY)
    later = TreeCalls()
    await later.load(store)
    assert later.called_on(TEA, SAM) == SUNDAY
    assert later.called_on(TEA, ANN) is None
    assert later.called_on(CHOIR, SAM) is None


async def test_a_mark_is_taken_back_to_the_call_before_it() -> None:
    store, calls = Store(), TreeCalls()
    await calls.load(store)
    await calls.mark(TEA, SAM, SUNDAY)
    await calls.mark(TEA, SAM, MONDAY)
    await calls.mark(TEA, SAM, MONDAY)
    await calls.take_back(TEA, SAM)
    assert calls.called_on(TEA, SAM) == SUNDAY
    await calls.take_back(TEA, SAM)
    assert calls.called_on(TEA, SAM) is None
    later = TreeCalls()
    await later.load(store)
    assert later.called_on(TEA, SAM) is None


async def test_what_was_marked_before_the_safe_place_was_open_stays() -> None:
    store, earlier = Store(), TreeCalls()
    await earlier.load(store)
    await earlier.mark(TEA, SAM, SUNDAY)
    calls = TreeCalls()
    await calls.mark(TEA, ANN, MONDAY)
    await calls.load(store)
    assert (calls.called_on(TEA, SAM), calls.called_on(TEA, ANN)) == (SUNDAY, MONDAY)
