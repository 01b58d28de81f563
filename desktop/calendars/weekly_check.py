"""Validates a session that somebody typed: its name, its time, its link, number and codes."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from desktop.groups.card_rules import check_rule
from desktop.links.phone import dial_in
from desktop.sessions.weekly import WeeklyRule
from resources.declared import Problem

_CODE = re.compile(r"[\d#*,; \u00a0-]{0,80}", re.ASCII)
_PASSCODE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]{0,60}")


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
    if rule.code and not _CODE.fullmatch(rule.code):
        raise WeeklyPhoneWrong
    if not _PASSCODE.fullmatch(rule.passcode) or (rule.every == 0 and rule.starts is None):
        raise WeeklyRuleWrong
    try:
        check_rule(replace(rule, room="", phone="", code="", passcode="", every=rule.every or 1))
    except Problem:
        raise WeeklyRuleWrong from None
