"""The banner of reminder cards above every screen; one slim line beside captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer

from accessibility.qt.palette import current_look
from ui.navigation import Place
from ui.widgets.arrival import arrive_at
from ui.widgets.banner import Banner
from ui.widgets.button import ROOMY_UNTIL, BigButton
from ui.widgets.card import Card, Tone
from ui.widgets.column import Replaceable
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.let_go import let_go
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.tab_order import tab_as_read
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.sessions.reminder_rules import Kind as Answer
    from desktop.sessions.reminder_rules import Reminder
    from ui.navigation import Visit
    from ui.services import Services

SHARE = 0.65

REMINDER_DISC = 44
"""The size of the group's picture, in pixels at 100 %: no higher than two lines beside it."""

STARTLE_MS = 800
"""How long a mouse can do nothing to a reminder that has just come up."""

CAPTIONS_STAND_IN = (Place.SESSION, Place.CAPTIONS)
ABOUT_ONE_SESSION = (Place.OPENING, Place.LINK_TROUBLE, Place.BY_PHONE)
"""Places that are about the session itself: no reminder of it stands above them."""


class ReminderButton(NamedTuple):
    """One button: its words, its picture, and the answer it gives or the place it leads to."""

    key: str
    icon: str
    answer: Answer | None = None
    place: Place | None = None


SEEN = ReminderButton("reminders.seen", "check", answer="seen")
LATER = ReminderButton("reminders.later", "clock", answer="later")
NOT_TODAY = ReminderButton("reminders.not_today", "cross", answer="not_today")
NOT_THEN = ReminderButton("reminders.not_then", "cross", answer="not_today")
JOIN = ReminderButton("reminders.join", "join", place=Place.OPENING)
ABOUT_LINK = ReminderButton("home.about_link", "warning", place=Place.LINK_TROUBLE)
BY_PHONE = ReminderButton("home.by_phone", "phone", place=Place.BY_PHONE)


class ReminderCards(Banner):
    """Follows `services.reminder_service`. Nothing here takes the focus, or goes away by itself."""

    def __init__(self, services: Services) -> None:
        super().__init__(SHARE)
        self._services = services
        self._slots: dict[object, _Slot] = {}
        self._is_unfolded = False
        self._undo = Replaceable()
        self._line = _answer("", "clock")
        self._line.chosen.connect(self._unfold)
        self.add(self._line, self._undo)
        services.reminder_service.watch(self.show_now)
        services.navigator.watch(self._moved)
        self.show_now()

    def show_now(self) -> None:
        """Show what there is at this moment. What has the focus keeps it."""
        shown = [one for one in self._services.reminder_service.shown if not self._is_about(one)]
        for key in self._slots.keys() - {one.key for one in shown}:
            self._slots.pop(key).go()
        for place, reminder in enumerate(shown):
            slot = self._slots.get(reminder.key)
            if slot is None:
                slot = self._slots[reminder.key] = _Slot(self._services, self._was_not_wanted)
                self.body.insertWidget(2 + place, slot)
            slot.show_reminder(reminder)
        self._fold(shown)

    def _fold(self, shown: Sequence[Reminder]) -> None:
        """Show one line where captions stand, unless somebody wanted to see it all."""
        beside_captions = self._services.navigator.here.place in CAPTIONS_STAND_IN
        self._is_unfolded &= bool(shown)
        is_folded = bool(shown) and beside_captions and not self._is_unfolded
        if is_folded:
            self._line.setText(self._in_a_line(shown))
        self._line.setVisible(is_folded)
        for slot in self._slots.values():
            slot.setVisible(not is_folded)
        self.setVisible(bool(shown) or self._undo.isVisibleTo(self))
        tab_as_read(self.window())
        self.outgrown.emit()

    def _in_a_line(self, shown: Sequence[Reminder]) -> str:
        is_large = current_look().scale.percent > ROOMY_UNTIL
        if is_large or len(shown) > 1:
            return self._services.words("reminders.several", count=len(shown))
        return self._services.reminder_service.in_words(shown[0])

    def _unfold(self) -> None:
        self._is_unfolded = True
        self.show_now()
        next(iter(self._slots.values())).take_focus()

    def _moved(self, _: Visit) -> None:
        self._is_unfolded = False
        self._undo.show_nothing()
        self.show_now()

    def _is_about(self, reminder: Reminder) -> bool:
        """Say whether the screen below is about that very session."""
        here = self._services.navigator.here
        return here.place in ABOUT_ONE_SESSION and here.detail.endswith(reminder.session.id)

    # Not today, and undo

    def _was_not_wanted(self, reminder: Reminder) -> None:
        """Say that a reminder will not come again today, and offer to undo it."""
        if self._services.reminder_service.is_sample(reminder):
            return
        words = self._services.words
        notice = Notice(words("reminders.no_more"), tone=Tone.CALM)
        undo = _answer(words("reminders.undo"), "back")
        undo.chosen.connect(lambda: self._take_back(reminder))
        done = _answer(words("notice.read"), "check")
        done.chosen.connect(self._put_undo_away)
        rows = Rows(columns=2, tight=True)
        rows.addWidget(undo)
        rows.addWidget(done)
        notice.add(rows)
        self._undo.show_instead(notice)

    def _take_back(self, reminder: Reminder) -> None:
        self._services.reminder_service.take_back(reminder)
        self._put_undo_away()

    def _put_undo_away(self) -> None:
        self._undo.show_nothing()
        self.show_now()


