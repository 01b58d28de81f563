"""Running sound is cut where people pause, and no phrase is too long."""

from __future__ import annotations

from accessibility.captions.engines.phrases import Phrase, PhraseCutter
from accessibility.captions.engines.voice_activity import WINDOW
from accessibility.captions.events import RATE

BLOCK = 3200


class Heard:
    """Chances of a voice from a script: (seconds, chance), one window after the other."""

    def __init__(self, *script: tuple[float, float]) -> None:
        self.chances = [
            chance for seconds, chance in script for _ in range(round(seconds * RATE / WINDOW))
        ]
        self._samples = self._told = 0

    def __call__(self, sound: bytes) -> list[float]:
        self._samples += len(sound) // 2
        start, self._told = self._told, self._samples // WINDOW
        return self.chances[start : self._told]

    @property
    def sound(self) -> bytes:
        """Sound of the script's length, in which each sample is different."""
        count = len(self.chances) * WINDOW
        return b"".join((n % 65536).to_bytes(2, "little") for n in range(count))


def cut(*script: tuple[float, float], block: int = BLOCK) -> list[Phrase]:
    heard = Heard(*script)
    phrases = PhraseCutter(heard)
    sound = heard.sound
    found = [
        phrase
        for start in range(0, len(sound), block * 2)
        for phrase in phrases.feed(sound[start : start + block * 2])
    ]
    last = phrases.flush()
    return [*found, last] if last else found


def near(seconds: float, expected: float) -> bool:
    return abs(seconds - expected) < 0.07


def test_a_pause_ends_a_phrase_with_a_little_room_around_it() -> None:
    first, second = cut((1, 0), (2, 0.9), (0.8, 0.1), (1, 0.9), (0.6, 0))
    assert near(first.start / RATE, 0.85) and near(first.seconds, 2.3)
    assert near(second.start / RATE, 3.65) and near(second.seconds, 1.3)


def test_a_short_pause_does_not_end_a_short_phrase() -> None:
    assert len(cut((1, 0.9), (0.3, 0.1), (1, 0.9))) == 1


def test_the_longer_a_phrase_the_shorter_the_pause_that_ends_it() -> None:
    assert len(cut((4.5, 0.9), (0.25, 0.1), (1, 0.9))) == 2
    assert len(cut((6.5, 0.9), (0.13, 0.1), (1, 0.9))) == 2
    assert len(cut((3.5, 0.9), (0.25, 0.1), (1, 0.9))) == 1


def test_somebody_who_never_pauses_is_cut_where_a_voice_is_least_likely() -> None:
    first, second = cut((7, 0.9), (0.1, 0.6), (2, 0.9))
    assert near(first.start / RATE + first.seconds, 7.0)
    assert second.start == first.start + len(first.sound) // 2


def test_no_phrase_is_longer_than_8_seconds_and_nothing_is_lost_between_them() -> None:
    found = cut((40, 0.9))
    assert all(phrase.seconds <= 8 for phrase in found)
    assert b"".join(phrase.sound for phrase in found) == Heard((40, 0.9)).sound


def test_a_click_is_no_phrase() -> None:
    assert [phrase.spoken for phrase in cut((1, 0), (0.1, 0.9), (1, 0), (0.3, 0.9), (1, 0))] == [
        False,
        True,
    ]


def test_the_size_of_the_pieces_makes_no_difference() -> None:
    script = ((0.5, 0.0), (9.0, 0.8), (0.2, 0.4), (3.0, 0.9), (2.0, 0.0), (1.0, 0.7))
    assert cut(*script, block=100) == cut(*script, block=16_000)


def test_between_phrases_no_sound_is_kept() -> None:
    heard = Heard((60, 0.0))
    phrases = PhraseCutter(heard)
    phrases.feed(heard.sound)
    assert phrases.running is None
    assert phrases.flush() is None


def test_after_a_reset_the_next_phrase_starts_no_earlier() -> None:
    heard = Heard((4, 0.9))
    phrases = PhraseCutter(heard)
    sound = heard.sound
    phrases.feed(sound[: 2 * RATE * 2])
    phrases.reset()
    phrases.feed(sound[2 * RATE * 2 :])
    last = phrases.flush()
    assert last is not None
    assert last.start >= 2 * RATE
