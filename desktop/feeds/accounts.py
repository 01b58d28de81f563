"""Kinds of CalDAV account, and CalDAV discovery with problems a person can act on."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.feeds import problems
from desktop.feeds.caldav import CalDavCalendar, Discovery
from resources.declared import Problem
from resources.platform.blocking import run_in_thread


@dataclass(frozen=True)
class Account:
    """A kind of account. `address` is "" where each person's is another.

    `account.<id>` is its name, `account.<id>.hint` who has one, `account.<id>.password`
    says where an app password is made.
    """

    id: str
    address: str = ""


ACCOUNTS = (
    Account("icloud", "https://caldav.icloud.com"),
    Account("fastmail", "https://caldav.fastmail.com"),
    Account("nextcloud"),
    Account("other"),
)


class AccountAddressWrong(Problem):
    """That is no address at all."""

    key = "account_address_wrong"


class AccountNotPrivate(Problem):
    """The address is not encrypted: the password could be read on the way."""

    key = "account_not_private"


class AccountLeadsUnsafe(Problem):
    """The server itself sends us on to an address that is not encrypted."""

    key = "account_leads_unsafe"


class AccountNotReached(Problem):
    """Nothing answers at that address."""

    key = "account_not_reached"


class NoAccountThere(Problem):
    """There is a web server, but none for calendars."""

    key = "no_account_there"


class NoCalendarsThere(Problem):
    """The account was opened and has no calendar that can hold sessions."""

    key = "no_calendars_there"


def account(identity: str) -> Account:
    """Return a kind of account; the last one for what is none."""
    return next((one for one in ACCOUNTS if one.id == identity), ACCOUNTS[-1])


async def find_calendars(
    address: str, user: str, password: str, agreed: tuple[str, ...] = ()
) -> list[CalDavCalendar]:
    """Ask a CalDAV server which calendars there are to choose from; adds nothing.

    Raises `AnotherHost` where the address leads to a place that is not `agreed` to.
    """
    return await run_in_thread(lambda: calendars_of(address, user, password, agreed))


def calendars_of(
    address: str, user: str, password: str, agreed: tuple[str, ...] = ()
) -> list[CalDavCalendar]:
    """Return the calendars of one person's account, at least one. Blocking.

    `agreed` are other places that may have the password. Raises the problems above,
    `AnotherHost`, `PasswordWrong`, or another `CalendarProblem`.
    """
    try:
        found = Discovery((user, password), agreed=agreed).calendars(address)
    except problems.BadAddress:
        raise AccountAddressWrong from None
    except problems.NotPrivate:
        raise AccountNotPrivate from None
    except problems.NetworkSignIn:  # what came was encrypted, so it was no network's page
        raise AccountLeadsUnsafe from None
    except problems.NoConnection:
        raise AccountNotReached from None
    except problems.CalendarGone:
        raise NoAccountThere from None
    if not found:
        raise NoCalendarsThere
    return found
