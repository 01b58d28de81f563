"""The practice session is always now, and nobody else's session is it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from desktop.groups.cards import parse_card
from desktop.groups.saved_groups import sources_of
from desktop.joining.join import plan_join
from desktop.links.policy import judge
from desktop.sessions.practice import (
    PRACTICE_HOST,
    PRACTICE_ID,
    PRACTICE_LINK,
    is_practice,
    practice_session,
)
from desktop.sessions.upcoming import is_open
from tests.support.group_cards import card_bytes

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 13, 50, 31, tzinfo=LONDON)
CLOCKS_GO_BACK = datetime(2026, 10, 24, 23, 10, tzinfo=UTC)
CLOCKS_GO_FORWARD = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)


def test_it_is_open_at_any_moment_also_while_the_clocks_change() -> None:
    nights = (CLOCKS_GO_BACK, CLOCKS_GO_FORWARD)
    moments = [night + timedelta(minutes=10 * step) for night in nights for step in range(18)]
    for moment in (NOW, NOW.replace(hour=23, minute=59, second=59), *moments):
        now = moment.astimezone(LONDON)
        session = practice_session("Practice", now)
        assert plan_join(session.start, session.end, now).can_join, now
        assert is_open(session, now), now
        length = session.end.astimezone(UTC) - session.start.astimezone(UTC)
        assert length == timedelta(minutes=30)
        assert session.start.tzinfo is LONDON


def test_its_link_is_allowed_by_the_rules_of_every_link_and_by_no_other_way() -> None:
    assert judge(PRACTICE_LINK, allowed_hosts=[PRACTICE_HOST]).opens == PRACTICE_LINK
    assert judge(PRACTICE_LINK).verdict != "allow"


@pytest.mark.parametrize("pretended", [{"source": "4f2a"}, {"id": "4f2a"}])
def test_a_session_of_a_calendar_is_never_it(pretended: dict[str, str]) -> None:
    ours = practice_session("Practice", NOW)
    assert is_practice(ours)
    assert not is_practice(msgspec.structs.replace(ours, **pretended))


def test_no_calendar_of_a_card_can_have_its_id() -> None:
    sources = sources_of(parse_card(card_bytes(group__id=PRACTICE_ID)))
    assert sources and all(source.id != PRACTICE_ID for source in sources)
