"""State of the practice meeting, which is a window of our own: where the person is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from resources.platform.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable

Stage = Literal["closed", "door", "inside", "no_window"]
"""Not open; open, before Join meeting; in the meeting; in it without its window."""


class PracticeRoom:
    """The meeting of the rehearsal: opened by Join, left by its red button, as a real one.

    `get_ready` and `fall_silent` are told when the recorded voices are to wait for the person
    and when nobody is there any more. `come_forward` is called when somebody wants to see it.
    No sound is heard and no picture is taken: the two buttons change what is shown.
    """

    def __init__(self, get_ready: Callable[[], None], fall_silent: Callable[[], None]) -> None:
        self._get_ready = get_ready
        self._fall_silent = fall_silent
        self._watchers = Watchers()
        self.come_forward: Callable[[], None] = lambda: None
        self.stage: Stage = "closed"
        self.is_muted = True
        self.has_camera = False

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    @property
    def has_window(self) -> bool:
        """Say whether its window is open."""
        return self.stage in ("door", "inside")

    @property
    def is_inside(self) -> bool:
        """Say whether the voices may begin."""
        return self.stage in ("inside", "no_window")

    def open(self) -> None:
        """Open its window, or bring the one that is open to the front."""
        if not self.has_window:
            self.is_muted, self.has_camera = True, False
            self._get_ready()
            self._go("door")
        self.come_forward()

    def enter(self) -> None:
        """The person has pressed Join meeting there."""
        self._go("inside")

    def go_without_window(self) -> None:
        """Let the rehearsal go on for somebody who cannot find the window, or use it."""
        self._go("no_window")

    def leave(self) -> None:
        """The window is closed: by its red button, by its frame, or because all is over."""
        if self.stage != "closed":
            self._fall_silent()
            self._go("closed")

    def turn_sound(self) -> None:
        """Show one's own sound as on, or as off again."""
        self.is_muted = not self.is_muted
        self._watchers.tell()

    def turn_camera(self) -> None:
        """Show one's own picture, or hide it again."""
        self.has_camera = not self.has_camera
        self._watchers.tell()

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self._watchers.tell()
