"""The week on paper: days, times and how to take part; no link, no code, nothing private."""

from __future__ import annotations

from datetime import timedelta

from tests.support.example import SESSIONS, ZOOM, Example, Row
from tests.support.paper import pages_of
from tests.support.scenes import with_sessions
from ui.printing.sheet import as_pdf
from ui.printing.week import week_sheet


async def test_each_session_says_when_and_how(example: Example) -> None:
    await with_sessions(example, *SESSIONS)
    words = " ".join("".join(pages_of(as_pdf(week_sheet(example)))).split())
    assert "Tuesday 24 November Tuesday Tea Group" in words
    assert "On Zoom. Open Parlour and press Join now. By phone: 020 3481 5237" in words
    assert "Cancelled:" in words and "Film night" in words
    assert "Where: The park gate" in words
    assert "Book club" not in words  # that is in 8 days


async def test_nothing_secret_is_on_it(example: Example) -> None:
    told = Row("told", "Tea 812 3456 7890", timedelta(hours=1), "LOCATION:Room\\, passcode tea")
    await with_sessions(example, SESSIONS[0], told)
    words = "".join(pages_of(as_pdf(week_sheet(example))))
    assert "A session" in words
    for secret in (ZOOM, "zoom.us", "81234567890", "812 3456", "passcode tea", "http", "pwd"):
        assert secret not in words


async def test_the_helper_is_last(example: Example) -> None:
    await example.settle_in()
    assert week_sheet(example).pieces[-1].above == "Your helper: Ruth"
    assert week_sheet(example).pieces[-1].name == "020 7946 0018"
