"""Numbers, dates and times at the beginning of a short text, so that they can be put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from studyguide.words.rules import NOTHING, Rules

DIGITS = r"\d+(?:[.,\u00a0\u202f]\d+)*"
"""A number as it is written, with marks or narrow spaces inside."""
MARK = re.compile(r"[.,\u00a0\u202f]")
NUMBER = re.compile(rf"^\D{{0,12}}?({DIGITS})")
TIME = re.compile(r"^\D{0,12}?(\d{1,2}):(\d{2})(?:\s*([ap])\.?\s?m\b)?", re.IGNORECASE)
WORD = re.compile(r"^[^\W\d_]+")
YEAR = r"(?P<year>\d{4})"
REST = 24
"""Characters that may follow a quantity in a text that says little else."""

Quantity = tuple[str, float]
"""What is counted (`date`, `time`, `odds` or `number`), and how much."""


def quantity(text: str, language: Rules) -> Quantity | None:
    """The quantity a text begins with, if it says little else."""
    return (
        _date(text, language)
        or _time(text)
        or _odds(text, language)
        or _number(text, language)
        or _number_word(text, language)
    )


def in_order(texts: Sequence[str], language: Rules) -> tuple[int, ...] | None:
    """Places of texts that are all quantities of one sort, from the least; None if they are not."""
    found = [quantity(text, language) for text in texts]
    values = [value for value in found if value is not None]
    alike = len(values) == len(texts) == len(set(values)) and len({sort for sort, _ in values}) == 1
    return tuple(sorted(range(len(texts)), key=lambda i: values[i])) if texts and alike else None


def numbers_in(text: str, language: Rules) -> list[float]:
    """Every number in a text that is written in digits."""
    return [_value(match[0], language) for match in re.finditer(DIGITS, text)]


def _value(written: str, language: Rules) -> float:
    """What a number is worth. A mark before three digits divides thousands, if it may."""
    *groups, last = MARK.split(written)
    if not groups:
        return float(last)
    mark = written[-len(last) - 1]
    is_decimal = len(last) != 3 or (mark == language.decimal_mark and written.count(mark) == 1)
    return float(f"{''.join(groups)}{'.' if is_decimal else ''}{last}")


@lru_cache(maxsize=8)
def _dates(language: Rules) -> tuple[re.Pattern[str], ...]:
    """How dates are written: month first, day first, and without a day."""
    month = f"(?P<month>{_any_of(language.months)})"
    link = f"(?:(?:{_any_of(language.date_links)})\\s+)?"
    forms = (
        rf"{month}\s+(?P<day>\d{{1,2}})(?:,?\s+{YEAR})?\b",
        rf"(?P<day>\d{{1,2}})\s+{link}{month}(?:,?\s+{link}{YEAR})?\b",
        rf"{month}\s+{link}{YEAR}\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@lru_cache(maxsize=8)
def _chances(language: Rules) -> re.Pattern[str]:
    links = _any_of(language.odds)
    return re.compile(rf"^\D{{0,12}}?({DIGITS})\s+(?:{links})\s+({DIGITS})", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest first; nothing fits it if there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or NOTHING


def _date(text: str, language: Rules) -> Quantity | None:
    for form in _dates(language):
        match = form.search(text)
        if match and match.start() <= 12 and len(text) - match.end() <= REST:
            parts = match.groupdict()
            year, day = int(parts.get("year") or 0), int(parts.get("day") or 0)
            return "date", year * 372.0 + language.months[match["month"].lower()] * 31 + day
    return None


def _time(text: str) -> Quantity | None:
    match = TIME.match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return "time", hour * 60.0 + int(match[2])


def _odds(text: str, language: Rules) -> Quantity | None:
    match = _chances(language).match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    chosen, of = (_value(number, language) for number in match.groups())
    return ("odds", chosen / of) if of else None


def _number(text: str, language: Rules) -> Quantity | None:
    match = NUMBER.match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    return "number", _value(match[1], language)


def _number_word(text: str, language: Rules) -> Quantity | None:
    match = WORD.match(text)
    if match is None or len(text) - match.end() > REST:
        return None
    number = language.number_words.get(match[0].casefold())
    return None if number is None else ("number", float(number))
