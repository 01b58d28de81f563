"""Calendars with a password: found, chosen, refused in plain words, and signed in to again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit

from desktop.feeds.accounts import find_calendars
from tests.support.calendar_scenes import fields, locked_out, secret_field, sign_in
from tests.support.dav_server import DAV_LOGIN, DavServer, dav_served
from tests.support.example import Example, calendar
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from ui.navigation import Place


@pytest.fixture
def server() -> Iterator[DavServer]:
    with dav_served(calendar()) as running:
        yield running


async def test_from_the_kind_of_account_to_its_calendars(
    example: Example, go_to: Opener, server: DavServer
) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    await press(window, "It is in my e-mail account")
    await press(window, "Nextcloud")
    assert has(window, "A password made for Parlour alone is best.")
    await sign_in(window, server.address)
    await until(lambda: has(window, "Which calendar is your group's?"))
    await press(window, "Add Walking")
    await until(lambda: has(window, "Walking is added. It has 0 sessions"))
    await press(window, "Add Tuesday Tea")
    await until(lambda: has(window, "Tuesday Tea is added. It has 5 sessions"))
    await press(window, "I have added what I need")
    assert example.navigator.here.place is Place.CALENDAR
    assert has(window, "Remove Walking") and has(window, "Remove Tuesday Tea")


async def test_a_known_account_needs_no_address(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.SIGN_IN, "icloud")
    assert has(window, "Sign in to iCloud")
    assert len(fields(window)) == 2
    assert window.focusWidget() is fields(window)[0].line


async def test_what_is_missing_is_said_beside_it(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SIGN_IN, "other")
    fields(window)[0].set_text("cloud.example.org")
    await press(window, "Find my calendars")
    assert has(window, "Fill this in first.")
    assert window.focusWidget() is fields(window)[1].line


@pytest.mark.parametrize(
    "wrong",
    [
        ("", "wrong", "That name and password do not match."),
        ("http://127.0.0.1:1/", DAV_LOGIN[1], "Nothing answers at that address."),
        ("http://cloud.example.org/", DAV_LOGIN[1], "That address is not safe"),
        ("my cloud", DAV_LOGIN[1], "That is not the address of an account."),
    ],
)
async def test_each_failure_has_its_words_and_what_was_typed_stays(
    example: Example, go_to: Opener, server: DavServer, wrong: tuple[str, str, str]
) -> None:
    address, password, sentence = wrong
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.SIGN_IN, "other")
    await sign_in(window, address or server.address, password)
    await until(lambda: has(window, sentence))
    typed = [field.text() for field in fields(window)]
    assert typed == [address or server.address, DAV_LOGIN[0], password]
    assert example.calendars.sources == ()


async def test_an_account_that_leads_to_an_unprotected_address_says_so(
    example: Example, go_to: Opener, server: DavServer
) -> None:
    server.elsewhere["/"] = "http://cloud.example.org"
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.SIGN_IN, "other")
    await sign_in(window, server.address)
    await until(lambda: has(window, "That account leads to an address that is not safe."))


async def test_an_account_without_calendars_says_so(
    example: Example, go_to: Opener, server: DavServer
) -> None:
    server.names = ()
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.SIGN_IN, "other")
    await sign_in(window, server.address)
    await until(lambda: has(window, "You are signed in. But this account has no calendar"))


async def test_a_password_goes_elsewhere_only_after_a_yes(
    example: Example, go_to: Opener, server: DavServer
) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.SIGN_IN, "other")
    with dav_served(calendar()) as typed:
        typed.elsewhere["/"] = server.address
        await sign_in(window, typed.address)
        await until(lambda: has(window, "Is your account kept there?"))
        assert has(window, server.address.removeprefix("http://"))
        no = button(window, "No, do not send it")
        await until(lambda: no.visibleRegion().boundingRect() == no.rect())
        await press(window, "No, do not send it")
        assert not has(window, "Is your account kept there?")
        assert fields(window)[0].text() == typed.address
        assert set(server.heard) == {None}
        await press(window, "Find my calendars")
        await until(lambda: has(window, "Is your account kept there?"))
        await press(window, "Yes, send my password there")
        await until(lambda: has(window, "Which calendar is your group's?"))
    assert set(server.heard) > {None}
    await press(window, "Add Tuesday Tea")
    await until(lambda: has(window, "Tuesday Tea is added. It has 5 sessions"))


async def test_the_password_can_be_seen_and_hidden_again(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SIGN_IN, "other")
    line = secret_field(window).line
    assert isinstance(line, QLineEdit)
    line.setText("open sesame")
    assert line.displayText() != "open sesame"
    view = QAccessible.queryAccessibleInterface(line)
    assert view is not None and "sesame" not in view.text(QAccessible.Text.Value)
    await press(window, "Show the password")
    assert line.displayText() == "open sesame"
    await press(window, "Hide the password")
    assert line.displayText() != "open sesame"


async def test_a_password_that_stopped_working_is_typed_again(
    example: Example, go_to: Opener
) -> None:
    await locked_out(example)
    window = await go_to(Place.HOME)
    assert has(window, "The password for Tuesday Tea does not work any more.")
    assert has(window, "Tuesday Tea Group")  # its last good copy is still there
    await press(window, "Type the password again")
    assert example.navigator.here.place is Place.SIGN_IN_AGAIN
    secret_field(window).set_text("also wrong")
    await press(window, "Use this password")
    await until(lambda: has(window, "We could not reach"))
    assert secret_field(window).text() == "also wrong"


async def test_the_new_password_is_used_from_then_on(
    example: Example, go_to: Opener, server: DavServer
) -> None:
    await example.calendars.unlock(example.vault)
    found = await find_calendars(server.address, *DAV_LOGIN)
    await example.calendars.add_caldav(found[0], *DAV_LOGIN)
    server.password = "changed"
    await example.agenda.check_now()
    window = await go_to(Place.SIGN_IN_AGAIN, example.calendars.sources[0].id)
    secret_field(window).set_text("nonsense")
    await press(window, "Use this password")
    await until(lambda: has(window, "That name and password do not match."))
    secret_field(window).set_text("changed")
    await press(window, "Use this password")
    await until(lambda: has(window, "The password works."))
    assert example.agenda.locked_out == ()
    await example.agenda.check_now()
    assert example.agenda.locked_out == ()
    kept = [example.vault.get(name) for name in example.vault.names() if "password" in name]
    assert [secret.reveal() for secret in kept if secret] == ["changed"]
