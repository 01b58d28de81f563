"""Screens for CalDAV accounts: which one, signing in, choosing calendars, signing in again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.feeds.accounts import ACCOUNTS, account, find_calendars
from desktop.feeds.problems import AnotherHost
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setup.adding import say_added
from ui.screens.setup.result_area import ResultArea
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.field import LabelledField, SecretField
from ui.widgets.notice import Notice
from ui.widgets.page import page_of
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.calendars.store import Added
    from desktop.feeds.caldav import CalDavCalendar
    from resources.declared import Problem
    from ui.services import Services


class AccountScreen(Screen):
    """The kinds of account to choose from."""

    title_key = "account.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        for one in ACCOUNTS:
            hint = self.words(f"account.{one.id}.hint")
            button = BigButton(self.words(f"account.{one.id}"), icon="person", hint=hint)
            button.chosen.connect(self.go(Place.SIGN_IN, one.id))
            page.add(button)
        page.add(Paragraph(self.words("account.google"), quiet=True))
        page.draw_in_rest("key")


def password_field(services: Services) -> SecretField:
    """Return a field for a password."""
    words = services.words
    return SecretField(words("account.password"), words("account.show"), words("account.hide"))


class SignInScreen(Screen):
    """Signs in to an account (`detail` is its kind), then offers the calendars in it.

    What was typed stays there whatever happens.
    """

    def __init__(self, services: Services, detail: str = "") -> None:
        self._account = account(detail)
        super().__init__(services, detail)
        page = self.page()
        self._asking = Replaceable()
        self._result = ResultArea(services)
        self._found = Replaceable()
        page.add(self._asking, self._result, self._found)
        page.draw_in_rest("key")
        self._ask()

    @property
    def title(self) -> str:
        """Name the account."""
        if self._account.id == "other":
            return self.words("account.sign_in_other")
        return self.words("account.sign_in", account=self.words(f"account.{self._account.id}"))

    @property
    def first(self) -> QWidget:
        """Begin at the first field."""
        return self._fields[0].line

    def _ask(self) -> None:
        """Ask for the address, where each person's is another, the name and the password."""
        user = LabelledField(self.words("account.user"))
        self._fields: list[LabelledField] = [user, password_field(self.services)]
        if not self._account.address:
            hint = self.words("account.address_hint")
            self._fields.insert(0, LabelledField(self.words("account.address"), hint=hint))
        find = BigButton(self.words("account.find"), kind=Kind.MAIN, icon="check")
        find.chosen.connect(self._find)
        for field in self._fields:
            field.accepted.connect(self._find)
        column = Column(self._fields)
        column.add(Paragraph(self.words(f"account.{self._account.id}.password")))
        column.add(self._where_it_is_kept(), find)
        self._asking.show_instead(column)
        self.keep_below(find)

    def _where_it_is_kept(self) -> QWidget:
        if self.services.calendars.is_kept:
            return Paragraph(self.words("account.kept"), quiet=True)
        return Notice(self.words("account.this_run"), tone=Tone.ASK)

    def _find(self) -> None:
        empty = [field for field in self._fields if not field.text().strip()]
        for field in self._fields:
            field.show_error(self.words("account.missing") if field in empty else "")
        if empty:
            empty[0].line.setFocus()
            return
        *given, user, password = (field.text() for field in self._fields)
        address = "".join(given).strip() or self._account.address
        self._search(address, user.strip(), password)

    def _search(self, address: str, user: str, password: str, *agreed: str) -> None:
        """Ask for the calendars; the password goes to the address, and to hosts `agreed` to."""

        def done(found: list[CalDavCalendar]) -> None:
            self._result.show_nothing()
            self._offer(found, user, password)

        def failed(problem: Problem) -> None:
            if isinstance(problem, AnotherHost):
                host = str(problem.details["host"])
                self._ask_about(host, lambda: self._search(address, user, password, *agreed, host))
            else:
                self._result.explain(problem)

        work = find_calendars(address, user, password, agreed)
        self._result.wait_for(work, self.words("account.finding"), done, failed)

    def _ask_about(self, host: str, go_on: Callable[[], None]) -> None:
        """Ask whether the password may go to a host that the address led to."""
        card = Card(Tone.ASK)
        card.add(
            Paragraph(self.words("account.elsewhere")),
            Heading(host, level=2),
            Paragraph(self.words("account.elsewhere_ask"), strong=True),
        )
        yes = BigButton(self.words("account.elsewhere_yes"), icon="check")
        yes.chosen.connect(go_on)
        no = BigButton(self.words("account.elsewhere_no"), icon="back")
        no.chosen.connect(self._result.show_nothing)
        card.add(no, yes)
        self._result.show_result(card)
        asked = (self.words("account.elsewhere"), f"{host}.", self.words("account.elsewhere_ask"))
        self.begin_at(no, told=" ".join(asked))
        page = page_of(card)
        if page is not None:
            page.bring_into_sight(card)

    # The calendars that were found

    def _offer(self, found: list[CalDavCalendar], user: str, password: str) -> None:
        column = Column([Heading(self.words("account.choose"), level=2)])
        if len(found) > 1:
            column.add(Paragraph(self.words("account.choose_more")))
        cards = [FoundCalendar(self.services, one, user, password) for one in found]
        column.add(*cards)
        left = [card.add_button for card in cards]
        done = BigButton(self.words("account.done"), kind=Kind.MAIN, icon="calendar")
        done.chosen.connect(lambda: self.services.navigator.back_to(Place.CALENDAR))
        column.add(done)
        self._asking.hide()
        self._found.show_instead(column)
        self.keep_below(done)

        def go_on(told: str) -> None:
            """Go to the next that can be added, or to what ends it."""
            self.begin_at(next(iter(left), done), told=told)

        def added(button: BigButton, told: str) -> None:
            left.remove(button)
            go_on(told)

        for card in cards:
            card.added.connect(partial(added, card.add_button))
        go_on(self.words("account.choose"))


