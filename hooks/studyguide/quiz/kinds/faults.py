"""Faults that answers of several kinds can have."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from studyguide.model import Answer, Question, Span
from studyguide.problems import Problem

TODO = "TODO"
"""What `studyguide import` writes where only an author knows."""
LEFT = re.compile(rf"(?:^|^- | = )(?P<todo>{TODO})(?=:| = |$)", re.MULTILINE)
"""Where it writes that: alone, or before a colon."""


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


def left_todos(question: Question) -> Iterator[Problem]:
    """What an import has left to the author, each with its place."""
    texts = [
        (part.text.markdown, part.text.span, f"the part `{part.name}`") for part in question.parts
    ]
    texts.append((question.title, question.span, "the stem"))
    for answer in question.answers:
        texts.append((answer.text, answer.span, "an answer"))
        texts.append((answer.reason, answer.reason_span, "a reason"))
    for text, span, where in texts:
        for found in LEFT.finditer(text):
            lines = text[: found.start("todo")].count("\n")
            place = Span(span.file, span.line + lines, 1 if lines else span.column)
            yield Problem("SG415", place, f"{where} is still a `{TODO}`", "write what belongs here")
