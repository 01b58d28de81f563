"""Sound check screen: play a voice, ask whether it was heard, say what to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.base import Screen
from ui.widgets.arrival import arrive_at
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from resources.declared import Problem
    from ui.services import Services

LONGEST_S = 30.0
"""Seconds that the sound, of a few seconds, may take to be played."""


class SoundCheckScreen(Screen):
    """One button, one question, one answer."""

    title_key = "sound_check.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        self._speaker = Paragraph("", quiet=True)
        self._play = BigButton(self.words("sound_check.play"), kind=Kind.MAIN, icon="play")
        self._play.chosen.connect(self._start)
        self._answer = Replaceable()
        page.add(self._answer, self._speaker)
        page.draw_in_rest("ear")
        self.bar(self._play)
        self.until_left(services.sound.stop)
        self.run(
            services.sound.loudspeaker(),
            done=self._show_speaker,
            failed=lambda _: self._show_speaker(""),
        )

    @property
    def first(self) -> QWidget:
        """Begin at Play a sound."""
        return self._play

    def _show_speaker(self, name: str) -> None:
        if name:
            self._speaker.setText(self.words("sound_check.speaker", device=name))
        else:
            self._speaker.setText(self.words("sound_check.no_speaker"))

    def _start(self) -> None:
        playing = self.words("sound_check.playing")
        self._answer.show_instead(Paragraph(playing, strong=True))
        work = self.services.sound.play_check()
        self.run(work, done=self._ask, failed=self._failed, deadline_s=LONGEST_S)

    def _ask(self, _: None) -> None:
        yes = BigButton(self.words("sound_check.yes"), icon="check")
        yes.chosen.connect(lambda: self._say("sound_check.good", Tone.CALM))
        no = BigButton(self.words("sound_check.no"))
        no.chosen.connect(lambda: self._say("sound_check.tips", Tone.ASK))
        rows = Rows(columns=2)
        rows.addWidget(yes)
        rows.addWidget(no)
        question = Heading(self.words("sound_check.question"), level=2)
        was_here = self._play.hasFocus()
        answer = Column([question, rows])
        self._answer.show_instead(answer)
        if was_here:
            arrive_at(yes, answer)
        else:
            self.services.say(question.text())

    def _say(self, key: str, tone: Tone) -> None:
        self._play.setFocus()  # what has the focus now goes away
        self._answer.show_instead(Notice(self.words(key), tone=tone))
        self.services.say(self.words(key))

    def _failed(self, problem: Problem) -> None:
        explained = self.words.explain(problem)
        self._answer.show_instead(Notice(explained, tone=Tone.ASK))
        self.services.say(str(explained))
