"""Answer screen: what to try now about one trouble in a session, one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.help import helper_card
from ui.service_words import drawn_button, where_in_words
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services
    from ui.widgets.service_drawing import Part

TROUBLES = {"hear": "ear", "unseen": "eye", "captions": "captions"}
"""What `detail` may begin with, and its drawing; after a dot comes how many things were tried."""


@dataclass(frozen=True)
class Step:
    """One thing to try; `way` is the words of a button that leads to `place`.

    `where` is a short line above it, such as the service in use; `part` is the button of the
    service that it is about, to be drawn.
    """

    text: str
    way: str = ""
    place: Place | None = None
    detail: str = ""
    where: str = ""
    part: Part | None = None


FIRST_TROUBLE = "hear"
"""What it is about where nothing was chosen."""


class AnswerScreen(Screen):
    """One thing to try, and whether it helped; at the end somebody to call."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._trouble, _, tried = (detail or FIRST_TROUBLE).partition(".")
        self._tried = int(tried or 0)
        self._steps = steps_for(services, self._trouble)
        self._begin: BigButton
        if self._tried < len(self._steps):
            self._show_step(self._steps[self._tried])
        else:
            self._show_end()

    @property
    def title(self) -> str:
        """Say which trouble it is about."""
        return self.words(f"need_help.{self._trouble}")

    @property
    def first(self) -> QWidget:
        """Begin at the answer, which is described by what to try."""
        return self._begin

    def _show_step(self, step: Step) -> None:
        number, count = self._tried + 1, len(self._steps)
        page = self.page()
        page.add(Paragraph(self.words("answer.number", number=number, of=count), quiet=True))
        card = Card(Tone.CALM)
        if step.where:
            card.add(Paragraph(step.where))
        card.add(Heading(step.text, level=2))
        if step.place is not None:
            way = BigButton(step.way)
            way.chosen.connect(self.go(step.place, step.detail))
            card.add(way)
        page.add(card)
        page.draw_in_rest(drawn_button(self.services, step.part) or TROUBLES[self._trouble])
        self._begin = BigButton(self.words("answer.helped"), kind=Kind.MAIN, icon="check")
        self._begin.chosen.connect(self._go_back_in)
        self._begin.setAccessibleDescription(step.text)
        other = BigButton(self.words("answer.next"))
        other.chosen.connect(self._try_next)
        self.bar(self._begin, other)

    def _show_end(self) -> None:
        page = self.page()
        ended = self.words("answer.ended")
        page.add(Paragraph(ended, strong=True))
        page.add(helper_card(self.services) or Paragraph(self.words("opening.call_nobody")))
        again = BigButton(self.words("answer.again"), icon="again")
        again.chosen.connect(lambda: self._go_to_step(0))
        page.add(again)
        page.draw_in_rest("phone")
        self._begin = BigButton(self.words("need_help.back"), kind=Kind.MAIN, icon="back")
        self._begin.chosen.connect(self._go_back_in)
        self._begin.setAccessibleDescription(ended)
        self.bar(self._begin)

    def _try_next(self) -> None:
        self._go_to_step(self._tried + 1)

    def _go_to_step(self, tried: int) -> None:
        detail = f"{self._trouble}.{tried}" if tried else self._trouble
        self.services.navigator.replace(Place.HELP_ANSWER, detail)

    def _go_back_in(self) -> None:
        self.services.navigator.back_to(Place.SESSION)


def steps_for(services: Services, trouble: str) -> list[Step]:
    """Return what to try about a trouble in the session the person is in, the likeliest first."""
    if trouble == "captions":
        return _about_captions(services)
    if services.join.is_practising:
        return _in_practice(services, trouble)
    if services.join.is_by_phone:
        return _by_phone(services, trouble)
    return _about_hearing(services) if trouble == "hear" else _about_being_seen(services)


def _about_hearing(services: Services) -> list[Step]:
    words = services.words
    return [
        Step(words("answer.volume")),
        Step(words(services.join.steps_anywhere().hear), where=where_in_words(services)),
        Step(words("answer.headphones")),
        _sound_check(services),
        *_other_ways_in(services),
    ]


def _about_being_seen(services: Services) -> list[Step]:
    words, there = services.words, _own_buttons(services)
    if services.join.steps_anywhere().is_for_watching:
        return there
    return [
        *there,
        Step(words("answer.headset")),
        Step(words("answer.chat")),
        *_other_ways_in(services),
    ]


def _own_buttons(services: Services) -> list[Step]:
    """Return the two buttons of the service in use that decide whether one is heard and seen."""
    words, guide, where = services.words, services.join.steps_anywhere(), where_in_words(services)
    return [
        Step(words(guide.mute), where=where, part="microphone"),
        Step(words(guide.camera), where=where, part="camera"),
    ]


def _about_captions(services: Services) -> list[Step]:
    words, captioning = services.words, services.captioning
    state = " ".join(captioning.in_words(words))
    if captioning.is_turned_on and captioning.pack is None:
        get = words("captions_screen.get")
        return [Step(state, way=get, place=Place.LANGUAGE_PACK)]
    return [
        Step(state, where=words("answer.captions_now")),
        Step(words("answer.captions_loud")),
        Step(words("answer.captions_ask"), words("show_cards.title"), Place.SHOW_CARDS),
        Step(words("answer.captions_look"), words("caption_style.title"), Place.CAPTION_STYLE),
        Step(words("answer.captions_wrong"), words("answer.more"), Place.PAGE, "help-captions"),
    ]


def _in_practice(services: Services, trouble: str) -> list[Step]:
    words = services.words
    if trouble == "unseen":
        return [*_own_buttons(services), Step(words("answer.practice"))]
    return [Step(words("answer.volume")), Step(words("answer.headphones")), _sound_check(services)]


def _by_phone(services: Services, trouble: str) -> list[Step]:
    words = services.words
    begin = "answer.phone_volume" if trouble == "hear" else "answer.phone_mute"
    return [Step(words(begin)), Step(words("answer.phone_again"))]


def _sound_check(services: Services) -> Step:
    words = services.words
    return Step(words("answer.sound"), words("help.sound"), Place.SOUND_CHECK)


def _other_ways_in(services: Services) -> list[Step]:
    """Return how to come in once more: the same way, then by phone where there is a number."""
    words, session = services.words, services.join.current
    if session is None:
        return []
    again = words("answer.rejoin_now")
    steps = [Step(words("answer.rejoin"), again, Place.OPENING, session.id)]
    if services.join.numbers(session):
        way = words("home.by_phone")
        steps.append(Step(words("answer.phone"), way, Place.BY_PHONE, session.id))
    return steps
