"""Finds the day, time, length, repetition and clock in a pasted text.

Nothing is guessed: a time that could be two is returned as both, what is unclear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from itertools import chain

from desktop.calendars.invitation_words import InvitationWords, invitation_words, one_of
from desktop.calendars.typed_time import EitherHalf
from desktop.ical.time_zones import named, zone_name
from desktop.ical.zone_names import guessed
from desktop.sessions.weekly import WEEKDAYS, Weekday

SHORTEST_MINUTES = 5
LONGEST_MINUTES = 600
"""What is longer than that is no session."""
ZONE_AHEAD = 70
"""Characters behind a time in which the name of its clock is looked for."""

_IANA = re.compile(r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific|Etc)/[\w/+-]+")
_DISPLAY = re.compile(r"\((?:UTC|GMT)\s*[+\u2212-]\d\d:\d\d\)[^\n]*")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2}(?!\d))?(?![\d/-])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_EDGE = r"(?<![\w’'])"
_STOP = r"(?![\w’'])"


@dataclass(frozen=True)
class PastedTime:
    """What a text says of when. `every` counts weeks, 0 where nothing is said of that.

    `is_seldom`: it is regular, but not by weeks. `zone` is an IANA name, or "" for the
    person's own clock.
    """

    day: Weekday | None = None
    on: date | None = None
    at: time | EitherHalf | None = None
    minutes: int = 0
    every: int = 0
    is_seldom: bool = False
    zone: str = ""


@dataclass(frozen=True)
class _Patterns:
    """All patterns that are made of the words."""

    weekday: re.Pattern[str]
    short: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    span: re.Pattern[str]
    single: re.Pattern[str]
    noon: re.Pattern[str]
    hours: re.Pattern[str]
    minutes: re.Pattern[str]
    weekly: re.Pattern[str]
    fortnight: re.Pattern[str]
    seldom: re.Pattern[str]
    zone: re.Pattern[str]
    zone_label: re.Pattern[str]


def find_time(text: str, today: date) -> PastedTime:
    """Return what `text` says of when something is; a date without a year is the next one."""
    small = _small(text)
    days = _days(small)
    on, undated = _date(small, today, days)
    at, minutes, end = _clock(undated)
    every, is_seldom = _repeats(small)
    day = _only(days)
    if on is not None and day not in (None, WEEKDAYS[on.weekday()]):
        on = None  # it is of another year: only the day of the week can be relied on
    day = WEEKDAYS[on.weekday()] if on is not None else day
    zone = "" if end is None else _zone(text, text[end : end + ZONE_AHEAD])
    return PastedTime(day, on, at, minutes or _length(undated), every, is_seldom, zone)


def find_date(text: str, today: date) -> date | None:
    """Return the day that `text` names first, as `find_time` does."""
    small = _small(text)
    return _date(small, today, _days(small))[0]


def _small(text: str) -> str:
    """Return a text in small letters, each where it stood."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


# Days


def _days(small: str) -> list[Weekday]:
    """Return the days of the week that are named."""
    patterns, words = _patterns(), invitation_words()
    found = chain(patterns.weekday.finditer(small), patterns.short.finditer(small))
    return list({words.weekday(" ".join(one[1].split())) for one in found})


def _only(days: list[Weekday]) -> Weekday | None:
    return days[0] if len(days) == 1 else None


def _date(small: str, today: date, days: list[Weekday]) -> tuple[date | None, str]:
    """Return the first date of a text, and the text without any."""
    found: list[tuple[int, date]] = []
    kinds = (_iso_date, _day_month, _month_day, _numeric_date)
    patterns = _patterns()
    forms = (_ISO, patterns.day_month, patterns.month_day, _NUMERIC)
    for form, read in zip(forms, kinds, strict=True):
        for one in form.finditer(small):
            day = read(one, today, _only(days))
            if day is not None:
                found.append((one.start(), day))
        small = form.sub(lambda one: " " * len(one[0]), small)
    return (min(found)[1] if found else None), small


def _iso_date(found: re.Match[str], today: date, day: Weekday | None) -> date | None:
    return _made(int(found[1]), int(found[2]), int(found[3]))


def _day_month(found: re.Match[str], today: date, day: Weekday | None) -> date | None:
    return _next(found[3], invitation_words().month(found[2]), int(found[1]), today)


def _month_day(found: re.Match[str], today: date, day: Weekday | None) -> date | None:
    return _next(found[3], invitation_words().month(found[1]), int(found[2]), today)


def _numeric_date(found: re.Match[str], today: date, day: Weekday | None) -> date | None:
    """Read a date in figures: the day first, unless only the month first makes sense."""
    if not found[4] and found[2] != ".":
        return None
    first, second = int(found[1]), int(found[3])
    there = _next(found[4], second, first, today)
    other = _next(found[4], first, second, today)
    if there is None or other is None or day is None:
        return there or other
    is_other = WEEKDAYS[there.weekday()] != day == WEEKDAYS[other.weekday()]
    return other if is_other else there


