"""The show card screens: a short sentence to hold up, to say aloud or to paste in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ui.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.column import Replaceable
from ui.widgets.field import LabelledField
from ui.widgets.large_words import LargeWords
from ui.widgets.notice import Notice
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.in_session.show_cards import ShowCard
    from resources.declared import Problem
    from ui.services import Services


class ShowCardsScreen(Screen):
    """The cards there are, and a place for one's own."""

    title_key = "show_cards.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("show_cards.intro")))
        for card in services.show_cards.all:
            button = BigButton(card.text)
            button.chosen.connect(self.go(Place.SHOW_CARD, card.id))
            page.add(button)
        if services.show_cards.may_add:
            add = BigButton(self.words("show_cards.add"), kind=Kind.QUIET)
            add.chosen.connect(self.go(Place.CHANGE_CARD))
            page.add(add)
        page.draw_in_rest("speech")


class ShowCardScreen(Screen):
    """One card that fills the window; `detail` is its id."""

    title_key = "show_cards.one"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._card = services.show_cards.find(detail)
        self._copy_button: BigButton | None = None
        if self._card is None:
            self._say_removed()
            return
        page = self.page(heading=False, wide=True)
        page.body.addWidget(LargeWords(self._card.text), 1)
        self._told = Paragraph("", strong=True)
        self._told.hide()
        page.add(self._told)
        self._copy_button = self._button("show_cards.copy", "copy")
        self._copy_button.chosen.connect(self._copy)
        change = self._button("show_cards.change", "edit")
        change.chosen.connect(self.go(Place.CHANGE_CARD, detail))
        voice = self._voice()
        self.bar(*([voice] if voice else []), self._copy_button, change)

    @property
    def first(self) -> QWidget | None:
        """Begin at the silent button: nobody wants the computer to speak by surprise."""
        return self._copy_button

    def _button(self, key: str, icon: str) -> BigButton:
        return BigButton(self.words(key), icon=icon, compact=True)

    def _copy(self) -> None:
        assert self._card is not None
        QGuiApplication.clipboard().setText(self._card.text)
        self._tell(self.words("show_cards.copied"))
        self.services.say(self._told.text())

    def _tell(self, text: str) -> None:
        """Say something below the card; nothing takes no room."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    # Saying it aloud

    def _voice(self) -> BigButton | None:
        """Return the button that says the card aloud; None where the computer has no voice."""
        aloud = self.services.aloud
        if not aloud.can_speak:
            return None
        self._voice_button = self._button("show_cards.say", "read-aloud")
        self._voice_button.chosen.connect(self._say_aloud)
        self.until_left(aloud.stop)
        self.until_left(aloud.watch(self._show_voice))
        return self._voice_button

    def _say_aloud(self) -> None:
        assert self._card is not None
        if self.services.aloud.is_speaking:
            self.services.aloud.stop()
        else:
            self.services.aloud.read([self._card.text])

    def _show_voice(self) -> None:
        aloud = self.services.aloud
        key = "page.stop_reading" if aloud.is_speaking else "show_cards.say"
        self._voice_button.setText(self.words(key))
        self._voice_button.set_icon("stop" if aloud.is_speaking else "read-aloud")
        self._tell(str(self.words.explain(aloud.problem)) if aloud.problem else "")

    # Once it is gone

    def _say_removed(self) -> None:
        page = self.page()
        page.add(Notice(self.words("show_cards.removed"), tone=Tone.CALM))
        undo: list[QWidget] = []
        if self.services.show_cards.can_undo:
            back = BigButton(self.words("show_cards.put_back"), kind=Kind.MAIN, icon="back")
            back.chosen.connect(
                lambda: self.run(self.services.show_cards.undo(), done=self._is_back)
            )
            undo.append(back)
        others = BigButton(self.words("show_cards.others"))
        others.chosen.connect(lambda: self.services.navigator.replace(Place.SHOW_CARDS))
        page.draw_in_rest("speech")
        self.bar(others, *undo)

    def _is_back(self, _: None) -> None:
        self.services.navigator.replace(Place.SHOW_CARD, self.detail)


class ChangeCardScreen(Screen):
    """The wording of a card; `detail` is its id, empty for a new one of the person's own."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        card = services.show_cards.find(detail) if detail else None
        page = self.page()
        self._field = LabelledField(
            self.words("show_cards.field"),
            hint=self.words("show_cards.field_hint"),
            text=card.text if card else "",
        )
        self._field.accepted.connect(self._keep)
        keep = BigButton(self.words("show_cards.keep"), kind=Kind.MAIN, icon="check")
        keep.chosen.connect(self._keep)
        page.add(self._field)
        if not services.calendars.is_kept:
            page.add(Paragraph(self.words("show_cards.this_run"), quiet=True))
        self._back = Replaceable()
        page.add(self._back)
        page.draw_in_rest("speech")
        self.bar(keep)
        self._show_way_back(card)

    @property
    def title(self) -> str:
        """Say whether it is a new card."""
        return self.words("show_cards.change" if self.detail else "show_cards.add")

    @property
    def first(self) -> QWidget:
        """Begin at the words."""
        return self._field.line

    def _show_way_back(self, card: ShowCard | None) -> None:
        """Offer the first words of a card again, or to remove one of the person's own."""
        if card is not None and (card.is_own or card.is_changed):
            key = "show_cards.remove" if card.is_own else "show_cards.first_words"
            button = BigButton(self.words(key))
            button.chosen.connect(self._drop)
            self._back.show_instead(button)
        else:
            self._back.show_nothing()

    def _keep(self) -> None:
        cards, text = self.services.show_cards, self._field.text()
        if self.detail:
            change = cards.change(self.detail, text)
            self.run(change, done=lambda _: self.services.navigator.back(), failed=self._refuse)
        else:
            self.run(cards.add(text), done=self._show_card, failed=self._refuse)

    def _show_card(self, card: ShowCard) -> None:
        self.services.navigator.replace(Place.SHOW_CARD, card.id)

    def _refuse(self, problem: Problem) -> None:
        self._field.show_error(str(self.words.explain(problem)))
        self._field.line.setFocus()

    def _drop(self) -> None:
        work = self.services.show_cards.drop(self.detail)
        self.run(work, done=lambda _: self._dropped(), failed=self._refuse)

    def _dropped(self) -> None:
        card = self.services.show_cards.find(self.detail)
        if card is None:
            self.services.navigator.back()  # there it says that it is gone, and brings it back
            return
        self._field.set_text(card.text)
        self._field.show_error("")
        undo = BigButton(self.words("show_cards.undo"), icon="back")
        undo.chosen.connect(self._undo)
        told = self.words("show_cards.first_again")
        notice = Notice(told, tone=Tone.CALM)
        notice.add(undo)
        self._back.show_instead(notice)
        self.begin_at(undo, told=told)

    def _undo(self) -> None:
        self.run(self.services.show_cards.undo(), done=self._undone, failed=self._refuse)

    def _undone(self, _: None) -> None:
        card = self.services.show_cards.find(self.detail)
        self._field.set_text(card.text if card else "")
        self._show_way_back(card)
        self._field.line.setFocus()
