"""Years as authors write them: `1606`, `800`, `44 BC`, `-44`, `about 1606`, `1603-1606`."""

from __future__ import annotations

import re

from studyguide.model import Year

HOW = "write it as in `1606`, `44 BC`, `about 1606` or `1603-1606`"
NO_YEAR_0 = "there is no year 0: after 1 BC comes 1 AD"
EARLIER_FIRST = "write the earlier year first, and both in full"
MINUS = "-−"
DOT = re.compile(r"(?<=[a-z])\.", re.IGNORECASE)
"""The dot of `c.` and of `B.C.`, and not that of a number."""
ONE = rf"(?P<{{0}}_ad>AD\s*)?(?P<{{0}}>[{MINUS}]?[0-9]{{{{1,4}}}})(?:\s*(?P<{{0}}_era>BCE?|AD|CE))?"
YEARS = re.compile(
    rf"(?P<about>(?:about|around|circa|ca|c)\s*)?{ONE.format('first')}"
    rf"(?:\s*(?:[-–—]|\bto\b)\s*{ONE.format('last')})?",
    re.IGNORECASE,
)
BEFORE, AFTER = ("BC", "BCE"), ("AD", "CE")


def read_year(text: str) -> Year | str:
    """The year or years that a text names; if it names none, what to write instead."""
    found = YEARS.fullmatch(DOT.sub("", text.strip()))
    if found is None:
        return HOW
    last_era = _era(found, "last")
    first = _number(found["first"], _era(found, "first") or (last_era if last_era == "BC" else ""))
    last = _number(found["last"], last_era) if found["last"] else first
    if first is None or last is None:
        return HOW
    if 0 in (first, last):
        return NO_YEAR_0
    return Year(first, last, bool(found["about"])) if first <= last else EARLIER_FIRST


def _era(found: re.Match[str], name: str) -> str:
    """`BC`, `AD`, or nothing where the text does not say."""
    era = (found[f"{name}_era"] or found[f"{name}_ad"] or "").strip().upper()
    return "BC" if era in BEFORE else "AD" if era in AFTER else ""


def _number(digits: str, era: str) -> int | None:
    """A year as a number, negative before Christ; None where sign and era do not agree."""
    below = digits[0] in MINUS
    number = int(digits.lstrip(MINUS))
    if below and era == "AD":
        return None
    return -number if below or era == "BC" else number
