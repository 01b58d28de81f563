"""Validates a weekly session that somebody typed: its name, its time, its link and number."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from desktop.groups.card_rules import check_rule
from desktop.links.phone import dial_in
from desktop.sessions.weekly import WeeklyRule
from resources.declared import Problem


class WeeklyRuleWrong(Problem):
    """It lacks a name, or has a day or time that is none."""

    key = "weekly_rule_wrong"


class WeeklyRoomWrong(Problem):
    """Its link is not one of a meeting that may be opened."""

    key = "weekly_room_wrong"


class WeeklyPhoneWrong(Problem):
    """Its number is not one to join a meeting by."""

    key = "weekly_phone_wrong"


def check_weekly(rule: WeeklyRule, may_open: Callable[[str], bool]) -> None:
    """Check a rule that somebody typed. Raises one of the problems above.

    A link with a passcode in it is fine here: it stays on this computer.
    """
    if rule.room and not may_open(rule.room):
        raise WeeklyRoomWrong
    if rule.phone and dial_in(rule.phone) is None:
        raise WeeklyPhoneWrong
    try:
        check_rule(replace(rule, room="", phone=""))
    except Problem:
        raise WeeklyRuleWrong from None
