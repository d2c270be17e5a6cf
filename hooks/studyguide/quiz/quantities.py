"""Numbers, dates and times at the beginning of a short text, so that they can be put in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(r"^\D{0,12}?(\d[\d,]*(?:\.\d+)?)")
ODDS = re.compile(r"^\D{0,12}?(\d[\d,]*)\s+(?:in|out of|de(?: cada)?)\s+(\d[\d,]*)", re.IGNORECASE)
TIME = re.compile(r"^\D{0,12}?(\d{1,2}):(\d{2})(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
WORD = re.compile(r"^[^\W\d_]+")
REST = 24
"""Characters that may follow a quantity in a text that says little else."""
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte"
)
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
DECENAS = {"una": 1, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "cien": 100}
NUMBER_WORDS = (
    {word: number for row in (ENGLISH, SPANISH) for number, word in enumerate(row.split())}
    | TENS
    | DECENAS
)
MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
MONTHS = {name: place for names in MONTH_NAMES for place, name in enumerate(names.split(), 1)}
_MONTH = "|".join(MONTHS)
_YEAR = r"(?P<year>\d{4})"
DATES = (
    re.compile(rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:,?\s+{_YEAR})?\b", re.IGNORECASE),
    re.compile(
        rf"(?P<day>\d{{1,2}})\s+(?:de\s+)?(?P<month>{_MONTH})(?:,?\s+(?:de\s+)?{_YEAR})?\b",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<month>{_MONTH})\s+(?:de\s+)?{_YEAR}\b", re.IGNORECASE),
)

Quantity = tuple[str, float]
"""What is counted (`date`, `time`, `odds` or `number`), and how much."""


def quantity(text: str) -> Quantity | None:
    """The quantity a text begins with, if it says little else."""
    return _date(text) or _time(text) or _odds(text) or _number(text) or _number_word(text)


def in_order(texts: Sequence[str]) -> tuple[int, ...] | None:
    """Places of texts that are all quantities of one sort, from the least; None if they are not."""
    found = [quantity(text) for text in texts]
    values = [value for value in found if value is not None]
    alike = len(values) == len(texts) == len(set(values)) and len({sort for sort, _ in values}) == 1
    return tuple(sorted(range(len(texts)), key=lambda i: values[i])) if texts and alike else None


def _date(text: str) -> Quantity | None:
    for form in DATES:
        match = form.search(text)
        if match and match.start() <= 12 and len(text) - match.end() <= REST:
            parts = match.groupdict()
            year, day = int(parts.get("year") or 0), int(parts.get("day") or 0)
            return "date", year * 372.0 + MONTHS[match["month"].lower()] * 31 + day
    return None


def _time(text: str) -> Quantity | None:
    match = TIME.match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return "time", hour * 60.0 + int(match[2])


def _odds(text: str) -> Quantity | None:
    match = ODDS.match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    chosen, of = (float(number.replace(",", "")) for number in match.groups())
    return ("odds", chosen / of) if of else None


def _number(text: str) -> Quantity | None:
    match = NUMBER.match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    return "number", float(match[1].replace(",", ""))


def _number_word(text: str) -> Quantity | None:
    match = WORD.match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    number = NUMBER_WORDS.get(match[0].casefold())
    return None if number is None else ("number", float(number))
