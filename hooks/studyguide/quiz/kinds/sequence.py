"""Questions that put steps in order: a numbered list, written solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from studyguide.model import Question
from studyguide.problems import Problem
from studyguide.quiz.kinds.faults import repeated, unlike
from studyguide.quiz.kinds.kind import (
    LABELS,
    Choice,
    KeyRow,
    Order,
    Plain,
    QuestionKind,
    Shown,
    Words,
)
from studyguide.quiz.ordering import drawn, seed_of, turned


class SequenceKind(QuestionKind):
    """Steps, shown unsolved."""

    layout: ClassVar[str] = "steps"
    noun: ClassVar[str] = "steps"
    listed: ClassVar[str] = "sequence"

    def misread(self, question: Question) -> Iterator[Problem]:
        yield from super().misread(question)
        for answer in question.answers:
            if not answer.numbered:
                yield unlike(answer, "a step", "write `1. text`")

    def check(self, question: Question) -> Iterator[Problem]:
        """No step stands twice."""
        yield from super().check(question)
        yield from repeated((answer.text, answer.span) for answer in question.answers)

    def order(self, question: Question, form: str = "") -> Order:
        """Drawn, and turned by one place where the draw is the solution."""
        order = drawn(len(question.answers), seed_of(question, form))
        return Order(turned(order) if order == tuple(range(len(order))) else order)

    def show(self, question: Question, words: Sequence[Words], order: Order) -> Shown:
        """Steps by letter as shown; the rows of the key stand in the right order."""
        letters = dict(zip(order.shown, LABELS, strict=False))
        rows = tuple(
            KeyRow(letters[place], words[place].text, words[place].reason, place=place + 1)
            for place in sorted(letters)
        )
        return Shown(
            tuple(Choice(letter, words[place].text) for place, letter in letters.items()),
            rows=rows,
            solution=", ".join(row.label for row in rows),
            key=list(letters),
        )

    def row_data(self, row: KeyRow, plain: Plain) -> Mapping[str, object]:
        return {"label": row.label, "text": plain(row.words), "reason": plain(row.reason)}
