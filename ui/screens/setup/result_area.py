"""Widget that shows the progress of an asynchronous action, then its result or problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ui.screens.base import run_for
from ui.widgets.card import Tone
from ui.widgets.column import Replaceable
from ui.widgets.notice import Notice
from ui.widgets.page import page_of
from ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine

    from PySide6.QtWidgets import QWidget

    from resources.declared import Problem
    from ui.services import Services

T = TypeVar("T")


class ResultArea(Replaceable):
    """Shows that work is under way, with Stop; then its result, or what is wrong.

    What is shown comes into sight, and a screen reader is told of it.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._work: asyncio.Task[Any] | None = None

    def wait_for(
        self,
        work: Coroutine[Any, Any, T],
        doing: str,
        done: Callable[[T], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Begin work in place of an earlier one; `doing` says what goes on meanwhile."""
        self._cancel()
        progress = ProgressLine(doing, self._services.words("calendar.stop"))
        progress.stopped.connect(self.stop)
        self.show_result(progress)
        self._work = run_for(
            self,
            self._services,
            work,
            done=done,
            failed=failed or self.explain,
            deadline_s=None,  # there is Stop
        )

    def stop(self) -> None:
        """Stop what is under way."""
        self._cancel()
        self.show_nothing()

    def explain(self, problem: Problem, *more: QWidget) -> None:
        """Say what went wrong, and what to do next; `more` are buttons that lead on."""
        explained = self._services.words.explain(problem)
        notice = Notice(explained, tone=Tone.ASK)
        notice.add(*more)
        self._show_and_tell(notice, str(explained))

    def tell(self, text: str, *more: QWidget, tone: Tone = Tone.CALM) -> None:
        """Say that something is done, or what is missing, with buttons below it."""
        notice = Notice(text, tone=tone)
        notice.add(*more)
        self._show_and_tell(notice, text)

    def _show_and_tell(self, notice: Notice, text: str) -> None:
        """Show a notice; what the focus comes to in it is told with its words anyway."""
        self.show_result(notice)
        focus = self.focusWidget()
        if focus is None or not focus.hasFocus():
            self._services.say(text)

    def show_result(self, result: QWidget) -> None:
        """Show a result where it is seen: it may be below what is in sight."""
        self.show_instead(result)
        page = page_of(self)
        if page is not None:
            page.bring_into_sight(result)

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
