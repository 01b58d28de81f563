"""The errors of reading a calendar, one class for each, with its own words.

`lasting` problems need a person: the address must be changed. The others are
tried again, later and later.
"""

from __future__ import annotations

from resources.declared import Problem


class CalendarProblem(Problem):
    """A calendar could not be read this time; what was read before stays."""

    lasting = False
    wait = 0
    """Seconds to wait at least before the next check: what the server asked for, if it did."""


class NeedsPassword(CalendarProblem):
    """401, 403, or a page that asks for a password."""

    key = "calendar_needs_password"
    lasting = True


class PasswordWrong(NeedsPassword):
    """The server of an account does not take this name and password (any more)."""

    key = "calendar_password_wrong"
    wait = 3600
    """Many servers shut an account that is asked again and again with a wrong password."""


class NotAllowed(CalendarProblem):
    """403 from the server of an account: it knows who asks, and does not give this calendar."""

    key = "calendar_not_allowed"
    lasting = True


class AddressLost(CalendarProblem):
    """The safe place for links no longer has the link or the password of a calendar."""

    key = "calendar_address_lost"
    lasting = True


class FileChanged(CalendarProblem):
    """The file is not as it was when its preview was shown."""

    key = "file_changed"


class CalendarRemoved(CalendarProblem):
    """The calendar was taken off the list meanwhile."""

    key = "calendar_removed"
    lasting = True


class CalendarGone(CalendarProblem):
    """404 or 410: there is no calendar at that address any more."""

    key = "calendar_gone"
    lasting = True


class TooManyRequests(CalendarProblem):
    """429: the server asks us to come back later; `wait` says when."""

    key = "calendar_busy"


class ServerTrouble(CalendarProblem):
    """5xx, or an answer that makes no sense."""

    key = "calendar_server_trouble"


class NoConnection(CalendarProblem):
    """The name of the server cannot be found, or nothing answers."""

    key = "calendar_no_connection"


class NotTrusted(CalendarProblem):
    """The server cannot prove who it is (TLS)."""

    key = "calendar_not_trusted"


class NetworkSignIn(CalendarProblem):
    """The network wants a sign-in first (a captive portal)."""

    key = "calendar_network_sign_in"


class WebPage(CalendarProblem):
    """A web page came instead of a calendar."""

    key = "calendar_web_page"


class NotACalendar(CalendarProblem):
    """Something came that is not a calendar."""

    key = "calendar_not_a_calendar"


class EmptyCalendar(CalendarProblem):
    """Nothing came at all."""

    key = "calendar_empty"


class CutShort(CalendarProblem):
    """The calendar stopped before its end."""

    key = "calendar_cut_short"


class TooLarge(CalendarProblem):
    """The calendar is larger than we read."""

    key = "calendar_too_large"
    lasting = True


class TooSlow(CalendarProblem):
    """The calendar did not come in time."""

    key = "calendar_too_slow"


class UnsafeRedirect(CalendarProblem):
    """The address leads to a place it must not lead to."""

    key = "calendar_unsafe_redirect"
    lasting = True


class AnotherHost(UnsafeRedirect):
    """The address leads to another place, and the password was not sent there.

    `address` is where it leads; details: `host`, its name, to be agreed to.
    """

    key = "calendar_another_host"
    address = ""


class BadAddress(CalendarProblem):
    """That is no address of a calendar."""

    key = "calendar_bad_address"
    lasting = True


class NotPrivate(CalendarProblem):
    """The address is not encrypted (http), so anybody on the way could change it."""

    key = "calendar_not_private"
    lasting = True


class FileMissing(CalendarProblem):
    """There is no such file."""

    key = "calendar_file_missing"
    lasting = True


class FileUnreadable(CalendarProblem):
    """The file cannot be opened."""

    key = "calendar_file_unreadable"
    lasting = True


class FileStrange(CalendarProblem):
    """What was opened is no file, but a FIFO or a device: reading it might never end."""

    key = "not_a_file"
    lasting = True


class SomeLeftOut(CalendarProblem):
    """Some events could not be read; the others are shown."""

    key = "calendar_some_left_out"


class TooMuch(CalendarProblem):
    """The calendar holds more than could be read in time."""

    key = "calendar_too_much"


class ClockWrong(CalendarProblem):
    """This computer's clock and the server's are more than 5 minutes apart."""

    key = "calendar_clock_wrong"


def is_lasting(problem: Problem) -> bool:
    """Say whether trying again cannot help: a person has to change something."""
    return isinstance(problem, CalendarProblem) and problem.lasting
