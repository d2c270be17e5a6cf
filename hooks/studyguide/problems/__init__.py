"""Problems as values: what is wrong, where, and what to do about it.

Every code stands in `CATALOGUE` with its meaning; nothing else may make a Problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from studyguide.model import Span
from studyguide.problems.codes import CATALOGUE, Meaning, Severity
from studyguide.problems.other_names import meant

__all__ = [
    "CATALOGUE",
    "Meaning",
    "Problem",
    "Severity",
    "did_you_mean",
    "in_source_order",
    "nearest",
    "shortened",
]


@dataclass(frozen=True)
class Problem:
    """One finding, with its place in what the author wrote."""

    code: str
    span: Span
    what: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """The severity the catalogue gives this code."""
        return CATALOGUE[self.code].severity

    def __str__(self) -> str:
        """Say it on one line, in the form that editors and CI services recognise."""
        place = f"{self.span.file}:{self.span.line}:{self.span.column}"
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.severity.value} {self.code}: {self.what}{hint}"


def in_source_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, sorted by file, line and column, then by code."""
    key = {(p.span.file, p.span.line, p.span.column, p.code, p.what): p for p in problems}
    return [key[place] for place in sorted(key)]


def shortened(text: str) -> str:
    """What a message shows of a text that may be long."""
    return text if len(text) <= 40 else text[:39] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that means the same or comes nearest, whatever its case; else nothing."""
    by_lower = {known_name.lower(): known_name for known_name in sorted(set(known))}
    if (ours := meant(name, by_lower.values())) is not None:
        return ours
    near = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest known name, or with all of them where they are few, or nothing."""
    names = sorted(set(known))
    if near := nearest(name, names):
        return f"did you mean `{near}`?"
    if 0 < len(names) <= 12:
        return "one of: " + ", ".join(f"`{known_name}`" for known_name in names)
    return ""
