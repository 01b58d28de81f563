"""Screen: save the captions to a file, after asking; can be undone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from accessibility.captions.text.export import chosen, written
from desktop.in_session.saved_captions import delete_captions, save_captions
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.column import ItemList, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from accessibility.captions.text.export import Format
    from accessibility.captions.text.stream import Block
    from resources.declared import Problem
    from ui.services import Services

FORMATS: tuple[Format, ...] = ("txt", "srt", "vtt")


class SaveWordsScreen(Screen):
    """Which words, what kind of file, and where; nothing is written before all is answered."""

    title_key = "save_words.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._stars = frozenset(services.captioning.marks.stars)
        self._only_starred = False
        is_empty = not self.to_save
        self._only_starred = bool(chosen(services.captioning.blocks, self._stars))
        self._format: Format = "txt"
        self._page = page = self.page()
        self._answer = Replaceable()
        page.add(self._answer)
        if is_empty:
            page.add(Paragraph(self.words("save_words.nothing")))
            page.draw_in_rest("file")
            return
        page.add(self._agreement(), self._which(), self._kind())
        page.draw_in_rest("file")
        save = BigButton(self.words("save_words.go"), kind=Kind.MAIN, icon="folder")
        save.chosen.connect(self._choose_where)
        self.bar(save)

    @property
    def to_save(self) -> list[Block]:
        """Return the lines that would be saved now."""
        return chosen(self.services.captioning.blocks, self._stars if self._only_starred else None)

    def _agreement(self) -> Card:
        """Return the question, and the rules of the group whose session this is."""
        card = Notice(self.words("save_words.ask"), tone=Tone.ASK)
        group = self.services.calendars.group_of(self.services.join.current)
        if group is not None and group.rules:
            card.add(Heading(self.words("save_words.agreed"), level=2, size=3))
            card.add(ItemList(ListItem(rule.words) for rule in group.rules))
        return card

    def _which(self) -> Card:
        card = Card()
        if not self._only_starred:
            card.add(Paragraph(self.words("save_words.no_stars")))
            return card
        count = len(self.to_save)
        answers = [
            (True, self.words("save_words.which.starred", count=count)),
            (False, self.words("save_words.which.all")),
        ]
        row = ChoiceRow(self.words("save_words.which"), answers, chosen=True)
        row.picked.connect(self._pick_which)
        card.add(row)
        return card

    def _kind(self) -> Card:
        card = Card()
        answers = [(each, self.words(f"save_words.format.{each}")) for each in FORMATS]
        row = ChoiceRow(self.words("save_words.format"), answers, chosen="txt", columns=1)
        row.picked.connect(self._pick_format)
        card.add(row)
        return card

    def _pick_which(self, only_starred: bool) -> None:
        self._only_starred = only_starred

    def _pick_format(self, chosen_format: Format) -> None:
        self._format = chosen_format

    # Saving

    def _choose_where(self) -> None:
        """Ask for a place with the computer's own window; without an answer nothing happens."""
        suffix = f".{self._format}"
        place = QStandardPaths.StandardLocation.DocumentsLocation
        name = self.words("save_words.name", date=f"{self.services.clock.now():%Y-%m-%d}")
        proposed = Path(QStandardPaths.writableLocation(place)) / f"{name}{suffix}"
        kinds = f"{self.words(f'save_words.format.{self._format}')} (*{suffix})"
        answer, _ = QFileDialog.getSaveFileName(self, self.title, str(proposed), kinds)
        if answer:
            path = Path(answer)
            self.save(path if path.suffix else path.with_suffix(suffix))

    def save(self, path: Path) -> None:
        """Write the chosen words there."""
        blocks = self.to_save
        text = written(blocks, self.words, self._format)
        work = asyncio.to_thread(save_captions, path, text)
        count = len(blocks)
        self.run(work, done=lambda _: self._saved(path, count), failed=self._failed)

    def _saved(self, path: Path, count: int) -> None:
        text = self.words("save_words.done", count=count, path=str(path))
        notice = Notice(text, tone=Tone.CALM)
        undo = BigButton(self.words("save_words.undo"), icon="cross")
        undo.chosen.connect(lambda: self._delete(path))
        notice.add(undo)
        self._tell(notice, text)

    def _delete(self, path: Path) -> None:
        text = self.words("save_words.undone")
        self.run(
            asyncio.to_thread(delete_captions, path),
            done=lambda _: self._tell(Notice(text, tone=Tone.CALM), text),
            failed=self._failed,
        )

    def _failed(self, problem: Problem) -> None:
        explained = self.words.explain(problem)
        self._tell(Notice(explained, tone=Tone.ASK), str(explained))

    def _tell(self, notice: Notice, text: str) -> None:
        self._answer.show_instead(notice)
        self._page.bring_into_sight(self._answer)
        self.services.say(text)
