"""Faults that answers of several kinds can have."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from studyguide.model import Answer, Span
from studyguide.problems import Problem


def unlike(answer: Answer, what: str, hint: str) -> Problem:
    """An entry of the list that is not what its question needs."""
    return Problem("SG406", answer.span, f"`{answer.text[:40]}` is not {what}", hint)


def repeated(texts: Iterable[tuple[str, Span]]) -> Iterator[Problem]:
    """Texts that stand twice."""
    seen: Counter[str] = Counter()
    for text, span in texts:
        same = alike(text)
        if same and seen[same]:
            yield Problem("SG407", span, f"`{text}` stands twice")
        seen[same] += 1


def alike(text: str) -> str:
    """A text made alike in case, spaces and width, so that equals are seen."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
