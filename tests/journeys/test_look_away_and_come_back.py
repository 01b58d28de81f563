"""My place on real sound: marked, looked away from, and come back to; nothing read ever moves."""

from __future__ import annotations

from accessibility.look.text_size import CAPTION_SIZE
from desktop.storage.settings import Settings
from desktop.system.paths import find_paths
from tests.journeys.test_read_captions import start_captions, wav
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import english_lines
from tests.support.until import wait_until

PLACE = "My place. You have read to here."


def top_of(person: Person, name: str) -> int:
    """Return how far from the top of the screen something begins; 0 where it is not."""
    return next((int(thing["box"][1]) for thing in person.look() if thing["name"] == name), 0)


def is_in_sight(person: Person, name: str) -> bool:
    """Say whether something stands between the honest line and the buttons below the words."""
    below = top_of(person, "Mark my place")
    return top_of(person, "Captions") < top_of(person, name) < below


def focused(person: Person) -> list[str]:
    """Return the names of what has the focus."""
    return [thing["name"] for thing in person.look() if thing["focused"]]


def test_look_away_and_come_back(desk: Desk, person: Person, sound: SoundServer) -> None:
    settings = Settings(find_paths({"PARLOUR_HOME": str(desk.home)}).settings)
    settings[CAPTION_SIZE] = 80
    spoken, _ = english_lines(0, 4)
    person.open_parlour()
    start_captions(person)
    playing = sound.play(wav(desk.root / "english.wav", spoken))
    wait_until(lambda: len(person.captions()) > 0, what="first words")
    person.presses("Mark my place")
    person.waits_for(PLACE)
    read = person.captions()[0]
    person.waits_for("New captions below")
    before = top_of(person, PLACE)
    so_far = len(person.captions())
    playing.wait(30)
    wait_until(lambda: len(person.captions()) > so_far, what="more words")
    assert top_of(person, PLACE) == before, "what is read moved"
    assert person.captions()[0] == read, "what was read changed"
    person.presses("New captions below")
    wait_until(lambda: not is_in_sight(person, PLACE), what="the newest words")
    person.presses("Back to my place")
    wait_until(lambda: is_in_sight(person, PLACE), what="my place")
    wait_until(lambda: read in focused(person), what="the focus on what was read")
    person.presses("Pause captions")
    person.presses("Home")
    person.opens_captions()
    wait_until(lambda: is_in_sight(person, PLACE), what="my place, kept")
