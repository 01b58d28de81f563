"""What an engine hears besides what is said: noise to get warm on, and when it does not."""

from __future__ import annotations

import pytest

from accessibility.captions.events import Final, Partial, Source, State
from accessibility.captions.protocol import Load, Told
from accessibility.captions.worker.decoding import Decoder, time_at_work, warm_up_noise
from accessibility.captions.worker.inbox import Inbox, Job, Piece, SoundBlock, SourceEnd
from tests.support.loud_words import LoudWords
from tests.support.tones import tone

NOISE = warm_up_noise()
IDLE = None
"""What the inbox answers when nothing has come for a while."""


class Over(Exception):
    """The script of jobs is at its end."""


class ScriptedInbox(Inbox):
    """Gives these jobs, one after the other."""

    def __init__(self, *jobs: Job | None) -> None:
        super().__init__(lambda: 0.0)
        self._jobs = list(jobs)

    def take(self, patience: float | None = None) -> Job | None:
        """Give the next job."""
        if not self._jobs:
            raise Over
        return self._jobs.pop(0)


class Noting(LoudWords):
    """The tiny engine, with a note of what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[bytes] = []

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Note and hear."""
        self.given.append(sound)
        return super().feed(sound, drafts=drafts)


class NotingModel:
    """Makes them, and keeps them all."""

    name = "loud"
    has_cheap_drafts = has_long_lines = True

    def __init__(self) -> None:
        self.made: list[Noting] = []

    def recogniser(self) -> Noting:
        """Make one."""
        self.made.append(Noting())
        return self.made[-1]


def heard(*jobs: Job | None, listening: bool = False) -> tuple[list[list[bytes]], list[Told]]:
    """Do the jobs; answer what each recogniser was given, oldest first, and what was told."""
    model, told = NotingModel(), list[Told]()
    decoder = Decoder(
        ScriptedInbox(*jobs),
        is_listening=lambda: listening,
        stop_listening=lambda: None,
        load=lambda path, engine, tidy: model,
        tell=told.append,
        clock=lambda: 0.0,
    )
    with pytest.raises(Over):
        decoder.run()
    return [each.given for each in model.made], told


@pytest.mark.parametrize(
    ("passed", "processor", "counts"),
    [
        (0.5, 0.4, 0.5 - 0.1),
        (12.0, 0.0, 12.0),  # it hangs
        (12.0, 0.5, 12.0),  # all but the engine has done a little
        (12.0, 1.8, 1.8),  # seven programs share the computer
        (12.0, 23.0, 12.0),  # it turns in a circle, on two processors
    ],
)
def test_a_busy_computer_does_not_make_an_engine_stuck(
    passed: float, processor: float, counts: float
) -> None:
    assert time_at_work(passed, processor) == pytest.approx(counts)


def of(source: Source, piece: Piece) -> Job:
    return source, piece


RECORDED = SoundBlock(tone(0.25), 0.0, None, exact=True)
END = SourceEnd(State("stopped"))


def test_a_recording_is_the_first_thing_its_engine_hears_however_long_it_takes_to_come() -> None:
    """The file was read already, or not yet: nobody listens at the moment the pack is there."""
    order = Load("pack", warms=())
    given, told = heard(order, IDLE, of("group", RECORDED), IDLE, of("group", END), IDLE)
    assert given == [[RECORDED.data]]
    states = [each.text for each in told if isinstance(each, State)]
    assert states == ["loading", "ready", "stopped"]


def test_a_recording_in_real_time_has_the_same_noise_before_it_however_long_it_takes() -> None:
    order = Load("pack", warms=("group",))
    given, _ = heard(order, IDLE, IDLE, of("group", RECORDED))
    assert given == [[NOISE, RECORDED.data]]


def test_before_anybody_listens_both_get_warm_once() -> None:
    given, told = heard(Load("pack"), IDLE, IDLE)
    assert given == [[NOISE], [NOISE]]
    assert not any(isinstance(each, (Partial, Final)) for each in told)


def test_while_somebody_listens_nothing_gets_warm() -> None:
    assert heard(Load("pack"), IDLE, listening=True)[0] == []


def test_without_a_pack_nothing_gets_warm() -> None:
    assert heard(IDLE)[0] == []
