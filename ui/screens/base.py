"""Base class of screens: built at every visit, deleted when the person leaves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from accessibility.beside.geometry import SIDE_FROM
from accessibility.qt.palette import current_look
from desktop.system.background import problem_in
from ui.navigation import Place
from ui.widgets.arrival import arrive_at, words_before
from ui.widgets.bottom_bar import LARGEST_FIXED, BottomBar, MainBelow
from ui.widgets.button import BigButton, Kind
from ui.widgets.let_go import let_go
from ui.widgets.page import Page
from ui.widgets.room import RoomPage
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine

    from PySide6.QtGui import QKeyEvent

    from accessibility.beside.geometry import Shape
    from desktop.sessions.session import Session
    from resources.declared import Problem
    from ui.services import Services

T = TypeVar("T")

ANSWER_S = 120.0
"""Seconds that a screen waits for an answer: somebody may have to type a keyring's password."""


class Screen(QWidget):
    """One place. It is built afresh at every visit, so it never shows what is over.

    `title_key` names its title: the window's title, and its own first heading
    unless the screen has a better one. `retitled` says that it has changed.
    `is_beside` says that it may stand beside an open meeting, `moved` that this has changed;
    `is_slim`, that a strip with nothing but its buttons is enough for it.
    """

    title_key = ""
    retitled = Signal()
    moved = Signal()
    is_beside = False
    is_slim = False

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__()
        self.services = services
        self.words = services.words
        self.detail = detail
        self._goodbyes: list[Callable[[], None]] = []
        self._scrolled: Page | None = None
        self._below: MainBelow | None = None
        self._bar: BottomBar | None = None
        self._larger: BigButton | None = None
        self.shape: Shape = services.beside.shape if self.is_beside else "window"
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)

    @property
    def title(self) -> str:
        """Return the screen's title in words."""
        return self.words(self.title_key)

    @property
    def first(self) -> QWidget | None:
        """Return what has the focus on arrival; the first thing there is, by default."""
        return None

    def begin_at(self, control: QWidget, *, told: str = "") -> None:
        """Move the focus to where something new begins; what that is is told with it.

        What is `told` is what stands before the control, where nothing else is given.
        """
        arrive_at(control, self, told=told)
        if sys.platform != "linux":  # where announcements are heard, labels of buttons are not
            self.services.say(told or " ".join(words_before(control, self)))

    def begin_anew(self) -> None:
        """Begin at the main button of a page that took the place of another, or at its first."""
        items = (self.body.itemAt(at) for at in range(self.body.count()))
        parts = [item.widget() for item in items if item is not None]
        there = [one for part in parts if part for one in part.findChildren(BigButton)]
        self.begin_at(next((one for one in there if one.kind is Kind.MAIN), there[0]))

    def anew(self) -> Screen:
        """Build the same screen again, to stand in another window or shape in its place."""
        return type(self)(self.services, self.detail)

    def needs(self, width: int) -> int:
        """Return the least height at which everything that does not scroll has its room."""
        return self.body.totalMinimumHeightForWidth(width)

    def page(self, *, heading: bool = True, wide: bool = False) -> Page:
        """Add the one scrolling column, with the title as its heading; `wide`: all the window."""
        self._scrolled = page = Page(wide=wide)
        self.body.addWidget(page)
        if heading:
            page.add(Heading(self.title))
        return page

    def room(self) -> RoomPage:
        """Add a page as wide as the window, for captions, with the title as its heading."""
        is_low = self.shape == "strip"
        title = Heading(self.title, size=3 if is_low else 2)
        self._scrolled = room = RoomPage(title, is_low=is_low)
        self.body.addWidget(room, 1)
        return room

    def scroll_with(self, event: QKeyEvent) -> None:
        """Let the one column be scrolled by a key that nothing else wanted."""
        if self._scrolled is not None:
            self._scrolled.keyPressEvent(event)

    def clear(self) -> None:
        """Take away all that stands here, to begin anew.

        It goes a moment later: a button that is being pressed may stand on it.
        """
        self._scrolled = self._below = self._bar = self._larger = None
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)

    def bar(self, *buttons: QWidget, room: RoomPage | None = None) -> None:
        """Add buttons that stay at the bottom, whatever is scrolled above them.

        With very large text they would leave no room for what is above: then they are
        the last thing in the `room` or page, and scroll with it.
        """
        self._bar = bar = BottomBar(*buttons, wide=room is not None)
        column = room or self._scrolled
        if column is not None and current_look().scale.percent > LARGEST_FIXED:
            column.add(bar)
        else:
            self.body.addWidget(bar)
        self.stand_in(self.shape)

    def stand_in(self, shape: Shape) -> None:
        """Be laid out for a shape of Parlour. Beside a meeting, a button makes it a window."""
        self.shape = shape
        if self._scrolled is not None:
            self._scrolled.be_low(shape == "strip")
        if self._bar is not None and shape != "window" and self._larger is None:
            self._larger = BigButton(self.words("beside.larger"), kind=Kind.QUIET, compact=True)
            self._larger.chosen.connect(lambda: self.services.beside.make_large(True))
            self._bar.add(self._larger)
        if self._larger is not None:
            self._larger.setVisible(shape != "window")
        self._lay_beside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the buttons of a strip beside what is read, where it is wide enough."""
        super().resizeEvent(event)
        self._lay_beside()

    def be_slim(self, is_slim: bool) -> None:
        """Be, in a strip, no higher than the buttons, which stand in one row then; or no more."""
        if is_slim != self.is_slim:
            self.is_slim = is_slim
            self._lay_beside()
            self.moved.emit()

    def _lay_beside(self) -> None:
        is_wide = self.width() >= SIDE_FROM * current_look().scale.body
        at_side = self.shape == "strip" and is_wide and not self.is_slim
        turned = QBoxLayout.Direction.LeftToRight if at_side else QBoxLayout.Direction.TopToBottom
        if self.body.direction() != turned:
            self.body.setDirection(turned)
        if self._bar is not None and self._bar.is_at_side != at_side:
            self._bar.stand_at_side(at_side)

    def keep_below(self, main: QWidget | None) -> None:
        """Let the main button that stands on the page stay at the foot of the screen.

        It takes the place of the one before. With very large text it scrolls with the page.
        """
        if self._below is None:
            self._below = MainBelow()
            self.body.addWidget(self._below)
        self._below.keep(main)

    def run(
        self,
        work: Coroutine[Any, Any, T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        deadline_s: float | None = ANSWER_S,
    ) -> asyncio.Task[T]:
        """Start work in the background; its answer is for this screen, if it is still there."""
        return run_for(self, self.services, work, done=done, failed=failed, deadline_s=deadline_s)

    def end_with(self, problem: Problem) -> None:
        """Say what went wrong in place of all that stands here, with two ways on.

        The last resort, where a screen could not even say that itself.
        """
        self.leave()
        self.clear()
        here, navigator = self.services.navigator.here, self.services.navigator
        again = BigButton(self.words("fault.again"), kind=Kind.MAIN, icon="again")
        again.chosen.connect(lambda: navigator.replace(here.place, here.detail))
        home = BigButton(self.words("trouble.home"), icon="home")
        home.chosen.connect(self.go(Place.HOME))
        explained = self.words.explain(problem)
        page = self.page(heading=False)
        page.add(Heading(explained.happened), Paragraph(explained.next))
        page.add_stretch()
        self.bar(home, again)
        self.begin_at(again)

    def title_of(self, session: Session) -> str:
        """Return the name of a session, or words for one that has none."""
        return session.title or self.words("schedule.untitled")

    def go(self, place: Place, detail: str = "") -> Callable[[], None]:
        """Return what leads to a place: connect a button to it."""
        return lambda: self.services.navigator.go(place, detail)

    def until_left(self, stop: Callable[[], None]) -> None:
        """Call `stop` when the person leaves this screen."""
        self._goodbyes.append(stop)

    def leave(self) -> None:
        """Let go of everything that could call back; the screen goes away next."""
        while self._goodbyes:
            self._goodbyes.pop()()


def run_for(
    widget: QWidget,
    services: Services,
    work: Coroutine[Any, Any, T],
    *,
    done: Callable[[T], None] | None = None,
    failed: Callable[[Problem], None] | None = None,
    deadline_s: float | None = ANSWER_S,
) -> asyncio.Task[T]:
    """Start work for a widget. Once that is gone nobody is told of its end, but of a problem.

    However the work ends, a screen that waits for it ends with an answer: where `failed`
    itself goes wrong, with `Screen.end_with`. `deadline_s` is None where there is a Stop.
    """

    def if_there(result: T) -> None:
        if done is not None and isValid(widget):
            done(result)

    def failed_anyway(problem: Problem) -> None:
        if failed is None or not isValid(widget):
            services.background.at_fault(problem)
            return
        screen = _screen_of(widget)
        worse = problem_in(lambda: failed(problem))
        if worse is not None and screen is not None:
            screen.end_with(worse)

    return services.background.run(work, done=if_there, failed=failed_anyway, deadline_s=deadline_s)


def _screen_of(widget: QWidget) -> Screen | None:
    """Return the screen that a widget stands on."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Screen):
        above = above.parentWidget()
    return above
