"""The rehearsal: join, read, ask for help, leave; and it never fails, even with nothing."""

from __future__ import annotations

from accessibility.captions.text.word_errors import share_right
from resources.rehearsal import read_rehearsal
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.until import wait_until

BEST_SHARE = 0.95
LONG_ENOUGH = 75
"""Seconds for the whole recording, and the last caption after it."""


def test_practise_from_the_first_press_to_the_quiet_page(
    desk: Desk, person: Person, sound: SoundServer
) -> None:
    person.open_parlour("practice")
    person.waits_for("Nobody can see you or hear you.")
    person.presses("Join now")
    person.waits_for("Opening the practice meeting…")
    person.presses("Yes, it opened")
    person.waits_for("The recorded voice is speaking.")
    person.listens_to()
    person.waits_for("The recording is over.", seconds=LONG_ENOUGH)

    script = read_rehearsal().text
    wait_until(
        lambda: share_right(script, " ".join(person.captions())) >= BEST_SHARE,
        what="95 of 100 words",
    )
    person.presses("I need help")
    person.waits_for("What would help?")
    person.presses("Back to my session")
    person.presses("I am leaving")
    person.waits_for("Take a moment")
    person.presses("Finish")
    person.waits_for("Welcome to Parlour")


def test_without_sound_the_rehearsal_goes_on_in_writing(desk: Desk, person: Person) -> None:
    desk.env["PULSE_SERVER"] = f"unix:{desk.root}/no-such-server"
    person.open_parlour("practice")
    person.presses("Join now")
    person.presses("Yes, it opened")
    person.waits_for("On a real day you would hear people here.")
    person.waits_for(read_rehearsal().lines[0].text)
    person.presses("I am leaving")
    person.waits_for("Take a moment")
