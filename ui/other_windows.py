"""The windows beside the main one: the captions' own, and that of the practice meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.widgets.let_go import let_go

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.captions.whole_screen import WholeScreenCaptions
    from ui.captions.window import CaptionsWindow
    from ui.practice_window import PracticeWindow
    from ui.services import Services


class OtherWindows:
    """Makes each when it is asked for, and takes it away again.

    `come_forward` shows the main window, when somebody asks for it in one of them.
    """

    def __init__(self, services: Services, come_forward: Callable[[], None]) -> None:
        self._services = services
        self._come_forward = come_forward
        self._captions: CaptionsWindow | WholeScreenCaptions | None = None
        self._practice: PracticeWindow | None = None
        services.own_window.watch(self._show_captions)
        services.practice_room.watch(self._close_practice)
        services.practice_room.come_forward = self._show_practice

    def _show_captions(self) -> None:
        """Open or close the captions' own window, as the person wishes."""
        whole = self._services.own_window.is_whole
        if not self._services.own_window.is_open:
            self._close_captions()
            return
        if self._captions is not None and self._captions.is_whole != whole:
            self._close_captions()
        if self._captions is None:
            self._captions = self._make_captions()
        self._captions.come_forward()

    def _make_captions(self) -> CaptionsWindow | WholeScreenCaptions:
        if self._services.own_window.is_whole:
            from ui.captions.whole_screen import WholeScreenCaptions

            return WholeScreenCaptions(self._services)
        from ui.captions.window import CaptionsWindow

        made = CaptionsWindow(self._services)
        made.parlour_wanted.connect(self._come_forward)
        made.outdated.connect(self._renew_captions)
        return made

    def _renew_captions(self) -> None:
        """Put a fresh window in its place; the focus stays where the choice was made."""
        self._close_captions()
        self._captions = self._make_captions()
        self._captions.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._captions.show()

    def _close_captions(self) -> None:
        if self._captions is not None:
            self._captions.take_down()
            let_go(self._captions)
            self._captions = None

    def _show_practice(self) -> None:
        """Open the practice meeting, or bring it to the front."""
        if self._practice is None:
            from ui.practice_window import PracticeWindow

            self._practice = PracticeWindow(self._services)
            self._practice.parlour_wanted.connect(self._come_forward)
        self._practice.come_forward()

    def _close_practice(self) -> None:
        """Take its window away, once the person has left it."""
        if self._practice is not None and not self._services.practice_room.has_window:
            self._practice.take_down()
            let_go(self._practice)
            self._practice = None
