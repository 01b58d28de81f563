"""Parses dial-in numbers and codes: how they are shown, read aloud and put in a `tel:` link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.links.spelling import grouped, spelled
from resources.words import Words

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

HOME_REGION = "GB"
"""The person's own country (ISO 3166)."""

_ONE_NUMBER = r"[0-9 ().+/\-]+"
"""One number and nothing else, however it is spaced."""

_DIRECTORY = r"(?<![0-9])(?:(?:\+|00) ?44 ?)?118[ .-]?[0-9]{3}(?![0-9])"
"""The numbers that tell other numbers, in Britain: short, and the dearest of all."""

_SHORT_CODE = r"[5-8][0-9]{4}"
"""What British mobile telephones call at a premium rate, such as 70700."""

_DEAR_LANDS = frozenset({870, 878, 881, 882, 883, 979})
"""Country codes of satellites, of personal numbers of no country, and of premium services."""

_DEAR_AT_HOME = ("9", "84", "87", "70", "118")
"""How dear numbers begin in Britain, for those that are too short or too long to be known."""

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class PhoneJoin:
    """How to join by phone.

    `number` as shown, in spaced groups ("020 7946 0000"), `code` the digits to
    press when asked ("123 456 #") or nothing, `link` the `tel:` link to offer
    after a yes, None where it must not be opened. `costs_extra` marks numbers at a
    premium rate, which swindlers like.
    """

    number: str
    code: str = ""
    link: str | None = None
    costs_extra: bool = False

    def spoken_number(self, words: Words) -> str:
        """Return the number for reading aloud, a pause between groups."""
        return spelled(self.number, words)

    def spoken_code(self, words: Words) -> str:
        """Return the code for reading aloud."""
        return spelled(self.code, words)


def dial_in(number: str, pin: str = "", *, region: str = HOME_REGION) -> PhoneJoin | None:
    """Return how to join by `number`, a person's own country being `region` (ISO 3166).

    None for a number that commands the telephone (`*` or `#` at the start, which
    can divert calls), for emergency numbers, and for what is no number at all.
    """
    bare = number.strip()
    if not re.fullmatch(r"\+?[0-9][0-9 ().\-/]{4,24}", bare):
        return None
    parsed = _parsed(bare, region)
    code = _code(pin)
    if parsed is None:
        digits = re.sub(r"[^0-9+]", "", bare)
        return PhoneJoin(grouped(digits), code)
    return PhoneJoin(_shown(parsed, region), code, _link(parsed), _costs_extra(parsed))


def costs_extra(written: str, *, region: str = HOME_REGION) -> bool:
    """Say whether what is written is, or holds, a number that costs more than a call does."""
    import phonenumbers

    bare = re.sub(r"[^0-9+]", "", written) if re.fullmatch(_ONE_NUMBER, written) else ""
    number = dial_in(bare, region=region)
    if number is not None and number.costs_extra:
        return True
    if re.search(_DIRECTORY, written) or re.fullmatch(_SHORT_CODE, bare):
        return True
    possible = phonenumbers.Leniency.POSSIBLE
    found = phonenumbers.PhoneNumberMatcher(written, region, leniency=possible)
    return any(_costs_extra(match.number) for match in found)


def _parsed(number: str, region: str) -> PhoneNumber | None:
    """Read a number; None where no such number can exist."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None


def _shown(parsed: PhoneNumber, region: str) -> str:
    """Write a number as people at home write it; from abroad with its country's code."""
    import phonenumbers

    at_home = phonenumbers.country_code_for_region(region) == parsed.country_code
    kinds = phonenumbers.PhoneNumberFormat
    text = phonenumbers.format_number(parsed, kinds.NATIONAL if at_home else kinds.INTERNATIONAL)
    return " ".join(re.findall(r"\+?[0-9]+", text))


def _link(parsed: PhoneNumber) -> str:
    import phonenumbers

    return f"tel:{phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)}"


def _costs_extra(parsed: PhoneNumber) -> bool:
    import phonenumbers

    if parsed.country_code in _DEAR_LANDS:
        return True
    kinds, kind = phonenumbers.PhoneNumberType, phonenumbers.number_type(parsed)
    if kind == kinds.UNKNOWN and parsed.country_code == phonenumbers.country_code_for_region("GB"):
        return str(parsed.national_number).startswith(_DEAR_AT_HOME)
    return kind in (kinds.PREMIUM_RATE, kinds.SHARED_COST, kinds.PERSONAL_NUMBER)


def _code(pin: str) -> str:
    """Write a code in groups of 3, `#` and `*` apart but never in the next line.

    Pauses become a comma.
    """
    parts = (grouped(part) for part in re.split(r"[,;pwPW\s]+", pin) if part)
    return ", ".join(re.sub(r"\s*([#*])\s*", rf"{NO_BREAK}\1 ", part).strip() for part in parts)
