"""Years in words, as readers see them: the one place that says `BC`, `AD` and `about`."""

from __future__ import annotations

from studyguide.model import Year
from studyguide.words import Words

BARE = 100
"""From this year on a number is taken for a year without `AD`."""


def year_text(year: Year, words: Words) -> str:
    """A year or several, as in `44 BC`, `about 1606`, `1603–1606` and `44 BC–14 AD`."""
    first, last = year.first, year.last
    if first == last:
        said = _one(first, words)
    elif first < 0 < last:
        said = words.gettext("%(first)s BC–%(last)s AD", first=abs(first), last=last)
    else:
        said = f"{abs(first)}–{_one(last, words)}"
    return words.gettext("about %(year)s", year=said) if year.about else said


def _one(year: int, words: Words) -> str:
    if year < 0:
        return words.gettext("%(year)s BC", year=-year)
    return words.gettext("%(year)s AD", year=year) if year < BARE else str(year)
