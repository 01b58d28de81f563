"""Faults: a language pack is broken or half in its place; the disk fills up while one comes."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from accessibility.captions.engines.pack_catalogue import facts_of
from accessibility.captions.packs.install import OLD
from tests.support.desk import Desk
from tests.support.fault_desk import Met, Watch
from tests.support.faults_captions import STARTS_AGAIN, talk_file
from tests.support.makers_site import MakersSite, pack_of
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import korean_pack

SMALL = "vosk-model-small-ko-0.22"


def pack_broken(_: int) -> Met:
    """The model of the language pack in use is cut short; then it is whole again."""
    with _with_a_pack() as (desk, person, sound):
        usual = _start_captions(person)
        usual.until(lambda _: person.is_listening_to())
        person.kill_parlour()
        model = max((desk.home / "packs" / SMALL).rglob("*"), key=lambda path: path.stat().st_size)
        whole = model.read_bytes()
        model.write_bytes(whole[: len(whole) // 2])
        watch = _start_captions(person)
        watch.before |= usual.before | {*usual.news}
        sound.play(talk_file(desk.root / "talk.wav"))
        watch.until(lambda _: any(name in person.buttons() for name in STARTS_AGAIN))
        person.kill_parlour()
        model.write_bytes(whole)
        return _well_again(person, watch)


def pack_half_swapped(_: int) -> Met:
    """Whoever renewed the language pack in use was killed between two renames."""
    with _with_a_pack() as (desk, person, _sound):
        usual = _start_captions(person)
        usual.until(lambda _: person.is_listening_to())
        person.kill_parlour()
        usual.before, usual.news = usual.before | {*usual.news}, []
        packs = desk.home / "packs"
        (packs / SMALL).rename(packs / f"{OLD}{SMALL}")
        return _well_again(person, usual)


def full_while_fetching(_: int) -> Met:
    """The disk fills up while a language pack is fetched; then there is room again."""
    known = facts_of(SMALL)
    assert known is not None
    with Desk() as desk, MakersSite(desk.root) as site, Person(desk) as person:
        desk.env |= site.env
        site.files[urlsplit(known.url).path] = pack_of(SMALL, known.bytes)
        person.open_parlour()
        person.opens_captions()
        person.presses("Caption languages")
        person.presses("Get another language")
        person.comes_to("Get another language")  # the screen before has a "Korean", too
        person.presses("Korean")
        person.comes_to("Korean")
        watch = Watch(person)
        site.flows.clear()
        person.presses("Get Korean")
        person.waits_for("per cent")
        assert person.app is not None
        _, most = resource.prlimit(person.app.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(person.app.pid, resource.RLIMIT_FSIZE, (2_000_000, most))
        site.flows.set()
        watch.until(lambda read: "Stop getting" not in read and "per cent" not in read)
        resource.prlimit(person.app.pid, resource.RLIMIT_FSIZE, (most, most))
        fresh = Watch(person, before=watch.before | {*watch.news}, news=watch.news)
        again = [name for name in person.buttons() if "again" in name or name.startswith("Get ")]
        person.presses(again[0])
        seconds = fresh.until(lambda read: "are ready" in read)
        is_taken_up = any(site.asked[1:])
        return fresh.met(seconds, "nothing" if is_taken_up else "what had come")


def _start_captions(person: Person) -> Watch:
    person.open_parlour()
    person.opens_captions()
    watch = Watch(person)
    person.presses("Start captions")
    return watch


def _well_again(person: Person, watch: Watch) -> Met:
    started = _start_captions(person)
    fresh = Watch(person, clock=started.clock, before=watch.before, news=watch.news)
    seconds = fresh.until(lambda _: person.is_listening_to())
    lost = "nothing" if seconds is not None else "the captions"
    return fresh.met(seconds, lost)


@contextmanager
def _with_a_pack() -> Iterator[tuple[Desk, Person, SoundServer]]:
    """Let a person who reads Korean have a pack of their own."""
    with Desk() as desk, SoundServer() as sound, Person(desk) as person:
        desk.env |= sound.env | {"LANG": "ko_KR.UTF-8"}
        shutil.copytree(korean_pack(), desk.home / "packs" / SMALL)
        yield desk, person, sound
        if person.app is not None and person.app.poll() is None:
            person.kill_parlour()
        person.app = None


PACK_FAULTS: dict[str, Callable[[int], Met]] = {
    "pack-broken": pack_broken,
    "pack-half-swapped": pack_half_swapped,
    "full-while-fetching": full_while_fetching,
}
