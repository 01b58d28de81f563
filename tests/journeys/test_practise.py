"""The rehearsal: join, read, ask for help, leave; and it never fails, even with nothing."""

from __future__ import annotations

from accessibility.captions.text.word_errors import share_right
from resources.rehearsal import read_rehearsal
from tests.support.desk import Desk
from tests.support.person import FIRST_START, Person
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
    person.waits_for("Sam and Mary are waiting for you.")
    person.presses("Join meeting")
    person.waits_for("You are in. Now go to Parlour, and press It opened.")
    person.waits_for("Your sound is off. Your camera is off.")
    person.presses("Turn my camera on")
    person.waits_for("Your camera is on. Here you see a drawing.")
    person.presses("It opened")
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
    person.presses("Home")
    person.presses("Go back to practice")
    person.presses("I am leaving")
    person.comes_to("You are still in the practice meeting.")
    person.presses("Show me how")
    person.waits_for("Press the red Leave button at the bottom right.")
    assert "Practice meeting" in person.headings()
    person.presses("Leave")
    person.waits_for("Take a moment")
    person.disappears("Turn my camera")
    person.presses("Finish")
    person.waits_for(FIRST_START)


def test_without_sound_the_rehearsal_goes_on_in_writing(desk: Desk, person: Person) -> None:
    desk.env["PULSE_SERVER"] = f"unix:{desk.root}/no-such-server"
    person.open_parlour("practice")
    person.presses("Join now")
    person.presses("Help me")
    person.presses("Go on without it")
    person.disappears("Join meeting")
    person.waits_for("In a real session you would hear people here.")
    person.waits_for(read_rehearsal().lines[0].text)
    person.presses("I am leaving")
    person.waits_for("Take a moment")


def test_the_practice_meeting_covers_none_of_parlours_own_buttons(
    desk: Desk, person: Person
) -> None:
    person.open_parlour("practice")
    person.presses("Join now")
    person.waits_for("Sam and Mary are waiting for you.")

    def stands_beside() -> bool:
        boxes = {thing["name"]: thing["box"] for thing in person.look()}
        if not {"Practice meeting – Parlour", "It opened"} <= boxes.keys():
            return False
        left, top, wide, high = boxes["Practice meeting – Parlour"]
        x, y, _, _ = boxes["It opened"]
        return y >= top + high or not left <= x <= left + wide

    wait_until(stands_beside, what="It opened to be in sight beside the practice meeting")
    person.presses("Join meeting")
    person.presses("It opened")
    person.presses("Leave")
    person.waits_for("You have left the practice meeting.")
    person.presses("Open it again")
    person.waits_for("Sam and Mary are waiting for you.")
