"""Navigation: the places of the app, the history of visits, `go` and `back`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from accessibility.beside.geometry import Shape
from resources.platform.watchers import Watchers


class Place(Enum):
    """Every place there is; `ui/screens/registry.py` has one screen for each."""

    HOME = "home"
    CHANGES = "changes"
    SESSIONS = "sessions"
    PRINT_WEEK = "print_week"
    PRINT_PAGE = "print_page"
    CAPTIONS = "captions"
    SAFETY = "safety"
    LEADING = "leading"
    PAGE = "page"
    HELP = "help"
    SETTINGS = "settings"
    CALENDAR = "calendar"
    ADD_LINK = "add_link"
    ADD_FILE = "add_file"
    ADD_ACCOUNT = "add_account"
    SIGN_IN = "sign_in"
    SIGN_IN_AGAIN = "sign_in_again"
    WEEKLY = "weekly"
    OPENING = "opening"
    LINK_TROUBLE = "link_trouble"
    BEFORE = "before"
    AGREEMENT = "agreement"
    TALK_FIRST = "talk_first"
    PRINT_AGREEMENT = "print_agreement"
    WRITE_AGREEMENT = "write_agreement"
    BY_PHONE = "by_phone"
    WAYS = "ways"
    WAY = "way"
    FITTING_WAYS = "fitting_ways"
    PRACTICE_WAY = "practice_way"
    PRINT_TREE = "print_tree"
    SESSION = "session"
    NEED_HELP = "need_help"
    MEETING_BUTTONS = "meeting_buttons"
    HELP_ANSWER = "help_answer"
    WHO_TO_ASK = "who_to_ask"
    UPSET = "upset"
    CAMERA_OFF = "camera_off"
    TELL_HELPER = "tell_helper"
    HELPLINES = "helplines"
    NATION = "nation"
    LEAVING = "leaving"
    NOTES = "notes"
    NOTE = "note"
    WRITE_NOTE = "write_note"
    QUICK_EXIT = "quick_exit"
    PRACTICE = "practice"
    SOUND_CHECK = "sound_check"
    LANGUAGE_PACK = "language_pack"
    SIDE_BY_SIDE = "side_by_side"
    HELPER = "helper"
    HELPER_CONTACT = "helper_contact"
    WEBSITES = "websites"
    CAPTION_TOOLS = "caption_tools"
    SAVE_WORDS = "save_words"
    CAPTION_STYLE = "caption_style"
    CAPTION_PACE = "caption_pace"
    CAPTION_PLACE = "caption_place"
    PACK = "pack"
    GET_PACK = "get_pack"
    CAPTION_ENGINE = "caption_engine"
    SHOW_CARDS = "show_cards"
    SHOW_CARD = "show_card"
    CHANGE_CARD = "change_card"
    CAPTIONER = "captioner"
    REMINDERS = "reminders"
    REMINDER_WAYS = "reminder_ways"
    REMINDER_GROUPS = "reminder_groups"
    CAPTION_WINDOW = "caption_window"
    BESIDE = "beside"


@dataclass(frozen=True)
class Visit:
    """A place, and which thing there (the name of a page, the id of a session)."""

    place: Place
    detail: str = ""


class Navigator:
    """The way the person came. The first visit is always home and is never dropped."""

    def __init__(self) -> None:
        self._trail = [Visit(Place.HOME)]
        self._watchers: list[Callable[[Visit], None]] = []

    @property
    def here(self) -> Visit:
        """Return where the person is."""
        return self._trail[-1]

    @property
    def can_go_back(self) -> bool:
        """Say whether Back leads anywhere."""
        return len(self._trail) > 1

    def watch(self, watcher: Callable[[Visit], None]) -> None:
        """Call `watcher` with the new visit after each move."""
        self._watchers.append(watcher)

    def go(self, place: Place, detail: str = "", *, anew: bool = False) -> None:
        """Go to a place; where one already is, it stays as it is, or begins `anew`."""
        visit = Visit(place, detail)
        if visit == self.here:
            if anew:
                self._tell()
            return
        if place is Place.HOME:
            self._trail = [visit]
        else:
            self._trail.append(visit)
        self._tell()

    def back(self) -> None:
        """Go back one place; at home it does nothing."""
        if self.can_go_back:
            self._trail.pop()
            self._tell()

    def replace(self, place: Place, detail: str = "") -> None:
        """Go to a place so that Back skips the present one (a step that is over)."""
        if self.can_go_back:
            self._trail.pop()
        self.go(place, detail) if Visit(place, detail) != self.here else self._tell()

    def back_to(self, place: Place) -> None:
        """Go back to the last visit of a place: several steps are over; else go there."""
        found = [at for at, visit in enumerate(self._trail) if visit.place is place]
        if found:
            del self._trail[found[-1] + 1 :]
            self._tell()
        else:
            self.replace(place)

    def _tell(self) -> None:
        for watcher in list(self._watchers):
            watcher(self.here)


class OwnWindowState:
    """Whether captions stand in a window of their own, beside the one with all the places.

    `is_whole`: it fills the screen. `is_due`: a session has begun, and nobody has been taken
    to the captions yet.
    """

    def __init__(self) -> None:
        self.is_open = False
        self.is_whole = False
        self.is_due = False
        self._watchers = Watchers()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    def open(self, *, whole: bool = False) -> None:
        """Open the window, or show it again where it is hidden by others."""
        self.is_open, self.is_whole = True, whole
        self._watchers.tell()

    def close(self) -> None:
        """Close it; captions go on."""
        if self.is_open:
            self.is_open = False
            self._watchers.tell()


class BesideMeeting:
    """Whether a meeting is open that Parlour stands beside, and in which shape it does.

    `shape` is the one that this screen has room for: the window finds it.
    """

    def __init__(self) -> None:
        self.is_open = False
        self.is_large = False
        self.shape: Shape = "window"
        self._watchers = Watchers()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    def begin(self) -> None:
        """Stand beside a meeting that has just been opened."""
        self.is_open, self.is_large = True, False

    def end(self) -> None:
        """Be a window again: the person has left the meeting."""
        self.is_open = False
        self._watchers.tell()

    def make_large(self, large: bool) -> None:
        """Be a window for a while, with everything in it; or go back beside the meeting."""
        self.is_large = large
        self._watchers.tell()
