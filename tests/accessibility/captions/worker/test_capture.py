"""From a source into the inbox: what is said of the sound, vanishing devices, sleep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from accessibility.audio.source import (
    AudioSource,
    DeviceGone,
    NoMicrophone,
    SoundMoved,
    SourceMoved,
)
from accessibility.captions.events import State
from accessibility.captions.protocol import Level, Listen, Told
from accessibility.captions.worker.capture import (
    Capture,
    ClockPair,
    LevelHistory,
    slept,
    status_of,
)
from accessibility.captions.worker.inbox import Piece, SoundBlock, SoundGap, SourceEnd
from resources.declared import Problem
from tests.support.tones import silence, tone

SPEECH, BLOCK = tone(0.1), 0.1
QUIET_ROOM, LOUD, NOTHING = 0.001, 0.05, 0.0

Answer = bytes | None | type[Exception]


class ScriptedSource:
    """A source that plays a script, moving the clock on as it goes."""

    waits: ClassVar[bool] = False

    def __init__(self, name: str, script: Iterator[Answer], pass_time: Callable[[], None]) -> None:
        self.name = self.device = name
        self._script, self._pass_time = script, pass_time
        self.closed = False

    def read(self) -> bytes | None:
        """Give the next answer of the script."""
        answer = next(self._script)
        if isinstance(answer, type):
            raise answer
        if answer is not None:
            self._pass_time()
        return answer

    def close(self) -> None:
        """Note it."""
        self.closed = True


class Studio:
    """Runs a capture over the sources of a script; each opening takes the next one."""

    def __init__(self, *openings: list[Answer] | type[Problem]) -> None:
        self.now = 50.0
        self._openings = list(openings)
        self.sources: list[ScriptedSource] = []
        self.orders: list[Listen] = []
        self.told: list[Told] = []
        self.pieces: list[Piece] = []

    def run(self, order: Listen, *, block: float = BLOCK) -> Studio:
        """Listen to the end, each block taking `block` seconds."""
        self._block = block
        Capture(
            order,
            put=self._put,
            open_source=self._open,
            tell=self.told.append,
            now=lambda: ClockPair(self.now, self.now),
        ).run()
        return self

    @property
    def states(self) -> list[str]:
        """Name the states that were told at once, in order."""
        return [each.text for each in self.told if isinstance(each, State)]

    def gaps(self) -> list[float]:
        """Return how long each gap is."""
        return [
            round(each.end - each.start, 2) for each in self.pieces if isinstance(each, SoundGap)
        ]

    def _open(self, order: Listen) -> AudioSource:
        self.orders.append(order)
        opening = self._openings.pop(0) if len(self._openings) > 1 else self._openings[0]
        if isinstance(opening, type):
            self.now += 0.5
            raise opening
        source = ScriptedSource(f"device {len(self.sources)}", iter(opening), self._pass_time)
        self.sources.append(source)
        return source

    def _put(self, _: str, piece: Piece) -> float:
        self.pieces.append(piece)
        return 0.4

    def _pass_time(self) -> None:
        self.now += self._block


def test_sound_is_put_in_with_its_times_and_the_end_says_stopped() -> None:
    studio = Studio([SPEECH, SPEECH, None]).run(Listen("group", start=7.0))
    assert [each.start for each in studio.pieces if isinstance(each, SoundBlock)] == [7.0, 7.1]
    assert studio.pieces[-1] == SourceEnd(State("stopped", 7.2, 7.2, detail=""))
    assert studio.told[0] == State("listening", 7.0, 7.0, detail="device 0")
    assert all(each.closed for each in studio.sources)


def test_levels_are_told_five_times_a_second() -> None:
    studio = Studio([*[SPEECH] * 20, None]).run(Listen("group"))
    levels = [each for each in studio.told if isinstance(each, Level)]
    assert len(levels) == 10
    assert all(0.7 < each.level <= 1 and each.lag_ms == 400 for each in levels)


def test_when_nothing_comes_the_clock_goes_on_with_silence() -> None:
    studio = Studio([b"", b"", SPEECH, None]).run(Listen("group"))
    sounds = [each for each in studio.pieces if isinstance(each, SoundBlock)]
    assert [each.start for each in sounds] == [0.0, 0.5, 1.0]
    assert not any(sounds[0].data)


def test_a_device_that_was_never_there_is_said_at_once() -> None:
    studio = Studio(NoMicrophone).run(Listen("me"))
    assert studio.told == [State("no_device", source="me", detail="no_microphone")]
    assert studio.pieces == [SourceEnd()]


def test_being_moved_stops_at_once_and_nothing_is_opened_again() -> None:
    studio = Studio([SPEECH, SoundMoved], [SPEECH, None]).run(Listen("group"))
    assert studio.states == ["listening", "moved"]
    assert len(studio.orders) == 1
    assert studio.pieces[-1] == SourceEnd()


def test_a_device_that_vanishes_has_a_moment_to_come_back_and_the_gap_is_kept() -> None:
    studio = Studio([SPEECH, DeviceGone], DeviceGone, DeviceGone, [SPEECH, None])
    studio.run(Listen("group"))
    assert studio.gaps() == [1.0]
    assert studio.states == ["listening", "listening"]
    last = [each for each in studio.pieces if isinstance(each, SoundBlock)][-1]
    assert round(last.start, 2) == 1.1


def test_one_that_does_not_come_back_is_said_within_two_seconds() -> None:
    studio = Studio([SPEECH, DeviceGone], DeviceGone).run(Listen("group"))
    assert studio.states == ["listening", "no_device"]
    assert studio.now - 50.0 <= 2.3


def test_what_the_computer_plays_is_followed_to_another_loudspeaker() -> None:
    studio = Studio([SPEECH, SourceMoved], [SPEECH, None]).run(Listen("group"))
    assert [each.name for each in studio.sources] == ["device 0", "device 1"]
    assert studio.orders[1].device == ""


def test_being_taken_off_the_device_again_and_again_is_being_moved() -> None:
    studio = Studio([SPEECH, SourceMoved], [SPEECH, SourceMoved], [SPEECH, None]).run(Listen("me"))
    assert studio.states[-1] == "moved"
    assert len(studio.sources) == 2


def test_a_microphone_is_only_ever_replaced_by_itself() -> None:
    studio = Studio([SPEECH, DeviceGone], [SPEECH, None]).run(Listen("me"))
    assert [each.device for each in studio.orders] == ["", "device 0"]


def test_after_sleep_the_source_is_opened_anew_and_the_time_is_missed() -> None:
    studio = Studio([SPEECH, SPEECH, SPEECH], [None]).run(Listen("group"), block=60.0)
    assert len(studio.sources) == 2
    assert studio.gaps() == [60.0]
    assert not any(isinstance(each, SoundBlock) for each in studio.pieces)


def test_a_recording_is_read_once_however_long_it_has_to_wait() -> None:
    """A slow computer takes longer to load a pack than `slept` takes for sleep."""
    studio = Studio([SPEECH, SPEECH, None], [SPEECH, None])
    studio.run(Listen("group", recording="a.wav"), block=60.0)
    assert len(studio.sources) == 1
    sounds = [each for each in studio.pieces if isinstance(each, SoundBlock)]
    assert [(each.data, each.start) for each in sounds] == [(SPEECH, 0.0), (SPEECH, 0.1)]
    assert studio.gaps() == []


def test_sleep_is_seen_on_either_clock() -> None:
    assert slept(ClockPair(0, 0), ClockPair(0.5, 0.5)) == 0
    assert slept(ClockPair(0, 0), ClockPair(0.5, 3600)) == 3600
    assert slept(ClockPair(0, 0), ClockPair(3600, 0.5)) == 3600
    assert slept(ClockPair(0, 100), ClockPair(0.5, 50)) == 0


def test_a_file_that_waits_has_no_levels_and_no_age() -> None:
    studio = Studio([SPEECH, silence(0.1), None])
    ScriptedSource.waits = True
    try:
        studio.run(Listen("group", recording="a.wav"))
    finally:
        ScriptedSource.waits = False
    sounds = [each for each in studio.pieces if isinstance(each, SoundBlock)]
    assert all(each.at is None and each.exact for each in sounds)
    assert not any(isinstance(each, Level) for each in studio.told)


def states(levels: list[tuple[float, float]], words: tuple[float, ...] = ()) -> list[str]:
    """Play (seconds, loudness) one after the other in blocks of 0.1 s; answer each new state."""
    heard, now, said = LevelHistory(since=0.0), 0.0, ["listening"]
    for seconds, loudness in levels:
        for _ in range(round(seconds * 10)):
            now = round(now + 0.1, 1)
            heard.hear(loudness, now)
            heard.words = max((each for each in words if each <= now), default=None)
            said.append(status_of(heard, now))
    return [each for n, each in enumerate(said) if n == 0 or each != said[n - 1]]


def test_speech_with_words_is_listening_all_along() -> None:
    assert states([(30, LOUD)], words=tuple(range(1, 31))) == ["listening"]


def test_a_room_without_speech_is_quiet_after_two_seconds() -> None:
    assert states([(1.9, QUIET_ROOM)]) == ["listening"]
    assert states([(60, QUIET_ROOM)]) == ["listening", "quiet"]


def test_digital_nothing_from_the_start_is_no_sound_after_three() -> None:
    assert states([(2.9, NOTHING)]) == ["listening", "quiet"]
    assert states([(5, NOTHING)]) == ["listening", "quiet", "no_sound"]


def test_a_meeting_where_everybody_is_muted_is_quiet_for_ten_seconds() -> None:
    talk = [(4.0, LOUD)]
    assert states([*talk, (9.8, NOTHING)], words=(1, 2, 3, 4)) == ["listening", "quiet"]
    assert states([*talk, (11, NOTHING)], words=(1, 2, 3, 4))[-1] == "no_sound"


def test_sound_without_words_is_said_after_eight_seconds() -> None:
    assert states([(7.9, LOUD)]) == ["listening"]
    assert states([(20, LOUD)]) == ["listening", "no_words"]


def test_pauses_in_talk_do_not_hide_that_no_words_come() -> None:
    assert "no_words" in states([(3, LOUD), (0.5, QUIET_ROOM)] * 4)


def test_a_word_ends_that_at_once() -> None:
    assert states([(12, LOUD)], words=(10.0,)) == ["listening", "no_words", "listening"]


def test_short_noises_are_never_speech_without_words() -> None:
    assert "no_words" not in states([(1, LOUD), (4, QUIET_ROOM)] * 10)


def test_sound_after_silence_is_listening_again() -> None:
    assert states([(5, NOTHING), (1, LOUD)])[-1] == "listening"
