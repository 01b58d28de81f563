"""The group and me: two sources, each with its own line; the microphone only when asked for."""

from __future__ import annotations

from accessibility.aloud.reader import AloudReader
from accessibility.captions.events import Final, State
from accessibility.captions.hold_while_speaking import hold_while_speaking
from accessibility.captions.protocol import Level
from tests.accessibility.captions.test_captioning import HELLO, WORDS, Desk
from tests.support.voices import QuietVoice

MINE = Final("it is me", 0.5, 1.0, source="me")


def both() -> Desk:
    """Return captions of the group and of me, both heard."""
    desk = Desk()
    desk.listens()
    desk.captions.listen_to("me", "group")
    desk.says(State("listening", source="me", detail="Webcam"))
    return desk


def lines(desk: Desk) -> list[str]:
    """Return the status lines."""
    return desk.captions.in_words(WORDS)


def test_the_microphone_is_off_until_it_is_asked_for() -> None:
    desk = Desk()
    desk.listens()
    assert desk.wishes == ["warm english", "listen group"]
    assert lines(desk) == ["Listening to Headset."]
    desk.captions.listen_to("group", "me")
    assert desk.wishes[2:] == ["listen me"]
    assert lines(desk)[1] == "Me: Captions are getting ready."


def test_asked_for_while_captions_are_paused_it_begins_with_them() -> None:
    desk = Desk()
    desk.captions.listen_to("group", "me")
    assert desk.wishes == ["warm english"]
    desk.captions.start()
    assert desk.wishes[1:] == ["listen group", "listen me"]


def test_each_has_its_own_line_and_level() -> None:
    desk = both()
    desk.says(Level(0.4, 1.0), Level(0.7, 1.0, source="me"), State("quiet", source="me"))
    assert lines(desk) == [
        "The group: listening.",
        "Me: nobody is speaking.",
    ]
    assert [each.level for each in desk.captions.source_states] == [0.4, 0.7]
    desk.says(HELLO, MINE)
    assert [block.source for block in desk.captions.blocks] == ["group", "me"]


def test_me_alone() -> None:
    desk = both()
    desk.captions.listen_to("me")
    assert desk.wishes[-1] == "stop group"
    assert desk.captions.is_on and desk.captions.lead is desk.captions.me
    assert lines(desk) == ["Listening to Webcam."]
    desk.captions.pause()
    assert desk.wishes[-1] == "stop me"
    assert not desk.captions.is_on


def test_what_stops_one_leaves_the_other() -> None:
    desk = both()
    desk.says(State("moved", source="me"))
    assert desk.captions.group.is_on and not desk.captions.me.is_on
    desk.captions.pause()
    desk.captions.start()
    assert desk.wishes[-2:] == ["listen group", "listen me"]


def test_a_microphone_that_cannot_be_had_says_why() -> None:
    desk = both()
    desk.says(State("no_device", source="me", detail="no_microphone"))
    assert lines(desk)[1] == "Me: Parlour found no microphone it may use."
    desk.says(State("no_device", detail="no_loudspeaker"))
    assert lines(desk)[0] == "The group: Captions stopped. There is nothing to listen to."


def test_what_goes_for_the_worker_goes_for_both() -> None:
    desk = both()
    desk.says("restarting")
    assert not desk.captions.is_settled
    assert lines(desk)[1] == "Me: Captions stopped. They will be back in a moment."
    desk.says("gave_up")
    assert not desk.captions.is_on
    desk.captions.start()
    assert desk.wishes[-3:] == ["try again", "listen group", "listen me"]


def test_alone_the_microphone_hears_of_a_broken_pack_too() -> None:
    desk = Desk()
    desk.captions.listen_to("me")
    desk.captions.start()
    desk.says("bad_pack")
    assert lines(desk) == ["This caption language does not work on this computer."]


async def test_our_own_voice_is_neither_the_group_nor_me() -> None:
    desk, voice = both(), QuietVoice()
    reader = AloudReader(voice)
    hold_while_speaking(desk.captions, reader)
    reader.read(["One."])
    assert desk.wishes[-2:] == ["stop group", "stop me"]
    assert [block.kind for block in desk.captions.blocks] == ["own_voice"]
    reader.stop()
    assert desk.wishes[-2:] == ["listen group", "listen me"]
    await reader.close()


def test_who_leaves_has_no_microphone_on() -> None:
    desk = both()
    desk.captions.pause()
    desk.captions.forget()
    desk.captions.start_if_possible()
    assert desk.wishes[-2:] == ["stop me", "listen group"]
    assert desk.captions.sources == ("group",)
