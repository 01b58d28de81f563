"""Two lanes on real sound: what the group plays, and what the person says, told apart."""

from __future__ import annotations

from accessibility.audio.pulse_server import MARK
from accessibility.captions.text.word_errors import share_right
from tests.journeys.test_read_captions import start_captions, wav
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import english_lines
from tests.support.until import wait_until

RIGHT = 0.8


def lane(person: Person, label: str) -> str:
    """Return all that stands in one lane."""
    names = [name for name in person.captions() if name.startswith(label)]
    return " ".join(name.removeprefix(label) for name in names)


def heard(sound: SoundServer) -> int:
    """Return how many devices Parlour listens to."""
    return sound.pactl("list", "source-outputs").count(MARK)


def test_the_group_and_me_are_told_apart(desk: Desk, person: Person, sound: SoundServer) -> None:
    sound.plug_loudspeaker("room", "My room")
    sound.plug_microphone("webcam", "room", "My webcam")
    sound.pactl("set-default-sink", "speaker")
    group, theirs = english_lines(1, 1)
    me, mine = english_lines(3, 3)
    group_file, my_file = wav(desk.root / "group.wav", group), wav(desk.root / "me.wav", me)
    person.open_parlour()
    start_captions(person)
    assert heard(sound) == 1, "the microphone was not asked for"
    sound.play(my_file, "room").wait(20)
    assert person.captions() == []
    person.presses("More")
    person.waits_for("Nothing leaves this computer.")
    person.presses("The group and me")
    person.listens_to("My webcam")
    person.presses("Back to captions")
    person.waits_for("Me: ")
    playing = [sound.play(group_file), sound.play(my_file, "room")]
    for each in playing:
        each.wait(20)
    wait_until(
        lambda: share_right(theirs[0], lane(person, "The group: ")) >= RIGHT,
        what="the words of the group",
    )
    wait_until(lambda: share_right(mine[0], lane(person, "Me: ")) >= RIGHT, what="my words")
    person.presses("More")
    person.presses("The group")
    wait_until(lambda: heard(sound) == 1, what="the microphone being let go")
