"""What the honest line says, from levels and words."""

from __future__ import annotations

from accessibility.captions.worker.speech_seen import LevelHistory, status_of

QUIET_ROOM, SPEECH, NOTHING = 0.001, 0.05, 0.0


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
    assert states([(30, SPEECH)], words=tuple(range(1, 31))) == ["listening"]


def test_a_room_without_speech_is_quiet_after_two_seconds() -> None:
    assert states([(1.9, QUIET_ROOM)]) == ["listening"]
    assert states([(60, QUIET_ROOM)]) == ["listening", "quiet"]


def test_digital_nothing_from_the_start_is_no_sound_after_three() -> None:
    assert states([(2.9, NOTHING)]) == ["listening", "quiet"]
    assert states([(5, NOTHING)]) == ["listening", "quiet", "no_sound"]


def test_a_meeting_where_everybody_is_muted_is_quiet_for_ten_seconds() -> None:
    talk = [(4.0, SPEECH)]
    assert states([*talk, (9.8, NOTHING)], words=(1, 2, 3, 4)) == ["listening", "quiet"]
    assert states([*talk, (11, NOTHING)], words=(1, 2, 3, 4))[-1] == "no_sound"


def test_sound_without_words_is_said_after_eight_seconds() -> None:
    assert states([(7.9, SPEECH)]) == ["listening"]
    assert states([(20, SPEECH)]) == ["listening", "no_words"]


def test_pauses_in_talk_do_not_hide_that_no_words_come() -> None:
    assert "no_words" in states([(3, SPEECH), (0.5, QUIET_ROOM)] * 4)


def test_a_word_ends_that_at_once() -> None:
    assert states([(12, SPEECH)], words=(10.0,)) == ["listening", "no_words", "listening"]


def test_short_noises_are_never_speech_without_words() -> None:
    assert "no_words" not in states([(1, SPEECH), (4, QUIET_ROOM)] * 10)


def test_sound_after_silence_is_listening_again() -> None:
    assert states([(5, NOTHING), (1, SPEECH)])[-1] == "listening"
