"""Years in words, as readers see them: the one place that says `BC`, `AD` and `about`."""

from __future__ import annotations

from studyguide.model import Year

BARE = 100
"""From this year on a number is taken for a year without `AD`."""


def year_text(year: Year) -> str:
    """A year or several, as in `44 BC`, `about 1606`, `1603–1606` and `44 BC–14 AD`."""
    first, last = year.first, year.last
    if first == last:
        said = _one(first)
    elif first < 0 < last:
        said = f"{_one(first)}–{abs(last)} AD"
    else:
        said = f"{abs(first)}–{_one(last)}"
    return f"about {said}" if year.about else said


def _one(year: int) -> str:
    era = " BC" if year < 0 else " AD" if year < BARE else ""
    return f"{abs(year)}{era}"
