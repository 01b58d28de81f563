"""A rule is asked of the days of a window, and says what dateutil says of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.ical.rule_dates import RuleDates

START = datetime(2015, 6, 1, 19, 30)
FIRST, LAST = date(2026, 3, 1), date(2026, 12, 31)

PARTS = {
    "BYMONTH": ["1", "3,4,12"],
    "BYMONTHDAY": ["1,29,31", "-1,-31", "15"],
    "BYDAY": ["MO,TH", "SU", "SA,SU,MO"],
    "BYHOUR": ["9,18"],
    "BYSETPOS": ["1", "-1,2"],
}
COUNTED = {"COUNT": ["1", "40", "900"], "UNTIL": ["20260801T120000"]}
BY_FREQUENCY: dict[str, dict[str, list[str]]] = {
    "DAILY": {},
    "WEEKLY": {"WKST": ["SU", "MO", "WE"]},
    "MONTHLY": {"BYDAY": ["1TU,-1FR", "MO,WE", "5SA"]},
    "YEARLY": {"BYDAY": ["1TU,-1FR", "20MO", "SU"], "BYYEARDAY": ["1,-1,200"]},
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Write a rule that makes sense."""
    frequency = draw(st.sampled_from(sorted(BY_FREQUENCY)))
    choices = PARTS | BY_FREQUENCY[frequency]
    if frequency == "WEEKLY":  # dateutil counts places from the first day of a first week
        choices = {name: values for name, values in choices.items() if name != "BYSETPOS"}
    names = draw(st.lists(st.sampled_from(sorted(choices)), unique=True, max_size=3))
    said = {name: draw(st.sampled_from(choices[name])) for name in names}
    end = draw(st.sampled_from(["", *COUNTED]))
    if end:
        said[end] = draw(st.sampled_from(COUNTED[end]))
    days = said.get("BYDAY", "")
    is_never = "BYMONTHDAY" in said and ("BYYEARDAY" in said or any(map(str.isdigit, days)))
    is_never |= "BYMONTH" in said and ("BYYEARDAY" in said or days == "20MO")
    assume(not is_never)  # dateutil would look for them to the year 9999
    interval = draw(st.integers(1, 5))
    rest = "".join(f";{name}={value}" for name, value in said.items())
    return f"FREQ={frequency};INTERVAL={interval}{rest}"


@settings(max_examples=150, deadline=None)
@given(rule=rules(), days=st.integers(0, 4400))
def test_the_dates_are_those_of_dateutil(rule: str, days: int) -> None:
    start = START + timedelta(days=days)
    near = rrulestr(rule, dtstart=start, cache=False)
    first, end = datetime.combine(FIRST, datetime.min.time()), datetime(2027, 1, 1)
    theirs: list[datetime] = []
    for moment in near:
        if moment >= end:
            break
        if moment >= first:
            theirs.append(moment)
    assert list(RuleDates(rule, start).between(FIRST, LAST)) == theirs


@pytest.mark.parametrize(
    ("rule", "start", "days"),
    [
        ("FREQ=YEARLY;BYWEEKNO=20", date(2020, 5, 11), ["0511"]),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO", date(2020, 1, 1), ["1228"]),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=MO,-1FR", date(2020, 6, 1), ["0601", "0608", "0615"]),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 1, 31), ["0731", "1031"]),
        ("FREQ=WEEKLY;INTERVAL=30;WKST=SU", date(2026, 3, 1), ["0301", "0927"]),
        ("FREQ=DAILY;INTERVAL=999999999999999999999", date(2026, 3, 2), ["0302"]),
        ("FREQ=DAILY;UNTIL=20260303", date(2026, 3, 1), ["0301", "0302", "0303"]),
        ("FREQ=DAILY;COUNT=2;BYHOUR=9,18", date(2026, 3, 1), ["0301", "0302"]),
    ],
)
def test_dates_that_are_easy_to_get_wrong(rule: str, start: date, days: list[str]) -> None:
    found = list(RuleDates(rule, start).between(FIRST, LAST))
    assert [f"{moment:%m%d}" for moment in found[: len(days)]] == days


@pytest.mark.parametrize(
    "nonsense",
    ["BYDAY=XX", "BYDAY=1", "BYMONTH=13", "BYMONTHDAY=99", "BYHOUR=24", "WKST=X", "BYSETPOS=a"],
)
def test_a_rule_that_makes_no_sense_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError):
        list(RuleDates(f"FREQ=WEEKLY;{nonsense}", START).between(FIRST, LAST))


def test_a_rule_that_never_comes_true_ends() -> None:
    rule = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    assert list(RuleDates(rule, START).between(FIRST, LAST)) == []