def _next(year: str | None, month: int, day: int, today: date) -> date | None:
    """Return a date; without a year it is the next one, today at the earliest."""
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    soon = _made(today.year, month, day)
    return soon if soon is None or soon >= today else _made(today.year + 1, month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# The time of day, and how long


def _clock(small: str) -> tuple[time | EitherHalf | None, int, int | None]:
    """Return when it starts, its length as far as an end is told, and where that stood."""
    patterns = _patterns()
    for span in patterns.span.finditer(small):
        if _is_time(span, "") or _is_time(span, "2"):
            begin, end = _placed(span, "", "2"), _placed(span, "2", "")
            if begin is not None and end is not None:
                return *_between(begin, end), span.end()
    for one in chain(_times(small, is_sure=True), _times(small, is_sure=False)):
        at = _placed(one, "", "")
        if at is not None:
            return at, 0, one.end()
    noon = patterns.noon.search(small)
    return (time(12), 0, noon.end()) if noon else (None, 0, None)


def _times(small: str, *, is_sure: bool) -> Iterator[re.Match[str]]:
    """Yield numbers that are surely times, or those that have but an "at" before them."""
    for one in _patterns().single.finditer(small):
        if _is_time(one, "") if is_sure else one["at"]:
            yield one


def _is_time(found: re.Match[str], part: str) -> bool:
    return bool(found[f"m{part}"] or found[f"half{part}"] or found[f"oclock{part}"])


def _between(
    begin: time | EitherHalf, end: time | EitherHalf
) -> tuple[time | EitherHalf | None, int]:
    """Return the begin of a time from ... to ..., and how long that is."""
    begins = _halves(begin)
    lengths = [(_minutes(one, last), one) for one in begins for last in _halves(end)]
    minutes, nearest = min(lengths)
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        return begin, 0
    return (begin if isinstance(end, EitherHalf) else nearest), minutes


def _halves(at: time | EitherHalf) -> tuple[time, ...]:
    return (at.morning, at.later) if isinstance(at, EitherHalf) else (at,)


def _minutes(begin: time, end: time) -> int:
    ahead = (end.hour * 60 + end.minute - begin.hour * 60 - begin.minute) % (24 * 60)
    return ahead or 24 * 60


def _placed(found: re.Match[str], part: str, other: str) -> time | EitherHalf | None:
    """Return one time of a match; without a half of its own it has both, as the `other` may say."""
    hour, minute = int(found[f"h{part}"]), int(found[f"m{part}"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    words = invitation_words().time
    said = " ".join((found[f"half{part}"] or "").split())
    beside = " ".join((found[f"half{other}"] or "").split()) if other else ""
    is_24 = said in words.clock_24 or beside in words.clock_24 or found["first"]
    is_padded = found[f"h{part}"].startswith("0") and not said + beside
    if hour > 12 or hour == 0 or is_24 or is_padded:
        return time(hour % 24, minute)
    early, late = time(hour % 12, minute), time(hour % 12 + 12, minute)
    if said in words.before:
        return early
    return late if said in words.after else EitherHalf(early, late)


def _length(small: str) -> int:
    """Return how long it lasts where that is told in words, 0 where not."""
    patterns = _patterns()
    hours, minutes = patterns.hours.search(small), patterns.minutes.search(small)
    if hours is not None:
        number = hours["number"]
        whole = float(number.replace(",", ".")) if number[0].isdecimal() else 1.0
        is_half = hours["half"] or hours["half_more"]
        ahead = round(whole * 60) + (30 if is_half else int(hours["more"] or 0))
    else:
        ahead = int(minutes["number"]) if minutes is not None else 0
    return ahead if SHORTEST_MINUTES <= ahead <= LONGEST_MINUTES else 0


# How often, and by which clock


def _repeats(small: str) -> tuple[int, bool]:
    """Return how many weeks lie between two of them, 0 for not told; and whether it is seldom."""
    patterns = _patterns()
    if patterns.fortnight.search(small):
        return 2, False
    if patterns.seldom.search(small):
        return 0, True
    return (1 if patterns.weekly.search(small) else 0), False


def _zone(text: str, behind: str) -> str:
    """Return the IANA name of the clock that a text means, "" where it tells none."""
    iana = _IANA.search(text)
    if iana is not None and named(iana[0]) is not None:
        return iana[0]
    patterns = _patterns()
    shown = _DISPLAY.search(text)
    if shown is not None:
        return _guessed_zone(shown[0])
    label = patterns.zone_label.search(text)
    return _named_zone(label[1] if label else behind)


def _named_zone(told: str) -> str:
    """Return the zone that a text begins with; its words are known, or a program's own."""
    told = told.strip(" ,(\xa0")
    found = _patterns().zone.match(told)
    if found is not None:
        said = " ".join(found[0].split())
        zones = invitation_words().zones.items()
        return next(zone for zone, names in zones if said in names or said.lower() in names)
    return _guessed_zone(re.split(r"[\n.;]|\s{3,}", told, maxsplit=1)[0].strip(" )"))


def _guessed_zone(shown: str) -> str:
    """Return the zone that a program shows by this name, "" where none is sure."""
    zone = guessed(shown.strip())
    name = zone_name(zone) if zone is not None else ""
    return name if "/" in name else ""


# The patterns


@cache
def _patterns() -> _Patterns:
    words = invitation_words()
    days = one_of(chain.from_iterable(words.weekdays.values()))
    short = one_of(chain.from_iterable(words.short.values()))
    months = one_of(chain.from_iterable(words.months.values()))
    nth = r"(?:st|nd|rd|th|er|ydd|fed|af|ain|eg|\.)?"
    year = r"(?:,?\s+(?:r\.\s*)?(\d{4})(?![\d:]))?"
    ahead = rf"\s*(?:\d|(?:{months})\b)"
    day = r"([0-3]?\d)"
    return _Patterns(
        weekday=_whole(f"({days})"),
        short=re.compile(rf"{_EDGE}((?:{short})(?=[.,]{{1,2}}{ahead})|(?:sat|sun)(?=\s{ahead}))"),
        day_month=re.compile(
            rf"(?<![\d:./]){day}{nth}\s*(?:(?:of|o|de)\s+)?\b({months})\.?{_STOP}{year}"
        ),
        month_day=re.compile(rf"{_EDGE}({months})\.?\s+{day}{nth}(?![\d:])(?!\s*[ap]\.?m\b){year}"),
        **_clock_patterns(words),
        **_repeat_patterns(words, days),
        zone=re.compile(_zone_pattern(words)),
        zone_label=re.compile(rf"(?i:{one_of(words.labels.zone)})\s*:\s*([^\n]+)"),
    )


def _clock_patterns(words: InvitationWords) -> dict[str, re.Pattern[str]]:
    halves = one_of((*words.time.before, *words.time.after, *words.time.clock_24))
    at, first = one_of(words.time.at), one_of(words.time.clock_24_first)

    def one(part: str) -> str:
        minute = rf"(?:\s?[:.h]\s?(?P<m{part}>\d\d)(?!\d)(?::\d\d)?)?"
        oclock = rf"(?:\s*(?P<oclock{part}>{one_of(words.time.oclock)}))?"
        half = rf"(?:\s*(?P<half{part}>{halves}){_STOP})?"
        return rf"(?P<h{part}>\d{{1,2}}){minute}{oclock}{half}"

    begin = rf"(?:{_EDGE}(?P<first>{first})\s*|(?<![\w:.,/+#*-])){one('')}"
    until = rf"\s*(?:{one_of(words.time.to)})\s*(?:(?:{first})\s*)?"
    number = rf"(?P<number>\d{{1,3}}(?:[.,]5)?|{one_of(words.length.one)})"
    hours, minutes = one_of(words.length.hours), one_of(words.length.minutes)
    lasts = rf"{_EDGE}(?:{one_of(words.length.lasts)})\s*:?\s*"
    half = r"\s+and\s+a\s+half"
    more = rf"\s*(?:(?:and|und|et|i|a)\s*)?(?P<more>\d{{1,2}})\s*(?:{minutes})?{_STOP}"
    return {
        "span": re.compile(rf"{begin}{until}{one('2')}(?![\d:])"),
        "single": re.compile(rf"(?P<at>{_EDGE}(?:{at})\s*)?{begin}(?![\d:])"),
        "noon": _whole(f"(?:{one_of(words.time.noon)})"),
        "hours": re.compile(
            rf"{lasts}(?:{number}(?P<half>{half})?\s*)(?:{hours})"
            rf"(?:(?P<half_more>{half})|{more}|{_STOP})"
        ),
        "minutes": re.compile(rf"{lasts}(?P<number>\d{{1,3}})\s*(?:{minutes}){_STOP}"),
    }


def _repeat_patterns(words: InvitationWords, days: str) -> dict[str, re.Pattern[str]]:
    repeats = words.repeats
    names = set(chain.from_iterable(words.weekdays.values()))
    plural = one_of(name for name in names if name.removesuffix("s") in names - {name})
    every = rf"(?:{one_of(repeats.every)})\s+(?:{days})"
    second = rf"(?:{one_of(repeats.fortnight_day)})\s+(?:{days})"
    return {
        "weekly": _whole(rf"(?:{one_of(repeats.weekly)}|{every}|{plural})"),
        "fortnight": _whole(rf"(?:{one_of(repeats.fortnight)}|{second})"),
        "seldom": _whole(rf"(?:{one_of(repeats.seldom)})"),
    }


def _zone_pattern(words: InvitationWords) -> str:
    """Abbreviations count in capitals only: "est" and "et" are words too."""
    every = list(chain.from_iterable(words.zones.values()))
    capitals = one_of(name for name in every if name.isupper())
    others = one_of(name for name in every if not name.isupper())
    others = one_of(name for name in every if not name.isupper())
    return rf"(?:{capitals})(?![\w’'+\u2212-])|(?i:{others}){_STOP}"


def _whole(pattern: str) -> re.Pattern[str]:
    """Match whole words only."""
    return re.compile(rf"{_EDGE}{pattern}{_STOP}")