class FoundCalendar(Card):
    """One calendar of an account. `added` tells what came of adding it."""

    added = Signal(str)

    def __init__(self, services: Services, found: CalDavCalendar, user: str, password: str) -> None:
        super().__init__()
        self._services = services
        name = found.name or services.words("calendar.unnamed")
        self._result = ResultArea(services)
        self.add_button = BigButton(services.words("account.add", name=name), icon="check")
        self.add_button.chosen.connect(lambda: self._take(found, user, password))
        self.add(Heading(name, level=3), self.add_button, self._result)

    def _take(self, found: CalDavCalendar, user: str, password: str) -> None:
        def done(added: Added) -> None:
            self.add_button.hide()
            text = say_added(self._services, added)
            self._result.show_result(Notice(text, tone=Tone.CALM))
            self.added.emit(text)

        work = self._services.calendars.add_caldav(found, user, password)
        self._result.wait_for(work, self._services.words("calendar.reading"), done)


class SignInAgainScreen(Screen):
    """Takes the new password of a calendar; `detail` is its id."""

    title_key = "account.again"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        source = services.calendars.source(detail)
        name = (services.agenda.name_of(source) if source else "") or self.words("calendar.unnamed")
        page.add(Paragraph(self.words("account.again_for", name=name), strong=True))
        self._password = password_field(services)
        self._password.accepted.connect(self._use)
        use = BigButton(self.words("account.again_try"), kind=Kind.MAIN, icon="check")
        use.chosen.connect(self._use)
        self._result = ResultArea(services)
        page.add(self._password, self._result)
        page.draw_in_rest("key")
        self.bar(use)

    @property
    def first(self) -> QWidget:
        """Begin at the field."""
        return self._password.line

    def _use(self) -> None:
        text = self._password.text()
        self._password.show_error("" if text else self.words("account.missing"))
        if text:
            work = self.services.calendars.type_password_again(self.detail, text)
            self._result.wait_for(work, self.words("account.finding"), self._done)

    def _done(self, _: None) -> None:
        self._password.clear()
        on = BigButton(self.words("calendar.title"), icon="calendar")
        on.chosen.connect(lambda: self.services.navigator.back_to(Place.CALENDAR))
        self._result.tell(self.words("account.again_done"), on)
        self.services.agenda.tell()