class _Slot(Replaceable):
    """The place of one reminder. Its card is made anew only when its buttons change."""

    def __init__(self, services: Services, was_not_wanted: Callable[[Reminder], None]) -> None:
        super().__init__()
        self._services = services
        self._was_not_wanted = was_not_wanted
        self._offers: list[ReminderButton] = []
        self._sentence: Heading | None = None
        self._first: BigButton | None = None

    def show_reminder(self, reminder: Reminder) -> None:
        """Show a reminder as it is to be said now."""
        text = self._services.reminder_service.in_words(reminder)
        offers = self._offers_of(reminder)
        if self._sentence is None or offers != self._offers:
            self._offers = offers
            self.show_instead(self._card(reminder, text))
        else:
            self._sentence.setText(text)

    def _offers_of(self, reminder: Reminder) -> list[ReminderButton]:
        """Return what to offer: no way in on Home, which has the one way in itself."""
        offers = _offers(self._services, reminder)
        at_home = self._services.navigator.here.place is Place.HOME
        if at_home and not self._services.reminder_service.is_sample(reminder):
            offers = [one for one in offers if one.place is None]
        return offers

    def take_focus(self) -> None:
        """Move the focus to the first button; what it reminds of is told with it."""
        if self._first is not None:
            arrive_at(self._first, self)

    def go(self) -> None:
        """Go away for good; its button may have the focus still."""
        let_go(self)

    def _card(self, reminder: Reminder, text: str) -> QWidget:
        card = Card(Tone.CALM)
        self._sentence = Heading(text, level=2)
        said: list[QWidget] = [self._sentence]
        if self._services.reminder_service.is_sample(reminder):
            said.append(Paragraph(self._services.words("reminders.sample")))
        picture = self._services.agenda.picture_of(reminder.session)
        card.add(beside(GroupDisc(*picture, side=REMINDER_DISC), *said))
        buttons = [self._button(reminder, offer) for offer in self._offers]
        self._first = buttons[0]
        rows = Rows(columns=3, tight=True)
        for button in buttons:
            rows.addWidget(button)
        card.add(rows)
        _let_pass(card)
        return card

    def _button(self, reminder: Reminder, offer: ReminderButton) -> BigButton:
        button = _answer(self._services.words(offer.key), offer.icon)
        title = reminder.session.title or self._services.words("schedule.untitled")
        name = self._services.words("reminders.about", answer=button.text(), title=title)
        button.setAccessibleName(name)
        button.chosen.connect(lambda: self._choose(reminder, offer))
        return button

    def _choose(self, reminder: Reminder, offer: ReminderButton) -> None:
        reminder_service = self._services.reminder_service
        if offer.answer == "not_today":
            self._was_not_wanted(reminder)
        if offer.answer is not None:
            reminder_service.answer(reminder, offer.answer)
        elif offer.place is not None:
            if reminder_service.is_sample(reminder):
                reminder_service.answer(reminder, "joined")
            self._services.navigator.go(offer.place, reminder.session.id)


def _let_pass(card: QWidget) -> None:
    """Let a hand that was on its way to something else press nothing: the screen has moved."""
    card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    QTimer.singleShot(
        STARTLE_MS,
        card,
        lambda: card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False),
    )


def _answer(text: str, icon: str) -> BigButton:
    """Return a button that answers a question of ours: none of the screen's own choices."""
    button = BigButton(text, icon=icon, compact=True)
    button.setProperty("is_choice", False)
    return button


def _offers(services: Services, reminder: Reminder) -> list[ReminderButton]:
    """Return what may be done about a reminder: joining only where there is a way in."""
    if "joined" not in reminder.choices:
        return [SEEN, NOT_THEN]
    way = services.join.way_in(reminder.session)
    if way.choices or way.opens is not None:
        return [JOIN, LATER, NOT_TODAY]
    if way.link is not None:
        return [ABOUT_LINK, LATER, SEEN]
    return [BY_PHONE, LATER, SEEN] if reminder.session.phones else [SEEN, LATER]
