"""Questions whose stem has gaps to fill: for each gap the answers that count, apart by ` / `.

Under an answer may stand what is commonly typed in its place, marked as wrong with `[ ]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import ClassVar

from studyguide.model import Answer, Question
from studyguide.problems import Problem
from studyguide.quiz.kinds.faults import alike, unlike
from studyguide.quiz.kinds.kind import KeyRow, Mistake, Order, Plain, QuestionKind, Shown, Words

GAP = "___"
ALTERNATIVE = " / "
STRAIGHT = str.maketrans("’‘“”", "''\"\"")
"""Curly quotes, which nobody types, and those that stand on keyboards."""
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?>")


def accepted(answer: Answer) -> tuple[str, ...]:
    """What counts as right in a gap, the best answer first, without tags: nobody types them."""
    plain = unescape(TAG.sub("", answer.text))
    return tuple(text for part in plain.split(ALTERNATIVE) if (text := part.strip()))


class BlankKind(QuestionKind):
    """Gaps in the stem."""

    layout: ClassVar[str] = "gaps"
    noun: ClassVar[str] = "blanks"
    listed: ClassVar[str] = "answers"
    is_typed: ClassVar[bool] = True

    def said(self, answer: Answer) -> str:
        return ALTERNATIVE.join(accepted(answer))

    def misread(self, question: Question) -> Iterator[Problem]:
        """A mark is one of a common mistake, and that stands under what is right."""
        for answer in question.answers:
            if answer.marked:
                what = "an answer of a question of kind `blank`"
                hint = "remove the mark: what counts as right has none, `[ ]` marks a mistake"
                yield unlike(answer, what, hint)
        first = question.answers[0] if question.answers else None
        if first and first.marked is False:
            what = "what counts as right in a gap"
            yield unlike(first, what, "write the right answer first, without a mark")

    def counted(self, question: Question) -> tuple[Answer, ...]:
        return tuple(answer for answer in question.answers if answer.marked is not False)

    def check(self, question: Question) -> Iterator[Problem]:
        """The stem has a gap for each answer, and no mistake is right."""
        yield from super().check(question)
        gaps, count = question.title.count(GAP), len(self.counted(question))
        if gaps != count:
            what = f"the stem has {gaps} gaps `{GAP}` for {count} blanks"
            yield Problem("SG406", question.span, what)
        right: set[str] = set()
        for answer in question.answers:
            texts = {alike(text) for text in accepted(answer)}
            if answer.marked is not False:
                right = texts
            elif both := texts & right:
                what = f"`{min(both)}` is both right and a common mistake"
                yield Problem("SG407", answer.span, what, "leave it where it belongs")

    def readable(self, question: Question) -> tuple[str, ...]:
        return ()

    def show(self, question: Question, words: Sequence[Words], order: Order) -> Shown:
        """The gaps in the order of the stem; what counts is plain text, not Markdown."""
        rows: list[KeyRow] = []
        for answer, entry in zip(question.answers, words, strict=False):
            texts = accepted(answer)
            if answer.marked is not False:
                rows.append(KeyRow("", ALTERNATIVE.join(texts), entry.reason, accepted=texts))
            elif rows:
                mistakes = (*rows[-1].mistakes, Mistake(texts, entry.reason))
                rows[-1] = replace(rows[-1], mistakes=mistakes)
        return Shown(
            rows=tuple(rows),
            solution="; ".join(row.accepted[0] for row in rows if row.accepted),
            key=[list(row.accepted) for row in rows],
        )

    def row_data(self, row: KeyRow, plain: Plain) -> Mapping[str, object]:
        return {"accepted": list(row.accepted), "reason": plain(row.reason)}
